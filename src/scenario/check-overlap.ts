import type { Refusal } from '../issues/issue.ts'
import type { Lever } from './lever.ts'

/** Levers that act on one share, and shares that leave nothing. */
export function checkOverlaps(levers: readonly Lever[]): readonly Refusal[] {
  return [...levers.flatMap((lever, at) => sameShare(lever, levers.slice(0, at))), ...pastAll(levers)]
}

/** What share of a whole a lever sets, if it sets one. */
function shareSet({ kind, mode, powertrain, carrier }: Lever): string | undefined {
  switch (kind) {
    // A mandate for sales and a share of the fleet are the same vehicles.
    case 'sales-mix':
    case 'fleet-share':
      return mode && powertrain && `${powertrain} among ${mode}`
    case 'blend':
      return carrier && `biofuel in ${carrier}`
    case 'age-limit':
      return mode && `the oldest age of ${mode}`
    default:
      return undefined
  }
}

function sameShare(lever: Lever, before: readonly Lever[]): readonly Refusal[] {
  const share = shareSet(lever)
  const other = share === undefined ? undefined : before.find((one) => shareSet(one) === share)
  if (!other) return []
  return [
    {
      code: 'lever-overlap',
      pointer: lever.pointer,
      detail: `Two levers set one share: ${share}. Their tonnes would be the same ones; keep one of them.`,
      candidates: [other.pointer],
    },
  ]
}

/** Shares of one whole that come to more than it. */
function pastAll(levers: readonly Lever[]): readonly Refusal[] {
  const wholes = new Map<string, Lever[]>()
  for (const lever of levers) {
    const { kind, mode } = lever
    if (mode === undefined || (kind !== 'sales-mix' && kind !== 'fleet-share')) continue
    const key = `${kind} ${mode}`
    wholes.set(key, [...(wholes.get(key) ?? []), lever])
  }
  return [...wholes.values()].flatMap((some): Refusal[] => {
    const sum = some.reduce((all, { size }) => all + (size?.value ?? 0), 0)
    const last = some.at(-1)
    if (sum <= 1 + 1e-9 || !last || some.length < 2) return []
    return [
      {
        code: 'shares-leave-nothing',
        pointer: `${last.pointer}/size`,
        detail: `The shares that levers of kind ${last.kind} set of ${last.mode} come to more than all: they may sum to 1 at most.`,
        candidates: some.map(({ pointer }) => pointer),
      },
    ]
  })
}
