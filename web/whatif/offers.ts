import type { Scenario } from '../service/answer-types.ts'
import type { LeverPlace } from './work.ts'

export const PHASES = ['avoid', 'shift', 'improve'] as const
export type Phase = (typeof PHASES)[number]

const MAX_OFFERED = 4
const PRIVATE = new Set(['car', 'motorcycle', 'moped', 'taxi', 'ride-hail', 'auto-rickshaw'])
/** Of which a fleet is bought by few, who can decide on its powertrain. */
const FLEETS = ['bus', 'van', 'rigid-truck', 'coach', 'taxi']
/** Modes that trips can go to without a figure of their vehicles. */
const ON_FOOT_AND_CYCLE = ['cycle', 'walk']
const PUBLIC_TRANSPORT = ['bus', 'tram', 'metro', 'rail']

/**
 * The measures that a page begins with, at most four in each column: of the modes that emit most.
 *
 * @param modes of the base year with their emissions
 * @param isOfTrips whether the base year counts trips, so that trips by car and by bus are told in one unit
 */
export function offersFor(
  modes: Scenario['byMode'],
  isOfTrips: boolean,
): Readonly<Record<Phase, readonly LeverPlace[]>> {
  const named = modes
    .filter(({ mode }) => mode !== 'not-split')
    .toSorted((one, other) => other.base - one.base)
    .map(({ mode }) => mode as string)
  const emitting = modes.filter(({ base }) => base > 0).map(({ mode }) => mode as string)
  const cars = named.filter((mode) => PRIVATE.has(mode)).slice(0, 2)
  const [first] = cars
  const fleets = FLEETS.filter((mode) => emitting.includes(mode))
  const freight = named.filter((mode) => ['van', 'rigid-truck', 'articulated-truck'].includes(mode))
  const avoid: LeverPlace[] = [
    ...cars.map((mode): LeverPlace => ({ kind: 'trips', mode })),
    ...cars.slice(0, 1).map((mode): LeverPlace => ({ kind: 'trip-length', mode })),
    ...freight.map((mode): LeverPlace => ({ kind: 'trips', mode })),
  ]
  const shift: LeverPlace[] = first
    ? [
        ...ON_FOOT_AND_CYCLE,
        ...(isOfTrips ? PUBLIC_TRANSPORT.filter((mode) => named.includes(mode)) : []),
      ].map((toMode): LeverPlace => ({ kind: 'mode-shift', mode: first, toMode }))
    : []
  const improve: LeverPlace[] = [
    ...(first ? [{ kind: 'sales-mix', mode: first, powertrain: 'electric' } as const] : []),
    ...fleets.slice(0, 1).map((mode): LeverPlace => ({ kind: 'fleet-share', mode, powertrain: 'electric' })),
    ...(first ? [{ kind: 'speed', mode: first } as const] : []),
    { kind: 'grid' },
  ]
  return {
    avoid: avoid.slice(0, MAX_OFFERED),
    shift: shift.slice(0, MAX_OFFERED),
    improve: improve.slice(0, MAX_OFFERED),
  }
}

/** What can be chosen where a measure is added by hand. */
export const TO_MODES = [
  'walk',
  'cycle',
  'e-bike',
  'bus',
  'tram',
  'metro',
  'rail',
  'shared-bike',
  'e-scooter',
]
export const POWERTRAIN_CHOICES = [
  'electric',
  'fuel-cell',
  'plug-in-hybrid-petrol',
  'hybrid-petrol',
  'cng',
  'petrol',
  'diesel',
]
export const CARRIER_CHOICES = ['diesel', 'petrol', 'cng', 'lng']
