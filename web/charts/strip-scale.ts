import { nice, ticks } from 'd3-array'
import { numberText, type Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { textWidth } from './text-width.ts'

/** About how many grid lines a chart has. */
const TICKS = 4

/** A scale from 0 to a round number past the largest. */
export interface Scale {
  readonly ticks: readonly number[]
  /** Where a value lies, from 0 to 1. */
  readonly at: (value: number) => number
}

/** Amounts begin at 0: a broken axis would make small differences look large. */
export function scaleFromZero(largest: number): Scale {
  const end = largest > 0 ? (nice(0, largest, TICKS)[1] ?? largest) : 1
  return { ticks: ticks(0, end, TICKS), at: (value) => Math.min(1, Math.max(0, value / end)) }
}

/** The 95 % range is about twice as wide as the one that holds the figure in one case of two. */
const INNER_SHARE = 0.34

/** The inner half of a range, which holds the figure in one case of two. */
export const innerOf = ({
  value,
  lower = value,
  upper = value,
}: Range): { readonly from: number; readonly to: number } => ({
  from: value - (value - lower) * INNER_SHARE,
  to: value + (upper - value) * INNER_SHARE,
})

/** A tick with the words that stand under it. */
export interface TickLabel {
  readonly tick: number
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Of a figure in the size of an axis [px]. */
const FIGURE_WIDTH = 8.5
const GAP = 8

/**
 * The ticks that get a label: as many as stand beside each other.
 *
 * @param width of the drawing, over which no label runs
 */
export function tickLabels(
  { ticks: all }: Scale,
  x: (tick: number) => number,
  width: number,
  language: Language,
): readonly TickLabel[] {
  const [first = 0, second = 1] = all
  const step = 10 ** Math.floor(Math.log10(second - first || 1))
  const labels: TickLabel[] = []
  let free = Number.NEGATIVE_INFINITY
  for (const tick of all) {
    const text = numberText(tick, step, language)
    const room = Math.max(text.length * FIGURE_WIDTH, textWidth(text))
    const at = x(tick)
    const isFirst = (tick === 0 && at < width / 2) || at < room / 2
    const anchor = isFirst ? 'start' : at + room / 2 > width ? 'end' : 'middle'
    const left = x(tick) - { start: 0, middle: room / 2, end: room }[anchor]
    if (left < free) continue
    labels.push({ tick, text, anchor })
    free = left + room + GAP
  }
  return labels
}

/** A scale that has 0 and every value in it. */
export function scaleAroundZero(values: readonly number[]): Scale {
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)]
  const [from, to] = lowest === highest ? [0, 1] : nice(lowest, highest, TICKS)
  return {
    ticks: ticks(from, to, TICKS),
    at: (value) => Math.min(1, Math.max(0, (value - from) / (to - from))),
  }
}
