import { extent } from 'd3-array'
import type { JSX } from 'preact'
import { exactText, type Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { Drawing, round } from './drawing.tsx'
import { innerOf, scaleFromZero } from './strip-scale.ts'

/** A figure of a year, or of several. */
export interface YearFigure {
  readonly code: string
  readonly from: number
  /** The last year that it speaks of. */
  readonly to: number
  readonly range: Range
  /** Whose figure it is: those of one source are drawn alike. */
  readonly isOwn: boolean
  /** The figure that the chart is about. */
  readonly isChosen: boolean
}

interface YearStripsProps {
  readonly figures: readonly YearFigure[]
  /** Years that are not to be compared with the year before. */
  readonly breaks: readonly number[]
  readonly breakWord: string
  readonly width: number
  readonly said: string
  readonly language: Language
}

const LEFT = 56
const RIGHT = 8
const HEAD = 20
const FOOT = 24
const HEIGHT_SHARE = 0.42
/** Room that the number of a year takes. */
const YEAR_WIDTH = 42

/** Figures by year as upright strips; a dashed line stands where a year is not to be compared with the one before. */
export function YearStrips(props: YearStripsProps): JSX.Element {
  const { figures, breaks, breakWord, width, said, language } = props
  const [first = 0, last = 0] = extent(figures.flatMap(({ from, to }) => [from, to]))
  const count = last - first + 1
  const step = (width - LEFT - RIGHT) / count
  const high = Math.round(width * HEIGHT_SHARE)
  const bottom = high - FOOT
  const scale = scaleFromZero(Math.max(0, ...figures.map(({ range }) => range.upper ?? range.value)))
  const x = (year: number): number => round(LEFT + (year - first) * step)
  const y = (value: number): number => round(bottom - scale.at(value) * (bottom - HEAD))
  const every = Math.max(1, Math.ceil(YEAR_WIDTH / step))
  const years = Array.from({ length: count }, (_, index) => first + index)
  return (
    <Drawing width={width} height={high} said={said}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} stroke="var(--rule)" />
          <text x={LEFT - 6} y={y(tick) + 5} text-anchor="end" fill="var(--muted)" font-size="14">
            {exactText(Number(tick.toPrecision(6)), language)}
          </text>
        </g>
      ))}
      {years
        .filter((_, index) => index % every === 0)
        .map((year) => (
          <text
            key={year}
            x={round(x(year) + step / 2)}
            y={high - 6}
            text-anchor="middle"
            fill="var(--muted)"
            font-size="14"
          >
            {year}
          </text>
        ))}
      {breaks
        .filter((year) => year > first && year <= last)
        .map((year, index) => (
          <g key={year}>
            <path
              d={`M${x(year)} ${HEAD - 4}V${bottom}`}
              stroke="var(--ink)"
              stroke-width="1"
              stroke-dasharray="4 3"
            />
            {index === 0 && (
              <text
                x={x(year)}
                y={HEAD - 8}
                text-anchor={x(year) > width - 80 ? 'end' : x(year) < 80 ? 'start' : 'middle'}
                fill="var(--ink)"
                font-size="14"
              >
                {breakWord}
              </text>
            )}
          </g>
        ))}
      {figures.map((figure) => (
        <Upright key={figure.code} figure={figure} x={x} y={y} step={step} />
      ))}
    </Drawing>
  )
}

interface UprightProps {
  readonly figure: YearFigure
  readonly x: (year: number) => number
  readonly y: (value: number) => number
  readonly step: number
}

function Upright({ figure: { from, to, range, isOwn, isChosen }, x, y, step }: UprightProps): JSX.Element {
  const { value, lower = value, upper = value } = range
  const colour = isOwn ? 'var(--hue-car)' : 'var(--hue-muted)'
  // Figures of others stand right of the series, narrower, so that neither hides the other.
  const gap = Math.min(4, step * 0.15)
  const left = round(x(from) + (isOwn ? gap : step * 0.62))
  const wide = Math.max(2, round(x(to) + step - gap - left - (isOwn && from === to ? step * 0.3 : 0)))
  const inner = innerOf(range)
  return (
    <>
      <rect
        x={left}
        y={y(upper)}
        width={wide}
        height={Math.max(1, round(y(lower) - y(upper)))}
        fill={colour}
        fill-opacity="0.2"
        stroke={colour}
        stroke-width={isChosen ? 2.5 : 1}
        {...(isOwn ? {} : { 'stroke-dasharray': '2 2' })}
      />
      <rect
        x={left}
        y={y(inner.to)}
        width={wide}
        height={Math.max(1, round(y(inner.from) - y(inner.to)))}
        fill={colour}
        fill-opacity="0.45"
      />
      <circle
        cx={round(left + wide / 2)}
        cy={y(value)}
        r={isChosen ? 4 : 2.5}
        fill={colour}
        stroke="var(--page)"
        stroke-width="1"
      />
    </>
  )
}
