import { DESNZ, SEEN } from './desnz-source.ts'
import { termOf } from './desnz-term.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { type Contribution, copyRead, perOf, record, spelled } from './row.ts'

const ACTIVITIES = [
  'Business travel- land',
  'Business travel- sea',
  'Business travel- air',
  'Freighting goods',
]

const GASES = { co2: 'co2', ch4_as_co2e: 'ch4', n2o_as_co2e: 'n2o' } as const

/** Emissions per distance of the 2024 and 2025 UK conversion factors. */
export function desnz(figures: Figures): Contribution {
  const all = figures.read('vehicle_factors_uk.csv')
  const records = (['2024', '2025'] as const).flatMap((edition) =>
    all.filter((f) => f['edition'] === edition).flatMap((figure) => factorOf(figure, edition)),
  )
  return { sources: [DESNZ['2024'], DESNZ['2025']], records }
}

function factorOf(figure: Figure, edition: '2024' | '2025') {
  const activity = cell(figure, 'activity')
  const gas = GASES[cell(figure, 'metric') as keyof typeof GASES]
  const term = ACTIVITIES.includes(activity) && gas ? termOf(figure) : undefined
  if (!term || !gas) return []
  const { note, ...subject } = term
  const printed = spelled(cell(figure, 'unit'))
  const year = Number(edition)
  const notes = [note, gas === 'co2' ? undefined : 'Printed as CO2e.', copyRead(cell(figure, 'read_from'))]
  return [
    record(
      {
        kind: 'direct-factor',
        ...subject,
        gas,
        // The unit is printed as "kg CO2e of CO2", which for CO2 is its mass.
        ...(gas === 'co2' ? {} : { gwpSet: 'AR5' as const }),
        region: 'GB',
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, 'value'),
        unit: gas === 'co2' ? printed.replace('CO2e', 'CO2') : printed,
        tier: 2,
        ...SEEN[edition],
        sourceId: DESNZ[edition].id,
        locator: `${activity} / ${cell(figure, 'category')} / ${cell(figure, 'vehicle').trim()}, id ${cell(figure, 'factor_id')}`,
        note: notes.filter((text) => text !== undefined).join(' '),
      },
      perOf(printed),
    ),
  ]
}
