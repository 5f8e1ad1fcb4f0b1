import type { JSX } from 'preact'
import type { Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { linesOf } from './name-lines.ts'
import { scaleFromZero, tickLabels } from './strip-scale.ts'

/** One row of strips: a figure with its range, or a part that is not counted. */
export interface StripRow {
  readonly code: string
  readonly name: string
  /** Absent: not counted, which is drawn as a hatched row and never as 0. */
  readonly range?: Range | undefined
  readonly hue: Hue
}

/** The five hues of modes; the stylesheet has their colours for light and dark. */
export type Hue = 'car' | 'bus' | 'rail' | 'freight' | 'other' | 'muted'

interface StripsProps {
  readonly rows: readonly StripRow[]
  /** Of the drawing, in px; under {@link NARROW} the names stand above their rows. */
  readonly width: number
  /** The finding in one sentence, for readers who do not see the drawing. */
  readonly said: string
  readonly notCounted: string
  readonly language: Language
}

const NARROW = 480
const AXIS = 22
const NAMES = 190
/** Letters of a name that fit into its column. */
const MAX_LETTERS = 25
/** From one line of a name to the next. */
const LINE = 15
/** The 95 % range is about twice as wide as the one that holds the figure in one case of two. */
const INNER_SHARE = 0.34
const POINT = 3

/**
 * Ranges as density strips: the outer range pale, its inner half darker, a fine point at the figure, a hairline from 0 so
 * that the size can be read.
 */
export function Strips({ rows, width, said, notCounted, language }: StripsProps): JSX.Element {
  const isNarrow = width < NARROW
  const left = isNarrow ? 0 : NAMES
  const rowHeight = isNarrow ? 46 : 32
  const room = width - left - 12
  const scale = scaleFromZero(Math.max(0, ...rows.map(({ range }) => range?.upper ?? range?.value ?? 0)))
  const x = (value: number): number => Math.round((left + scale.at(value) * room) * 10) / 10
  const height = rows.length * rowHeight + AXIS
  const pattern = `not-counted-${width}`
  return (
    <svg
      class="strips"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={said}
      xmlns="http://www.w3.org/2000/svg"
    >
      <defs>
        <pattern
          id={pattern}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke="var(--muted)" stroke-width="1.5" />
        </pattern>
      </defs>
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M${x(tick)} 0V${height - AXIS}`} stroke="var(--rule)" />
      ))}
      {tickLabels(scale, x, width, language).map(({ tick, text, anchor }) => (
        <text key={tick} x={x(tick)} y={height - 6} text-anchor={anchor} fill="var(--muted)" font-size="14">
          {text}
        </text>
      ))}
      {rows.map((row, index) => {
        const top = index * rowHeight
        const middle = top + (isNarrow ? 32 : rowHeight / 2)
        return (
          <g key={row.code}>
            {isNarrow ? (
              <RowName lines={[row.name]} y={top + 16} />
            ) : (
              <RowName lines={linesOf(row.name, MAX_LETTERS)} y={middle + 5} />
            )}
            {row.range ? (
              <Strip range={row.range} x={x} middle={middle} hue={row.hue} />
            ) : (
              <>
                <rect
                  x={left}
                  y={middle - 7}
                  width={room}
                  height={14}
                  fill={`url(#${pattern})`}
                  opacity="0.35"
                />
                <text
                  x={left + 8}
                  y={middle + 5}
                  fill="var(--ink)"
                  stroke="var(--page)"
                  stroke-width="4"
                  paint-order="stroke"
                  font-size="14"
                >
                  {notCounted}
                </text>
              </>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The name of a row, centred on its middle. */
function RowName({ lines, y }: { lines: readonly string[]; y: number }): JSX.Element {
  const first = y - ((lines.length - 1) * LINE) / 2
  return (
    <text x={0} y={first} fill="var(--ink)" font-size="14">
      {lines.map((line, index) => (
        <tspan key={line} x={0} y={first + index * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

interface StripProps {
  readonly range: Range
  readonly x: (value: number) => number
  readonly middle: number
  readonly hue: Hue
}

function Strip({ range: { value, lower = value, upper = value }, x, middle, hue }: StripProps): JSX.Element {
  const colour = `var(--hue-${hue})`
  const inner = { from: value - (value - lower) * INNER_SHARE, to: value + (upper - value) * INNER_SHARE }
  return (
    <>
      <path d={`M${x(0)} ${middle}H${x(lower)}`} stroke={colour} stroke-width="1" />
      <rect
        x={x(lower)}
        y={middle - 9}
        width={Math.max(1, x(upper) - x(lower))}
        height={18}
        fill={colour}
        fill-opacity="0.2"
        stroke={colour}
        stroke-width="1"
      />
      <rect
        x={x(inner.from)}
        y={middle - 9}
        width={Math.max(1, x(inner.to) - x(inner.from))}
        height={18}
        fill={colour}
        fill-opacity="0.45"
      />
      <circle cx={x(value)} cy={middle} r={POINT} fill={colour} stroke="var(--page)" stroke-width="1" />
    </>
  )
}
