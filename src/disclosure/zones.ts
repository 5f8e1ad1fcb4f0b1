import { givenParts, type SumPart } from './parts.ts'
import {
  type CellPart,
  dominanceNeed,
  type LargestShares,
  leastContributors,
  RELEASE_CONTRIBUTORS,
} from './primary.ts'
import type { Figures } from './settle.ts'

/** What is told of zones; lengths of trips are settled for cities alone. */
export const ZONE_FIGURES = [
  'trips',
  'passengerDistancePkm',
  'vehicleDistanceVkm',
  'tonneDistanceTkm',
] as const

/** Contributors that the zones of a city need together, in the mode that has most, to be given out at all. Source: membership of a person is told too well of smaller tables (reference simulation, AUC 0.59 at 3000). */
export const ZONE_TABLE_CONTRIBUTORS = 3000

/** What files give of a zone, of a pair, or of what else a city counts. */
export interface ZoneFacts {
  readonly figures: Figures
  /** What each file gives of it. */
  readonly parts: readonly CellPart[]
  readonly shares?: LargestShares
}

/** One mode of one city in a quarter: everything that the city counts, by zone. */
export interface CandidateZones {
  readonly city: string
  readonly mode: string
  /** A quarter: `2024-Q1`. */
  readonly period: string
  /** Activity that begins in a zone of the city and ends in the city. */
  readonly zones: readonly (ZoneFacts & {
    readonly zone: string
    /** By where it ends; none if pairs are not to be given out. */
    readonly pairs: readonly (ZoneFacts & {
      /** Null if files do not say. */
      readonly destination: string | null
    })[]
  })[]
  /** What comes from outside or goes there, and what has no zone. */
  readonly rest: readonly ZoneFacts[]
}

/** A zone, or a pair of zones, that is given out. */
export interface GivenFlow {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly zone: string
  readonly destination?: string
  readonly figures: Figures
  readonly contributors: number
}

/** Whether the zones of a city in a quarter are of enough persons to be looked at. */
export function isLargeTable(modes: readonly CandidateZones[]): boolean {
  const byMode = modes.map(({ zones }) =>
    zones.reduce((sum, { parts }) => sum + finite(leastContributors(parts)), 0),
  )
  return Math.max(0, ...byMode) >= ZONE_TABLE_CONTRIBUTORS
}

/**
 * The zones and pairs that may be given out beside the sum of their city, which is given out: those of a city, mode and
 * quarter together or none of them, and pairs only of a zone that is given out.
 *
 * @param given the figures of the city in the quarter
 * @param isAllowed whether a zone or pair adds nothing to what siblings of the dataset told
 */
export function settleZones(
  candidate: CandidateZones,
  given: Figures,
  isAllowed: (flow: Flow) => boolean,
): readonly GivenFlow[] {
  const { city, mode, period, zones, rest } = candidate
  const names = ZONE_FIGURES.filter((name) => (given[name] ?? null) !== null)
  // What was given out of a month before stays: zones of other facts would tell by how much these were put right.
  if (!names.every((name) => isSum(given[name] ?? 0, [...zones, ...rest], name))) return []
  const told = ({ figures }: ZoneFacts): Figures =>
    Object.fromEntries(names.map((name) => [name, figures[name] ?? null]))
  const partOf = (facts: ZoneFacts, flow?: Flow): SumPart => {
    const contributors = finite(leastContributors(facts.parts))
    const above = facts.shares ? Math.max(0, dominanceNeed(1, facts.shares)) : 0
    const isSensitive = contributors < RELEASE_CONTRIBUTORS || above > 0
    return {
      figures: told(facts),
      contributors,
      above,
      isSensitive,
      isShown: flow !== undefined && isAllowed(flow),
    }
  }
  const ofZone = zones.map(({ pairs, ...facts }) => {
    const flow = { city, mode, period, zone: facts.zone, figures: told(facts) }
    return {
      ...{ flow, part: partOf(facts, flow) },
      pairs: pairs.map(({ destination, ...ofPair }) => {
        const to = destination === null ? undefined : { ...flow, destination, figures: told(ofPair) }
        return { flow: to, part: partOf(ofPair, to) }
      }),
    }
  })
  // Whoever knows what else the city counts of many persons, knows the sum of the rest.
  const few = rest.map((facts) => partOf(facts)).filter(({ isSensitive }) => isSensitive)
  return givenOf([...ofZone, ...few.map((part) => ({ flow: undefined, part, pairs: [] }))]).flatMap(
    ({ flow, part, pairs }) => [
      { ...flow, contributors: part.contributors },
      ...givenOf(pairs).map((pair) => ({ ...pair.flow, contributors: pair.part.contributors })),
    ],
  )
}

type Flow = Omit<GivenFlow, 'contributors'>

/** Those of some parts of a sum that are given out. */
function givenOf<Told extends { readonly flow: Flow | undefined; readonly part: SumPart }>(
  parts: readonly Told[],
): readonly (Told & { readonly flow: Flow })[] {
  const given = givenParts(parts.map(({ part }) => part))
  return parts.filter(
    (told, at): told is Told & { flow: Flow } => told.flow !== undefined && given?.has(at) === true,
  )
}

/** Whether some facts add up to a figure, but for the rounding of a sum. */
function isSum(figure: number, facts: readonly ZoneFacts[], name: (typeof ZONE_FIGURES)[number]): boolean {
  const sum = facts.reduce((total, { figures }) => total + (figures[name] ?? Number.NaN), 0)
  return Math.abs(sum - figure) <= 1e-9 * Math.max(1, Math.abs(figure))
}

const finite = (value: number): number => (Number.isFinite(value) ? value : 0)
