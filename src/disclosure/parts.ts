import { RELEASE_CONTRIBUTORS } from './primary.ts'
import { LEAST_OPEN, PROTECTION_SHARE } from './protect.ts'
import type { Figures } from './settle.ts'

/** A part of a sum that everybody knows, and that no other sum adds up. */
export interface SumPart {
  readonly figures: Figures
  /** At least this many; 0 if nobody was counted. */
  readonly contributors: number
  readonly isSensitive: boolean
  /** How far it has to stay open above beyond the protection interval, as a share of it. */
  readonly above: number
  /** Whether it is ever given out. */
  readonly isShown: boolean
}

/**
 * The parts of a known sum that may be given out beside it. What is left is of enough persons together, and each sensitive
 * part of it may be 30 % higher, for the others can be as much lower, and 30 % lower. No solver is needed: one part rises by
 * what the others fall.
 *
 * @returns the numbers of these parts; undefined if not even all parts together leave a sensitive one open
 */
export function givenParts(parts: readonly SumPart[]): ReadonlySet<number> | undefined {
  const left = parts.filter((part) => (part.isSensitive || !part.isShown) && !isNothing(part))
  const ready = parts.filter((part) => !part.isSensitive && part.isShown && !isNothing(part))
  const given = new Set([...ready].sort((a, b) => sizeOf(a) - sizeOf(b)))
  for (const next of given) {
    if (isOpen(left)) break
    left.push(next)
    given.delete(next)
  }
  if (!isOpen(left)) return undefined
  return new Set(parts.flatMap((part, at) => (given.has(part) ? [at] : [])))
}

const isNothing = ({ figures }: SumPart): boolean => Object.values(figures).every((value) => !value)

/** By the largest of its figures: the smallest costs least to withhold. */
const sizeOf = ({ figures }: SumPart): number =>
  Math.max(...Object.values(figures).map((value) => value ?? 0))

function isOpen(left: readonly SumPart[]): boolean {
  const sensitive = left.filter(({ isSensitive }) => isSensitive)
  if (sensitive.length === 0) return true
  if (left.reduce((sum, { contributors }) => sum + contributors, 0) < RELEASE_CONTRIBUTORS) return false
  const names = new Set(left.flatMap(({ figures }) => Object.keys(figures)))
  return [...names].every((name) => {
    const all = left.reduce((sum, { figures }) => sum + (figures[name] ?? 0), 0)
    return sensitive.every(({ figures, above }) => {
      const value = figures[name] ?? 0
      return value === 0 || all - value >= Math.max(PROTECTION_SHARE * value, above * value, LEAST_OPEN)
    })
  })
}
