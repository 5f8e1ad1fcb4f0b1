import type { EstimateLine } from '../estimate/line.ts'
import type { Refusal } from '../issues/issue.ts'
import type { Mode } from '../vocabulary.ts'
import { hasCurve } from './fleet-curves.ts'
import { hasVehicles } from './inferred-distance.ts'
import type { Lever } from './lever.ts'
import type { ScenarioRecords } from './records.ts'
import { refuse } from './refuse.ts'

/** What a lever acts on and the base year does not have. */
export function checkAgainst(
  lever: Lever,
  lines: readonly EstimateLine[],
  records: ScenarioRecords,
): readonly Refusal[] {
  const { pointer, kind, mode, toMode, carrier, origins } = lever
  const modes = new Set(lines.flatMap((line) => (line.mode === undefined ? [] : [line.mode])))
  const faults: Refusal[] = []
  const lacks = (field: string, what: string, candidates: readonly string[]): void =>
    void faults.push(
      refuse('lever-not-applicable', `${pointer}/${field}`, `The base year has no ${what}.`, candidates),
    )
  if (mode !== undefined && !modes.has(mode)) lacks('mode', mode, [...modes])
  if (kind === 'mode-shift' && mode === undefined && toMode !== undefined && !modes.has(toMode))
    faults.push(
      refuse(
        'lever-not-applicable',
        `${pointer}/toMode`,
        `The base year has no ${toMode}, so its trips cannot grow. State mode, from which trips change to it.`,
        [...modes],
      ),
    )
  for (const [index, { from }] of (origins ?? []).entries())
    if (from !== 'induced' && !modes.has(from as never))
      lacks(`origins/${index}/from`, from, [...modes, 'induced'])
  const isOfFleet = kind === 'sales-mix' || kind === 'fleet-share' || kind === 'age-limit'
  if (isOfFleet && mode !== undefined && modes.has(mode))
    faults.push(...checkFleet(mode, `${pointer}/mode`, lines, records))
  const carriers = new Set(
    lines.flatMap((line) => (line.carrier && line.carrier !== 'electricity' ? [line.carrier] : [])),
  )
  if (carrier !== undefined && !carriers.has(carrier as never)) lacks('carrier', carrier, [...carriers])
  return faults
}

/** Whether the fleet of a mode can be turned over. */
export function checkFleet(
  mode: Mode,
  pointer: string,
  lines: readonly EstimateLine[],
  records: ScenarioRecords,
): readonly Refusal[] {
  const faults: Refusal[] = []
  const modes = new Set(lines.map((line) => line.mode))
  if (!hasCurve(mode, records))
    faults.push(
      refuse(
        'lever-not-applicable',
        pointer,
        `No published curve tells how vehicles of ${mode} leave the fleet.`,
        [...new Set(records.survival.flatMap((one) => one.modes))].filter((one) => modes.has(one)),
      ),
    )
  if (!lines.some((line) => line.mode === mode && hasVehicles(line)))
    faults.push(
      refuse(
        'lever-not-applicable',
        pointer,
        `The base year has no vehicle-kilometres of ${mode}, which shares of a fleet need: state vehicleDistance, or energy with its carrier.`,
      ),
    )
  return faults
}
