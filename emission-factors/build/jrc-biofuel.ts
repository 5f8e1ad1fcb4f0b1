import type { EnergyCarrier } from '../domain.ts'
import { cell, type Figures, numberIn } from './figures.ts'
import { JRC } from './jrc-source.ts'
import { type Contribution, copyRead, record } from './row.ts'

/** Share of biofuel in the energy of petrol, diesel and CNG as sold, 2000 to 2015. */
export function jrcBiofuel(figures: Figures): Contribution {
  const all = figures.read('defaults/biofuel_blend.csv')
  const ours = all.filter((f) => cell(f, 'source_document').startsWith('JRC'))
  const records = ours.map((figure) => {
    const year = numberIn(figure, 'year')
    return record({
      kind: 'biofuel-share',
      carrier: cell(figure, 'powertrain') as EnergyCarrier,
      region: cell(figure, 'region'),
      yearFrom: year,
      yearTo: year,
      value: numberIn(figure, 'value'),
      unit: 'share',
      tier: 2,
      quality: 'M',
      verification: 'secondary',
      sourceId: JRC.id,
      locator: `TrRoad_ene, biofuel over total energy of ${cell(figure, 'powertrain')}, ${cell(figure, 'region')}, ${year}`,
      note: `Computed; of the pool of the fuel, read off cars. ${copyRead(cell(figure, 'read_from'))}`,
    })
  })
  return {
    sources: [],
    records,
    leftOut: {
      'biofuel shares of volume (GB, US, IN, BR, ID): not shares of energy': all.length - ours.length,
    },
  }
}
