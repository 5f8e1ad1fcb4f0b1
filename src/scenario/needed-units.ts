import type { EstimateLine } from '../estimate/line.ts'
import { MODE_PROPERTIES, type Mode, type Powertrain } from '../vocabulary.ts'
import { distanceParts, techOf } from './base-cells.ts'
import { vehiclesOf } from './inferred-distance.ts'
import type { Lever, ScenarioQuestion } from './lever.ts'
import type { SalesReference } from './sales-reference.ts'
import type { Unit } from './units.ts'

/** Modes whose vehicles a lever or the reference changes. */
export const modesOfFleets = (
  { levers, reference: { newVehicles = [] } }: ScenarioQuestion,
  sales: readonly SalesReference[],
): ReadonlySet<string> =>
  new Set([
    ...sales.map(({ mode }) => mode),
    ...newVehicles.map(({ mode }) => mode),
    ...levers.flatMap(({ kind, mode, toMode }) =>
      kind === 'mode-shift' ? [mode ?? '', toMode ?? ''] : mode === undefined ? [] : [mode],
    ),
  ])

/** What the base year does not tell and the levers or the reference need. */
export function unitsOf(
  { levers, reference: { newVehicles = [] } }: ScenarioQuestion,
  base: ReadonlyMap<string, readonly EstimateLine[]>,
  sales: readonly SalesReference[],
): readonly Unit[] {
  const units = new Map<string, Unit>()
  const add = (unit: Unit): void => {
    const key = `${unit.mode}|${unit.powertrain ?? ''}|${unit.per}`
    if (!units.has(key)) units.set(key, unit)
  }
  const wanted = [
    ...sales,
    ...levers.flatMap(({ mode, powertrain, pointer }) =>
      mode && powertrain ? [{ mode, powertrain, pointer }] : [],
    ),
  ]
  for (const { mode, powertrain, pointer } of wanted) {
    const lines = base.get(mode)
    if (lines && !lines.some((line) => techOf(line) === powertrain))
      add({ mode, powertrain: powertrain as Powertrain, per: 'vkm', pointer })
  }
  const pointers = new Map<string, string>(
    [
      ...newVehicles.map(({ mode }, at) => ({ mode, pointer: `/reference/newVehicles/${at}` })),
      ...sales,
      ...levers,
    ].map(({ mode, pointer }) => [mode ?? '', pointer]),
  )
  for (const { mode, toMode, pointer } of levers)
    for (const one of [mode, toMode]) if (one !== undefined) pointers.set(one, pointer)
  for (const [mode, pointer] of pointers)
    for (const line of base.get(mode) ?? []) {
      const powertrain = vehiclesOf(line)
      if (powertrain) add({ mode: mode as Mode, powertrain, per: 'vkm', pointer })
    }
  for (const { kind, mode, toMode, origins = [], pointer } of levers) {
    if (kind !== 'mode-shift') continue
    const touched = [mode, toMode, ...origins.map(({ from }) => from as Mode)]
    for (const one of touched) {
      const properties = one && MODE_PROPERTIES[one]
      if (!one || !properties || properties.payload !== 'passengers') continue
      const lines = base.get(one)
      const lacks = lines && distanceParts(lines, 'passenger-distance').length === 0
      if ((lacks || !lines) && properties.propulsion === 'engine') add({ mode: one, per: 'pkm', pointer })
    }
  }
  return [...units.values()]
}

/** Whether distance moves from or to a mode, which is counted in persons. */
export const needsPersons = (levers: readonly Lever[], mode: string): boolean =>
  levers.some(
    ({ kind, mode: from, toMode, origins = [] }) =>
      kind === 'mode-shift' && (from === mode || toMode === mode || origins.some((one) => one.from === mode)),
  )
