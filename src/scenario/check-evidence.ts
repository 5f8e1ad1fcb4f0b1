import type { Refusal } from '../issues/issue.ts'
import { recordOf } from './evidence.ts'
import type { Lever } from './lever.ts'
import type { ScenarioRecords } from './records.ts'

/** Whether a lever may rest on the evidence that it names. */
export function checkEvidence(lever: Lever, records: ScenarioRecords): readonly Refusal[] {
  const { pointer, evidence, kind, mode, toMode, size, change, zoneShare } = lever
  if (evidence === undefined)
    return change === undefined
      ? []
      : [
          {
            code: 'evidence-not-usable',
            pointer: `${pointer}/change`,
            detail: 'A change is of the cause of an elasticity: name it in evidence.',
          },
        ]
  const fitting = records.levers.filter(
    (one) => one.kind === kind && [mode, toMode].some((of) => of !== undefined && one.modes.includes(of)),
  )
  const record = recordOf(lever, records)
  const faults: Refusal[] = []
  const refuse = (at: string, detail: string, candidates?: readonly string[]): void =>
    void faults.push({
      code: 'evidence-not-usable',
      pointer: `${pointer}/${at}`,
      detail,
      ...(candidates ? { candidates } : {}),
    })
  if (!record || !fitting.includes(record)) {
    refuse(
      'evidence',
      'There is no published effect of this id for this kind and mode.',
      fitting.map(({ id }) => id),
    )
    return faults
  }
  if (!size && record.value === undefined)
    refuse(
      'size',
      `This evidence is a range from ${record.lower} to ${record.upper} without a central value: state the size yourself.`,
    )
  if (!size && record.unit === 'elasticity' && change === undefined)
    refuse(
      'change',
      'An elasticity needs the change of its cause, such as 0.2 for a price that rises by a fifth.',
    )
  // Beyond, the powers of a change would not be exact to the last digit, and no elasticity was measured so far out.
  if (change !== undefined && !(change >= -0.5 && change <= 1))
    refuse('change', 'The change of a cause must lie from -0.5 to 1.')
  if (record.isOfZone && zoneShare === undefined)
    refuse(
      'zoneShare',
      'This effect was found inside a zone, or among those who take part: state the share of the distance of the mode that this is in your city.',
    )
  return faults
}

/** Effects that two levers count: an elasticity of fuel holds that of distance. */
export function checkTwice(levers: readonly Lever[], records: ScenarioRecords): readonly Refusal[] {
  return levers.flatMap((lever, at): Refusal[] => {
    const record = recordOf(lever, records)
    if (!record) return []
    const twin = levers.slice(0, at).find((one) => {
      const other = recordOf(one, records)
      return (
        other !== undefined &&
        one.mode === lever.mode &&
        one.toMode === lever.toMode &&
        other.cause === record.cause &&
        other.holds.some((held) => record.holds.includes(held))
      )
    })
    return twin
      ? [
          {
            code: 'effect-counted-twice',
            pointer: `${lever.pointer}/evidence`,
            detail: `This effect of ${record.cause} on ${lever.mode ?? lever.toMode} is already in the evidence of another lever: an elasticity of fuel holds that of distance. Keep one of them.`,
            candidates: [twin.pointer],
          },
        ]
      : []
  })
}
