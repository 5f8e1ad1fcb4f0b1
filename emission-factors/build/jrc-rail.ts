import type { EnergyCarrier, Mode, Powertrain } from '../domain.ts'
import { cell, type Figures, numberIn } from './figures.ts'
import { JRC } from './jrc-source.ts'
import { type Contribution, copyRead, record, spelled } from './row.ts'

const MODES: Readonly<Record<string, { modes: readonly Mode[]; note?: string }>> = {
  'conventional passenger train': { modes: ['rail'] },
  'high speed passenger train': { modes: ['high-speed-rail'] },
  'metro, tram and urban light rail': {
    modes: ['metro', 'tram'],
    note: 'Metro, tram and light rail together: low for a metro train.',
  },
  'freight train': { modes: ['freight-rail'] },
}

const TRACTION: Readonly<Record<string, { powertrain: Powertrain; carrier: EnergyCarrier }>> = {
  electricity: { powertrain: 'electric', carrier: 'electricity' },
  diesel: { powertrain: 'diesel', carrier: 'diesel' },
}

/** Energy per train distance of passenger, urban and freight rail, 2005 to 2015. */
export function jrcRail(figures: Figures): Contribution {
  const all = figures.read('defaults/transit_energy.csv')
  const ours = all.filter((f) => cell(f, 'source_document').startsWith('JRC'))
  const records = ours.flatMap((figure) => {
    const known = MODES[cell(figure, 'vehicle_class')]
    const traction = TRACTION[cell(figure, 'powertrain')]
    if (!known || !traction) throw new Error(`JRC rail ${figure['vehicle_class']} has no word`)
    const region = cell(figure, 'region') === 'EU28' ? 'EUR' : cell(figure, 'region')
    const year = numberIn(figure, 'year')
    return known.modes.map((mode) =>
      record({
        kind: 'energy-intensity',
        mode,
        vehicleClass: 'average',
        ...traction,
        region,
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, 'value'),
        unit: spelled(cell(figure, 'unit')),
        tier: 2,
        quality: 'M',
        verification: 'secondary',
        sourceId: JRC.id,
        locator: `TrRail_ene over TrRail_act, ${cell(figure, 'vehicle_class')}, ${cell(figure, 'region')}, ${year}`,
        note: [
          known.note,
          'Per train-km; computed: total energy over vehicle-km.',
          copyRead(cell(figure, 'read_from')),
        ]
          .filter((text) => text !== undefined)
          .join(' '),
      }),
    )
  })
  return {
    sources: [],
    records,
    leftOut: {
      'transit figures of other agencies, model inputs and modes without a word': all.length - ours.length,
    },
  }
}
