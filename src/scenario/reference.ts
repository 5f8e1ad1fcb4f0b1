import type { Notice, Refusal } from '../issues/issue.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import type { StatedReference } from './lever.ts'
import { type PathPoint, pathValue } from './ramp.ts'
import type { GridPathRecord, ScenarioRecords } from './records.ts'

/** Where and when a reference begins. */
export interface ReferenceFrame {
  readonly country: string
  readonly baseYear: number
  readonly until: number
  /** Inhabitants of the base year, if they are known. */
  readonly population?: number | undefined
}

export const yearsOf = ({ baseYear, until }: Pick<ReferenceFrame, 'baseYear' | 'until'>): readonly number[] =>
  Array.from({ length: until - baseYear + 1 }, (_, index) => baseYear + index)

/** Why a path cannot be followed to the last year. */
export function pathFaults(
  path: readonly PathPoint[],
  pointer: string,
  { until }: Pick<ReferenceFrame, 'until'>,
  least: number,
  most: number,
): readonly Refusal[] {
  const broken = (at: string, detail: string): Refusal => ({
    code: 'path-broken',
    pointer: `${pointer}${at}`,
    detail,
  })
  const faults: Refusal[] = []
  for (const [index, { year, value }] of path.entries()) {
    const before = path[index - 1]
    if (before && year <= before.year)
      faults.push(broken(`/${index}/year`, 'The years of a path must rise from point to point.'))
    if (!(value >= least && value <= most))
      faults.push(broken(`/${index}/value`, `A value of this path must lie from ${least} to ${most}.`))
  }
  const last = path.at(-1)
  if (!last || last.year < until)
    faults.push(
      broken(
        '',
        `The path must reach ${until}: add a point for ${until}, with the last value if nothing changes.`,
      ),
    )
  return faults
}

/** Inhabitants by year against the base year. */
export function populationRatio(
  { population: path }: StatedReference,
  frame: ReferenceFrame,
): readonly number[] {
  if (!path) return yearsOf(frame).map(() => 1)
  const [first] = path
  const known =
    frame.population !== undefined && (first?.year ?? frame.baseYear) > frame.baseYear
      ? [{ year: frame.baseYear, value: frame.population }, ...path]
      : path
  const base = pathValue(known, frame.baseYear)
  return yearsOf(frame).map((year) => pathValue(known, year) / base)
}

/** Distance of a mode by year against the base year, that of the population aside. */
export function activityRatio(
  { activity = [] }: StatedReference,
  mode: string,
  frame: ReferenceFrame,
): readonly number[] {
  const stated = activity.find((one) => one.mode === mode) ?? activity.find((one) => one.mode === undefined)
  return compound(stated?.yearlyChange ?? 0, frame)
}

/** Energy of a vehicle for the same distance by year against the base year. */
export function efficiencyRatio(
  { efficiency = [] }: StatedReference,
  mode: string,
  frame: ReferenceFrame,
): readonly number[] {
  return compound(efficiency.find((one) => one.mode === mode)?.yearlyChange ?? 0, frame)
}

/** Multiplied year by year, because a power may round differently from machine to machine. */
function compound(change: number, frame: ReferenceFrame): readonly number[] {
  let value = 1
  return yearsOf(frame).map((_, index) => {
    if (index > 0) value *= 1 + change
    return value
  })
}

/** The emissions of electricity by year against the base year: the shape of a path on the level of today. */
export interface GridReference {
  readonly ratio: readonly number[]
  readonly record?: GridPathRecord | undefined
  readonly notices: readonly Notice[]
}

export function gridReference(
  { grid }: StatedReference,
  frame: ReferenceFrame,
  { gridPaths }: ScenarioRecords,
): GridReference {
  const years = yearsOf(frame)
  if (grid) {
    const [first] = grid
    const path = first && first.year > frame.baseYear ? [{ year: frame.baseYear, value: 1 }, ...grid] : grid
    const base = pathValue(path, frame.baseYear)
    return { ratio: years.map((year) => pathValue(path, year) / base), notices: [] }
  }
  const record = gridPaths.find(({ region }) => region === frame.country)
  const base = record && pathValue(record.points, frame.baseYear)
  const end = record?.points.at(-1)?.year ?? 0
  if (!record || base === undefined || !(base > 0) || end <= frame.baseYear)
    return {
      ratio: years.map(() => 1),
      notices: [
        {
          code: 'reference-flat',
          pointer: '/reference/grid',
          detail: `No grid path of ${frame.country} may be shown, so electricity emits what it does in ${frame.baseYear} in every year. State reference.grid if you have a path.`,
        },
      ],
    }
  const held = end < frame.until ? ` It ends in ${end} and is held from there on.` : ''
  return {
    ratio: years.map((year) => pathValue(record.points, year) / base),
    record,
    notices: [
      {
        code: 'reference-published',
        pointer: '/reference/grid',
        records: [record.id],
        detail: `Electricity follows the shape of a plan of 2018 to 2020 for ${frame.country}, on the level of ${frame.baseYear}: a plan, not a forecast.${held}`,
      },
    ],
  }
}

/** A stated path by year, which begins in the base year with what that year has. */
function statedPath(path: readonly PathPoint[], base: number, { baseYear }: ReferenceFrame) {
  const ahead = path.filter(({ year }) => year > baseYear)
  const points = [{ year: baseYear, value: base }, ...ahead]
  return (year: number): number => pathValue(points, year)
}

/** Energy per distance of vehicles sold by year against the base year; undefined: as in the base year. */
export function newVehicleRatio(
  { newVehicles = [] }: StatedReference,
  mode: string,
  frame: ReferenceFrame,
): readonly number[] | undefined {
  const stated = newVehicles.find((one) => one.mode === mode)
  return stated && yearsOf(frame).map(statedPath(stated.path, 1, frame))
}

/** Share of biofuel in a carrier by year; undefined: as in the base year. */
export function blendPath(
  { blends = [] }: StatedReference,
  { carrier, share }: { readonly carrier: EnergyCarrier; readonly share: number },
  frame: ReferenceFrame,
): readonly number[] | undefined {
  const stated = blends.find((one) => one.carrier === carrier)
  return stated && yearsOf(frame).map(statedPath(stated.path, share, frame))
}
