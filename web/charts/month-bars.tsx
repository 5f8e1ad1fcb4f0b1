import type { JSX } from 'preact'
import type { Speech } from '../words/language.ts'
import { Drawing, round } from './drawing.tsx'
import type { Hue } from './strips.tsx'

/** What is given out in a period. */
interface Bar {
  readonly period: string
  /** Undefined: nothing is given out. */
  readonly value: number | undefined
  readonly isPart: boolean
}

export interface BarRow {
  readonly code: string
  readonly name: string
  /** The largest, with its unit. */
  readonly most: string
  readonly hue: Hue
  readonly bars: readonly Bar[]
}

interface MonthBarsProps {
  readonly rows: readonly BarRow[]
  readonly width: number
  readonly said: string
  /** Whether something may be there that is not given out. */
  readonly isWithheld: boolean
  readonly language: Speech['language']
}

const ROW = 74
const HEAD = 22
const FOOT = 24
const HIGH = ROW - HEAD - 8
/** Of what is not given out: it has no length. */
const NOTHING_HIGH = 8
const LABEL_WIDTH = 42
/** Bars narrower than this run into each other. */
const MIN_STEP = 6

/** The last periods that fit into a width. */
export const shownBars = <T,>(bars: readonly T[], width: number): readonly T[] =>
  bars.slice(-Math.floor(width / MIN_STEP))

/** Figures by month, a row for each mode, each from 0 to its largest; what is not given out is hatched and has no length. */
export function MonthBars({ rows, width, said, isWithheld, language }: MonthBarsProps): JSX.Element {
  const shown = rows.map((row) => ({ ...row, bars: shownBars(row.bars, width) }))
  const periods = shown[0]?.bars.map(({ period }) => period) ?? []
  const step = Math.min(48, width / Math.max(1, periods.length))
  const high = shown.length * ROW + FOOT
  const hatch = `hatch-months-${width}`
  return (
    <Drawing width={width} height={high} said={said}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" stroke="var(--hue-muted)" stroke-width="2" />
        </pattern>
      </defs>
      {shown.map((row, at) => (
        <Row
          key={row.code}
          row={row}
          top={at * ROW}
          step={step}
          width={width}
          nothing={isWithheld ? `url(#${hatch})` : 'none'}
        />
      ))}
      {labelled(periods, step).map(({ period, x }) => (
        <text key={period} x={x} y={high - 6} fill="var(--muted)" font-size="14">
          {labelOf(period, language)}
        </text>
      ))}
    </Drawing>
  )
}

interface RowProps {
  readonly row: BarRow
  readonly top: number
  readonly step: number
  readonly width: number
  /** How a period is filled of which nothing is given out. */
  readonly nothing: string
}

function Row({ row: { name, most, hue, bars }, top, step, width, nothing }: RowProps): JSX.Element {
  const largest = Math.max(0, ...bars.map(({ value = 0 }) => value))
  const bottom = top + ROW - 8
  const gap = step > 8 ? 2 : 1
  const colour = `var(--hue-${hue})`
  return (
    <>
      <text x="0" y={top + 15} fill="var(--ink)" font-size="14">
        {name}
      </text>
      <text x={width} y={top + 15} text-anchor="end" fill="var(--muted)" font-size="14">
        {most}
      </text>
      {bars.map(({ period, value, isPart }, at) => {
        const long =
          value === undefined ? NOTHING_HIGH : largest === 0 ? 1 : Math.max(1, (value / largest) * HIGH)
        return (
          <rect
            key={period}
            x={round(at * step)}
            y={round(bottom - long)}
            width={round(Math.max(1, step - gap))}
            height={round(long)}
            fill={value === undefined ? nothing : colour}
            stroke={value === undefined ? 'var(--hue-muted)' : colour}
            stroke-width="1"
            {...(value === undefined ? {} : { 'fill-opacity': isPart ? 0.2 : 0.6 })}
            {...(value === undefined || isPart ? { 'stroke-dasharray': '2 2' } : {})}
          />
        )
      })}
      <path d={`M0 ${bottom}H${width}`} stroke="var(--rule)" />
    </>
  )
}

/** Januaries, or of fewer than two years the months, as many as stand beside each other. */
function labelled(periods: readonly string[], step: number): readonly { period: string; x: number }[] {
  const isLong = periods.length > 24
  let free = 0
  return periods.flatMap((period, at) => {
    const x = round(at * step)
    if ((isLong && period.length > 4 && !period.endsWith('-01')) || x < free) return []
    free = x + LABEL_WIDTH + (isLong || period.length === 4 ? 0 : 30)
    return [{ period, x }]
  })
}

const labelOf = (period: string, language: string): string =>
  period.endsWith('-01') || period.length === 4
    ? period.slice(0, 4)
    : new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(
        Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1),
      )
