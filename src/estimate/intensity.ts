import { Recent } from '../recent.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { Estimate } from './estimate.ts'
import type { EstimateLine, LineQuantity } from './line.ts'
import { type Sums, sumsOf } from './totals.ts'

/** CO2e per distance, in kg: of which distance, and of the lines that carry what. */
export const INTENSITIES = {
  co2eKgPerVkm: { sum: 'vehicleDistanceVkm', quantity: 'vehicle-distance', payload: undefined },
  co2eKgPerPkm: { sum: 'passengerDistancePkm', quantity: 'passenger-distance', payload: 'passengers' },
  co2eKgPerTkm: { sum: 'tonneDistanceTkm', quantity: 'tonne-distance', payload: 'freight' },
} as const satisfies Readonly<
  Record<string, { sum: keyof Sums; quantity: LineQuantity; payload: 'passengers' | 'freight' | undefined }>
>
export type IntensityName = keyof typeof INTENSITIES

/** Whether a line is of a mode over whose distance an intensity stands. */
export function carries(name: IntensityName, { mode }: Pick<EstimateLine, 'mode'>): boolean {
  const { payload } = INTENSITIES[name]
  return !payload || (mode !== undefined && MODE_PROPERTIES[mode].payload === payload)
}

/** Groups of whole vehicles, over whose distance their emissions stand; a carrier may be one of two of a vehicle. */
export type IntensityGroup = 'totals' | 'bySubSector' | 'bySector' | 'byMode' | 'byFlow'

/** Which of a group's keys a line stands under; empty for the city. */
export const GROUP_KEYS: Readonly<
  Record<IntensityGroup, (line: Pick<EstimateLine, 'mode' | 'flow' | 'sector' | 'subSector'>) => string>
> = {
  totals: () => '',
  bySubSector: ({ subSector }) => subSector,
  bySector: ({ sector }) => sector ?? 'not-split',
  byMode: ({ mode }) => mode ?? 'not-split',
  byFlow: ({ flow }) => flow ?? 'not-split',
}

/** CO2e per distance of a group of lines. */
export interface Intensity {
  readonly group: IntensityGroup
  /** The mode, sector and so on; empty for the city. */
  readonly key: string
  readonly name: IntensityName
  /** The lines whose CO2e and distance it is made of. */
  readonly lines: readonly EstimateLine[]
  readonly kgPerDistance: number
}

/**
 * CO2e per vehicle-, passenger- and tonne-kilometre of the city and of each group. Passenger-kilometres stand under the
 * emissions of modes that carry passengers, tonne-kilometres under those of freight.
 *
 * A group of which some emissions have no such distance has no such intensity: not known, which is not less.
 */
export function intensitiesOf(estimate: Pick<Estimate, 'lines' | 'gwp'>): readonly Intensity[] {
  const known = intensitiesMade.find(estimate)
  if (known) return known
  const made = findIntensities(estimate)
  intensitiesMade.keep(estimate, made)
  return made
}

/** Asked for by figures and by their intervals. */
const intensitiesMade = new Recent<Pick<Estimate, 'lines' | 'gwp'>, readonly Intensity[]>()

function findIntensities({ lines, gwp }: Pick<Estimate, 'lines' | 'gwp'>): readonly Intensity[] {
  const found: Intensity[] = []
  const facts = lines.map((line) => ({ line, sums: sumsOf(line, gwp), vehicle: vehicleKeyOf(line) }))
  for (const name of Object.keys(INTENSITIES) as IntensityName[]) {
    const { sum, quantity } = INTENSITIES[name]
    const carrying = facts.filter(({ line }) => carries(name, line))
    const known = new Set<string>()
    for (const { line, vehicle } of carrying)
      if (line.products.some((one) => one.quantity === quantity)) known.add(vehicle)
    if (known.size === 0) continue
    for (const group of Object.keys(GROUP_KEYS) as IntensityGroup[]) {
      const drafts = new Map<
        string,
        { lines: EstimateLine[]; co2eKg: number; distance: number; whole: boolean }
      >()
      for (const { line, sums, vehicle } of carrying) {
        const key = GROUP_KEYS[group](line)
        const draft = drafts.get(key) ?? { lines: [], co2eKg: 0, distance: 0, whole: true }
        draft.lines.push(line)
        draft.co2eKg += sums.co2eKg
        draft.distance += sums[sum] ?? 0
        draft.whole &&= known.has(vehicle)
        drafts.set(key, draft)
      }
      for (const [key, { lines: members, co2eKg, distance, whole }] of drafts)
        if (whole && distance > 0)
          found.push({ group, key, name, lines: members, kgPerDistance: co2eKg / distance })
    }
  }
  return found
}

/** A plug-in hybrid has a line for each carrier, and its distance may stand on one of them. */
export const vehicleKeyOf = ({
  pointer,
  vehicleClass,
  powertrain,
  emissionStandard,
}: Omit<EstimateLine, 'products'>): string => `${pointer} ${vehicleClass} ${powertrain} ${emissionStandard}`
/** The same of two lines, without a text. */
export const isOfSameVehicle = (a: EstimateLine, b: EstimateLine): boolean =>
  a.pointer === b.pointer &&
  a.vehicleClass === b.vehicleClass &&
  a.powertrain === b.powertrain &&
  a.emissionStandard === b.emissionStandard
