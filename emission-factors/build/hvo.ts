import { DESNZ, SEEN } from './desnz-source.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { type Contribution, copyRead, record } from './row.ts'

const NAME = 'Biodiesel HVO'

/** A property of the fuel, wherever it is burnt. */
const PROPERTY = { carrier: 'hvo', region: 'GLO', tier: 2, quality: 'M', verification: 'read' } as const

/** Paraffinic diesel of hydrotreated oils in the UK conversion factors: heating value, density, CO2 and supply. */
export function hvo(figures: Figures): Contribution {
  const ours = figures.read('fuel_factors_uk.csv').filter((f) => cell(f, 'vehicle').trim() === NAME)
  const one = (edition: '2024' | '2025', activity: string, unit: string): Figure =>
    theOne(
      ours.filter((f) => f['edition'] === edition && f['activity'] === activity && f['unit'] === unit),
      `${activity} of ${NAME} in ${unit}, ${edition}`,
    )
  const upstream = (unit: string): number => numberIn(one('2024', 'WTT- bioenergy', unit), 'value')
  const [litre, kilogram, gigajoule] = ['kgCO2e/litre', 'kgCO2e/kg', 'kgCO2e/GJ'].map(upstream) as [
    number,
    number,
    number,
  ]
  const of2024 = { ...PROPERTY, sourceId: DESNZ['2024'].id } as const
  const note = 'Computed: ratio of two printed units of one factor.'
  const burnt = one('2024', 'Outside of scopes', 'kgCO2e/GJ')
  return {
    sources: [],
    records: [
      record({
        ...of2024,
        kind: 'net-calorific-value',
        value: rounded((kilogram / gigajoule) * 1000),
        unit: 'MJ/kg',
        locator: `WTT- bioenergy / ${NAME}: kg CO2e per kg over kg CO2e per GJ`,
        note,
      }),
      record({
        ...of2024,
        kind: 'density',
        value: rounded(litre / kilogram),
        unit: 'kg/L',
        locator: `WTT- bioenergy / ${NAME}: kg CO2e per litre over kg CO2e per kg`,
        note,
      }),
      record({
        ...of2024,
        kind: 'fuel-factor',
        gas: 'co2',
        value: numberIn(burnt, 'value'),
        unit: 'kg CO2/GJ',
        locator: `Outside of scopes / ${NAME}, id ${cell(burnt, 'factor_id')}`,
        note: `Biogenic. ${copyRead(cell(burnt, 'read_from'))}`,
      }),
      ...(['2024', '2025'] as const).map((edition) => {
        const figure = one(edition, 'WTT- bioenergy', 'kgCO2e/GJ')
        return record({
          ...PROPERTY,
          ...SEEN[edition],
          region: 'GB',
          kind: 'well-to-tank',
          yearFrom: Number(edition),
          yearTo: Number(edition),
          value: numberIn(figure, 'value'),
          unit: 'kg CO2e/GJ',
          sourceId: DESNZ[edition].id,
          locator: `WTT- bioenergy / ${NAME}, id ${cell(figure, 'factor_id')}`,
          note: copyRead(cell(figure, 'read_from')),
        })
      }),
    ],
  }
}

/** To the digits that a ratio of five-digit figures has. */
const rounded = (value: number): number => Number(value.toPrecision(4))
