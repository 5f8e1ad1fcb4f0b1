import type { EmissionStandard, Mode } from '../domain.ts'
import type { GasCurveRow } from '../table.ts'
import { standardInId } from './emep.ts'
import { IPCC } from './ipcc.ts'
import type { Contribution } from './row.ts'

type Burnt = 'petrol' | 'diesel' | 'lpg'
type BySituation = readonly [urban: number, rural: number, highway: number]

interface Row {
  readonly modes: readonly Mode[]
  readonly fuel: Burnt
  readonly standards: readonly EmissionStandard[]
  /** Warm engines [mg/km]. */
  readonly n2o: BySituation
  readonly ch4: BySituation
  readonly named: string
}

const CARS: readonly Mode[] = ['car', 'taxi', 'ride-hail']
const LIGHT: readonly Mode[] = [...CARS, 'van']
const LATER: readonly EmissionStandard[] = ['euro-3', 'euro-4', 'euro-5', 'euro-6']

const PETROL_CH4 = {
  'pre-euro': [131, 86, 41],
  'euro-1': [26, 16, 14],
  'euro-2': [17, 13, 11],
  'euro-3': [3, 2, 4],
  'euro-4': [2, 2, 0],
} as const

/** Cars and vans of Table 3.2.5: what the guidebook's workbook has no N2O of. Buses and trucks have rows there. */
const ROWS: readonly Row[] = [
  petrol(CARS, 'pre-euro', [10, 6.5, 6.5]),
  petrol(CARS, 'euro-1', [22, 17, 8]),
  petrol(CARS, 'euro-2', [11, 4.5, 2.5]),
  petrol(CARS, 'euro-3', [3, 2, 1.5]),
  petrol(CARS, 'euro-4', [2, 0.8, 0.7]),
  petrol(['van'], 'euro-1', [62, 36, 16]),
  petrol(['van'], 'euro-2', [22, 5, 2]),
  petrol(['van'], 'euro-3', [22, 5, 2]),
  petrol(['van'], 'euro-4', [22, 5, 2]),
  diesel('pre-euro', [0, 0, 0], [28, 12, 8]),
  diesel('euro-1', [2, 4, 4], [11, 9, 3]),
  diesel('euro-2', [4, 6, 6], [7, 3, 2]),
  diesel('euro-3', [9, 4, 4], [3, 0, 0]),
  diesel('euro-4', [9, 4, 4], [0, 0, 0]),
  lpg(['pre-euro'], [0, 0, 0]),
  lpg(['euro-1'], [21, 13, 8]),
  lpg(['euro-2'], [13, 3, 2]),
  lpg(LATER, [5, 2, 1]),
]

function petrol(modes: readonly Mode[], standard: keyof typeof PETROL_CH4, n2o: BySituation): Row {
  const named = modes.includes('van') ? 'petrol light commercial vehicle' : 'petrol passenger car'
  return { modes, fuel: 'petrol', standards: [standard], n2o, ch4: PETROL_CH4[standard], named }
}

function diesel(standard: EmissionStandard, n2o: BySituation, ch4: BySituation): Row {
  const named = 'diesel passenger car and light commercial vehicle'
  return { modes: LIGHT, fuel: 'diesel', standards: [standard], n2o, ch4, named }
}

function lpg(standards: readonly EmissionStandard[], n2o: BySituation): Row {
  return { modes: CARS, fuel: 'lpg', standards, n2o, ch4: [80, 35, 25], named: 'LPG passenger car' }
}

const SITUATIONS = ['urban', 'rural', 'highway'] as const
const MG_PER_G = 1000

/** CH4 and N2O of cars and vans by technology, 2006 IPCC Guidelines, warm engines of every class. */
export function ipccTechnology(): Contribution {
  const gasCurves = ROWS.flatMap((row) =>
    row.modes.flatMap((mode) =>
      row.standards.flatMap((standard) =>
        (['ch4', 'n2o'] as const).flatMap((gas) =>
          SITUATIONS.map((situation, at) => curveOf(row, mode, standard, gas, situation, row[gas][at] ?? 0)),
        ),
      ),
    ),
  )
  return {
    sources: [],
    records: [],
    gasCurves,
    leftOut: {
      'IPCC Table 3.2.5 rows of buses, trucks and two-wheelers: the EMEP workbook has them by technology': 8,
    },
  }
}

function curveOf(
  { fuel, standards, named }: Row,
  mode: Mode,
  standard: EmissionStandard,
  gas: 'ch4' | 'n2o',
  drivingSituation: (typeof SITUATIONS)[number],
  mgPerVkm: number,
): GasCurveRow {
  const later = standards.length > 1 ? ' Row Euro 3 and later.' : ''
  return {
    kind: 'gas-curve',
    id: ['gas-curve', mode, fuel, standardInId(standard), gas, drivingSituation, IPCC.id].join('.'),
    mode,
    powertrain: fuel,
    emissionStandard: standard,
    carrier: fuel,
    technology: '',
    gas,
    drivingSituation,
    alpha: 0,
    beta: 0,
    gamma: mgPerVkm,
    delta: 0,
    epsilon: 0,
    zeta: 0,
    eta: MG_PER_G,
    reductionShare: 0,
    // The table prints no speed; its figures do not depend on one.
    controlSpeedKmPerH: 50,
    controlValueGPerVkm: mgPerVkm / MG_PER_G,
    region: 'EUR',
    tier: 2,
    quality: 'M',
    verification: 'read',
    sourceId: IPCC.id,
    locator: `Vol 2 Table 3.2.5, ${named}, ${standard}, ${drivingSituation === 'urban' ? 'urban hot' : drivingSituation}`,
    note: `mg/km, warm engine; not split by size.${later}`,
  }
}
