import type { HeldBy, OwnedKind } from '../keys.ts'

/** The part of a condition that leaves only what a key holds; the holder is the third value. */
export function ofHolder(kind: OwnedKind, heldBy: HeldBy | undefined): string {
  if (!heldBy) return ''
  const held = (which: string): string =>
    `EXISTS (SELECT 1 FROM ownership o WHERE o.kind = '${kind}' AND o.subject = id${which})`
  const own = held(' AND o.holder = $3')
  return heldBy.withUnowned ? `AND (${own} OR NOT ${held('')})` : `AND ${own}`
}

export const holderOf = (heldBy: HeldBy | undefined): readonly string[] => (heldBy ? [heldBy.holder] : [])
