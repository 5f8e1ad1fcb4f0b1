import type { SurvivalForm } from '../kernel/survival.ts'
import type { Mode, Powertrain } from '../vocabulary.ts'
import type { PathPoint } from './ramp.ts'

/** What every published record of a scenario has. */
interface Published {
  readonly id: string
  readonly sourceId: string
  /** Where in the source it stands. */
  readonly table: string
}

export interface SurvivalRecord extends Published {
  readonly modes: readonly Mode[]
  readonly region: string
  readonly form: SurvivalForm
  readonly parameters: readonly number[]
}

/** Distance of a vehicle in a year by age, from age 0 [km]. */
export interface MileageRecord extends Published {
  readonly modes: readonly Mode[]
  readonly region: string
  readonly km: readonly number[]
}

/** Planned CO2 per kWh by year, of which only the shape is used. */
export interface GridPathRecord extends Published {
  readonly region: string
  readonly points: readonly PathPoint[]
}

/** The least share of a powertrain in sales by year, as adopted. */
export interface MandateRecord extends Published {
  readonly countries: readonly string[]
  readonly mode: Mode
  readonly powertrain: Powertrain
  readonly points: readonly PathPoint[]
}

/** By how much vehicles sold from a year on must emit less on average than those sold before the first of the years, as adopted. */
export interface StandardRecord extends Published {
  readonly countries: readonly string[]
  readonly mode: Mode
  /** The value of a point holds until the next one. */
  readonly points: readonly PathPoint[]
}

/** A range as published: without `value` it has no central value, and its middle is none. */
interface PublishedRange {
  readonly value?: number
  readonly lower?: number
  readonly upper?: number
}

/** A mode, several modes, or trips that would not have been made. */
export const DIVERSION_ORIGINS = ['public-transport', 'walk-and-public-transport', 'induced'] as const
export type DiversionOrigin = Mode | (typeof DIVERSION_ORIGINS)[number]

/** Where the users of a new mode came from; what the shares leave is not known. */
export interface DiversionRecord extends Published {
  readonly toMode: Mode
  readonly place: string
  readonly origins: readonly ({ readonly from: DiversionOrigin } & PublishedRange)[]
}

/** A published effect of a measure. */
export interface LeverRecord extends Published, PublishedRange {
  readonly kind: string
  /** What is changed: two levers of one cause on one mode may hold the same effect. */
  readonly cause: string
  readonly modes: readonly Mode[]
  readonly moves: 'distance' | 'fuel'
  /** Effects that the figure already includes. */
  readonly holds: readonly string[]
  readonly term: 'short' | 'long'
  /** An elasticity needs the change of its cause; a share is the effect itself. */
  readonly unit: 'elasticity' | 'share'
  /** Of a zone, or of those who take part: not of a city. */
  readonly isOfZone: boolean
  readonly region: string
  readonly note: string
}

export interface TargetRecord extends Published {
  readonly kind: string
  readonly year: number
  /** Change against the base year: −0.5 halves. */
  readonly value: number
}

export interface ScenarioSource {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly edition: string
  readonly licence: string
  readonly attribution: string
  readonly url: string
}

/** The published figures that a scenario may use, apart from every factor set. */
export interface ScenarioRecords {
  readonly id: string
  readonly digest: string
  readonly sources: readonly ScenarioSource[]
  readonly survival: readonly SurvivalRecord[]
  readonly mileage: readonly MileageRecord[]
  readonly gridPaths: readonly GridPathRecord[]
  readonly mandates: readonly MandateRecord[]
  readonly standards: readonly StandardRecord[]
  readonly diversion: readonly DiversionRecord[]
  readonly levers: readonly LeverRecord[]
  readonly targets: readonly TargetRecord[]
}

/** All records, of whatever kind. */
export const everyRecord = (records: ScenarioRecords): readonly Published[] => [
  ...records.survival,
  ...records.mileage,
  ...records.gridPaths,
  ...records.mandates,
  ...records.standards,
  ...records.diversion,
  ...records.levers,
  ...records.targets,
]

/** The record of the nearest region of a chain; any record of the mode where none of them has one. */
export function nearestRecord<Record extends { readonly region: string; readonly modes: readonly Mode[] }>(
  records: readonly Record[],
  mode: Mode,
  regions: readonly string[],
): { readonly record: Record; readonly isOwn: boolean } | undefined {
  const ofMode = records.filter(({ modes }) => modes.includes(mode))
  for (const region of regions) {
    const record = ofMode.find((one) => one.region === region)
    if (record) return { record, isOwn: true }
  }
  const [other] = ofMode
  return other && { record: other, isOwn: false }
}
