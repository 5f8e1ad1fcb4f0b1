import type { JSX } from 'preact'
import { numberText, type Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { Drawing, round } from './drawing.tsx'
import { innerOf, scaleFromZero } from './strip-scale.ts'
import { textWidth } from './text-width.ts'
import { type LinePoint, runsOf } from './year-runs.ts'

interface YearLineProps {
  readonly points: readonly LinePoint[]
  /** What moved between a year and the one before, in words. */
  readonly marks: readonly { readonly after: number; readonly words: string }[]
  /** The same years on one level, in order; empty where that is the line itself. */
  readonly spliced: readonly number[]
  readonly splicedWord: string
  /** Years between the first and the last of which nothing is stated. */
  readonly missing: readonly number[]
  readonly width: number
  readonly said: string
  readonly language: Language
}

const RIGHT = 12
const FOOT = 24
const HEAD = 10
const HEIGHT_SHARE = 0.42
const MIN_HEIGHT = 190
/** Room that the number of a year takes. */
const YEAR_WIDTH = 42
const WORD_LINE = 17
const COLOUR = 'var(--hue-car)'

/**
 * A figure by year as a line in its band. The line is open where years are missing or not to be compared; what moved there
 * is named above, and a dotted line shows the years on one level.
 */
export function YearLine(props: YearLineProps): JSX.Element {
  const { points, marks, spliced, splicedWord, missing, width, said, language } = props
  const first = points[0]?.year ?? 0
  const count = (points.at(-1)?.year ?? first) - first + 1
  const tops = points.map(({ range }) => range?.upper ?? range?.value ?? 0)
  const scale = scaleFromZero(Math.max(0, ...tops, ...spliced))
  const [one = 0, next = 1] = scale.ticks
  const tickStep = 10 ** Math.floor(Math.log10(next - one || 1))
  const tickText = (tick: number): string => numberText(tick, tickStep, language)
  const left = Math.ceil(Math.max(...scale.ticks.map((tick) => textWidth(tickText(tick))))) + 12
  const step = (width - left - RIGHT) / count
  const x = (year: number): number => round(left + (year - first + 0.5) * step)
  const between = (after: number): number => round(left + (after - first) * step)
  const placed = placeWords(marks, between, width)
  const head = HEAD + WORD_LINE * (1 + Math.max(-1, ...placed.map(({ line }) => line)))
  const high = Math.max(MIN_HEIGHT, Math.round(width * HEIGHT_SHARE)) + head
  const bottom = high - FOOT
  const y = (value: number): number => round(bottom - scale.at(value) * (bottom - head))
  const pattern = `gap-${width}`
  return (
    <Drawing width={width} height={high} said={said}>
      <defs>
        <pattern
          id={pattern}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke="var(--muted)" stroke-width="1" />
        </pattern>
      </defs>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${width - RIGHT}`} stroke="var(--rule)" />
          <text x={left - 6} y={y(tick) + 5} text-anchor="end" fill="var(--muted)" font-size="14">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {missing.map((year) => (
        <rect
          key={year}
          x={round(x(year) - step * 0.3)}
          y={head}
          width={round(step * 0.6)}
          height={bottom - head}
          fill={`url(#${pattern})`}
          opacity="0.3"
        />
      ))}
      {yearLabels(first, count, step).map((year) => (
        <text key={year} x={x(year)} y={high - 6} text-anchor="middle" fill="var(--muted)" font-size="14">
          {year}
        </text>
      ))}
      {placed.map(({ after, words, line, at, anchor }) => (
        <g key={after}>
          <path
            d={`M${between(after)} ${HEAD + WORD_LINE * line + 8}V${bottom}`}
            stroke="var(--ink)"
            stroke-dasharray="4 3"
          />
          <text x={at} y={HEAD + WORD_LINE * line + 4} text-anchor={anchor} fill="var(--ink)" font-size="14">
            {words}
          </text>
        </g>
      ))}
      {runsOf(points).map((run) => (
        <Run key={run[0]?.year} run={run} x={x} y={y} wide={Math.min(16, step * 0.5)} />
      ))}
      {spliced.length > 0 && (
        <>
          <path
            d={pathOf(points.map(({ year }, index) => [x(year), y(spliced[index] ?? 0)]))}
            fill="none"
            stroke="var(--ink)"
            stroke-width="2"
            stroke-dasharray="1 4"
            stroke-linecap="round"
          />
          <text
            x={x(first) - Math.min(step / 2, 12)}
            y={Math.max(head + 12, y(spliced[0] ?? 0) - 10)}
            fill="var(--ink)"
            stroke="var(--page)"
            stroke-width="4"
            paint-order="stroke"
            font-size="14"
          >
            {splicedWord}
          </text>
        </>
      )}
    </Drawing>
  )
}

