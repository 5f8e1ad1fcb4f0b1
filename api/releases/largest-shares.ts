import { type LargestShares, MODE_PROPERTIES, MODES } from '../../src/index.ts'
import type { FactPart } from '../store/facts.ts'

/** Freight is driven by few firms: who does not say how much the largest make, is taken to have one. */
const UNKNOWN: LargestShares = { first: 1, second: 0 }

/**
 * What the two largest contributors make of a sum at most, were they the largest of each of its facts.
 *
 * @returns undefined if nothing is said, and nothing needs to be
 */
export function largestSharesOf(
  parts: readonly Pick<FactPart, 'shared'>[],
  mode: string | null,
): LargestShares | undefined {
  const shared = parts.flatMap((part) => part.shared ?? [])
  const whole = shared.reduce((sum, part) => sum + part.whole, 0)
  if (shared.length < parts.length || whole === 0) return isFreight(mode) ? UNKNOWN : undefined
  return {
    first: shared.reduce((sum, { first }) => sum + first, 0) / whole,
    second: shared.reduce((sum, { second }) => sum + second, 0) / whole,
  }
}

function isFreight(name: string | null): boolean {
  const mode = MODES.find((one) => one === name)
  return mode !== undefined && MODE_PROPERTIES[mode].payload === 'freight'
}
