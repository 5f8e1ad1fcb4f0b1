import type { Refusal } from '../issues/issue.ts'
import { checkFleet } from './check-base.ts'
import type { UncheckedQuestion } from './lever.ts'
import type { ScenarioRecords } from './records.ts'
import { pathFaults } from './reference.ts'
import { refuse } from './refuse.ts'
import type { ScenarioBase } from './scenario-base.ts'

/** A population or an amount beyond this is a mistake of digits. */
const MAX_PERSONS = 1e9
/** No vehicle uses less of the energy of the base year for the same distance. */
const LEAST_ENERGY = 0.05

const isAfter = (year: number | undefined, other: number | undefined): boolean =>
  year !== undefined && other !== undefined && year > other

export function checkReference(
  { reference, until }: UncheckedQuestion,
  { frame, lines }: ScenarioBase,
  records: ScenarioRecords,
): readonly Refusal[] {
  const {
    population,
    grid,
    sales = [],
    activity = [],
    efficiency = [],
    newVehicles = [],
    blends = [],
  } = reference
  // Without a last year no path is too short.
  const at = { until: until ?? Number.NEGATIVE_INFINITY }
  const faults: Refusal[] = []
  if (population) {
    faults.push(...pathFaults(population, '/reference/population', at, 1, MAX_PERSONS))
    const first = population[0]?.year
    if (isAfter(first, frame.baseYear) && frame.population === undefined)
      faults.push(
        refuse(
          'path-broken',
          '/reference/population',
          `The path begins after ${frame.baseYear}, whose population nothing tells: add a point for ${frame.baseYear}, or state city.population.`,
        ),
      )
  }
  if (grid) faults.push(...pathFaults(grid, '/reference/grid', at, 0, 3))
  for (const { path, pointer } of sales) faults.push(...pathFaults(path, `${pointer}/path`, at, 0, 1))
  for (const [index, { path }] of newVehicles.entries())
    faults.push(...pathFaults(path, `/reference/newVehicles/${index}/path`, at, LEAST_ENERGY, 3))
  for (const [index, { path }] of blends.entries())
    faults.push(...pathFaults(path, `/reference/blends/${index}/path`, at, 0, 1))
  const stated: readonly (readonly [readonly string[], string, string])[] = [
    [activity.map(({ mode }) => mode ?? 'all other modes'), 'activity', 'distance'],
    [efficiency.map(({ mode }) => mode), 'efficiency', 'energy'],
    [newVehicles.map(({ mode }) => mode), 'newVehicles', 'new vehicles'],
    [blends.map(({ carrier }) => carrier), 'blends', 'biofuel'],
  ]
  for (const [list, name, of] of stated)
    for (const [index, one] of list.entries())
      if (list.indexOf(one) < index)
        faults.push(
          refuse('lever-overlap', `/reference/${name}/${index}`, `The ${of} of ${one} is stated twice.`, [
            `/reference/${name}/${list.indexOf(one)}`,
          ]),
        )
  const seen = new Set<string>()
  for (const { mode, powertrain, pointer } of sales) {
    const key = `${mode} ${powertrain}`
    if (seen.has(key))
      faults.push(
        refuse('lever-overlap', pointer, `The sales of ${powertrain} among ${mode} have two paths.`),
      )
    seen.add(key)
  }
  for (const mode of new Set(sales.map((one) => one.mode))) {
    const own = sales.filter((one) => one.mode === mode)
    const most = Math.max(...own.map(({ path }) => Math.max(...path.map(({ value }) => value))))
    const last = own.reduce((sum, { path }) => sum + (path.at(-1)?.value ?? 0), 0)
    if (most <= 1 && last > 1 + 1e-9)
      faults.push(
        refuse(
          'shares-leave-nothing',
          own.at(-1)?.pointer ?? '/reference/sales',
          `The sales of ${mode} come to more than all of them: shares may sum to 1 at most.`,
        ),
      )
  }
  if (lines) {
    for (const { mode, pointer } of sales)
      if (lines.some((line) => line.mode === mode))
        faults.push(...checkFleet(mode, `${pointer}/mode`, lines, records))
    for (const [index, { mode }] of newVehicles.entries())
      if (lines.some((line) => line.mode === mode))
        faults.push(...checkFleet(mode, `/reference/newVehicles/${index}/mode`, lines, records))
    const carriers = new Set<string>(
      lines.flatMap(({ carrier }) => (carrier && carrier !== 'electricity' ? [carrier] : [])),
    )
    for (const [index, { carrier }] of blends.entries())
      if (!carriers.has(carrier))
        faults.push(
          refuse(
            'lever-not-applicable',
            `/reference/blends/${index}/carrier`,
            `The base year has no ${carrier}.`,
            [...carriers],
          ),
        )
    const modes = new Set(lines.flatMap(({ mode }) => (mode === undefined ? [] : [mode])))
    for (const [list, name] of [
      [sales, 'sales'],
      [activity, 'activity'],
      [efficiency, 'efficiency'],
      [newVehicles, 'newVehicles'],
    ] as const)
      for (const [index, { mode }] of list.entries())
        if (mode !== undefined && !modes.has(mode))
          faults.push(
            refuse(
              'lever-not-applicable',
              `/reference/${name}/${index}/mode`,
              `The base year has no ${mode}.`,
              [...modes],
            ),
          )
  }
  return faults
}