interface RunProps {
  readonly run: readonly (LinePoint & { readonly range: Range })[]
  readonly x: (year: number) => number
  readonly y: (value: number) => number
  /** Of the strip of a year that stands alone [px]. */
  readonly wide: number
}

/** Years that may be compared: a line in a band of two shades; a year alone is an upright strip. */
function Run({ run, x, y, wide }: RunProps): JSX.Element {
  const band = (low: (range: Range) => number, high: (range: Range) => number): string => {
    const [only] = run
    const from = only && run.length === 1 ? [x(only.year) - wide / 2, x(only.year) + wide / 2] : undefined
    const lows = run.map(({ year, range }) => [x(year), y(low(range))] as const)
    const highs = run.map(({ year, range }) => [x(year), y(high(range))] as const)
    if (!from || !only) return `${pathOf([...highs, ...lows.reverse()])}Z`
    const ends = [y(high(only.range)), y(low(only.range))]
    return `M${from[0]} ${ends[0]}H${from[1]}V${ends[1]}H${from[0]}Z`
  }
  return (
    <>
      <path
        d={band(
          ({ value, lower = value }) => lower,
          ({ value, upper = value }) => upper,
        )}
        fill={COLOUR}
        fill-opacity="0.2"
        stroke={COLOUR}
      />
      <path
        d={band(
          (range) => innerOf(range).from,
          (range) => innerOf(range).to,
        )}
        fill={COLOUR}
        fill-opacity="0.45"
      />
      <path
        d={pathOf(run.map(({ year, range }) => [x(year), y(range.value)]))}
        fill="none"
        stroke={COLOUR}
        stroke-width="2"
      />
      {run.map(({ year, range, isPart }) => (
        <circle
          key={year}
          cx={x(year)}
          cy={y(range.value)}
          r={isPart ? 4 : 3.5}
          fill={isPart ? 'var(--page)' : COLOUR}
          stroke={isPart ? COLOUR : 'var(--page)'}
          stroke-width={isPart ? 2 : 1}
        />
      ))}
    </>
  )
}

const pathOf = (places: readonly (readonly [number, number])[]): string =>
  places.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px} ${py}`).join('')

/** As many years as have room, the last one always. */
function yearLabels(first: number, count: number, step: number): readonly number[] {
  const every = Math.max(1, Math.ceil(YEAR_WIDTH / step))
  return Array.from({ length: count }, (_, index) => first + index).filter(
    (_, index) => (count - 1 - index) % every === 0,
  )
}

/** Words of marks in as few lines as keep them apart. */
function placeWords(marks: YearLineProps['marks'], between: (after: number) => number, width: number) {
  const free: number[] = []
  return marks.map(({ after, words }) => {
    const room = textWidth(words)
    const middle = between(after)
    const anchor = middle + room / 2 > width ? 'end' : middle - room / 2 < 0 ? 'start' : 'middle'
    const at = anchor === 'end' ? Math.min(width, middle + room / 2) : anchor === 'start' ? 0 : middle
    const begins = at - { start: 0, middle: room / 2, end: room }[anchor]
    let line = free.findIndex((end) => end + 8 < begins)
    if (line < 0) line = free.length
    free[line] = begins + room
    return { after, words, line, at, anchor }
  })
}
