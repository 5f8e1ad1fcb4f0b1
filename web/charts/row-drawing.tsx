import type { ComponentChildren, JSX } from 'preact'
import type { Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { Drawing } from './drawing.tsx'
import { linesOf } from './name-lines.ts'
import { innerOf, type Scale, tickLabels } from './strip-scale.ts'

/** Drawings under this width have the names above their rows [px]. */
export const NARROW = 480
/** From one line of a name to the next. */
export const LINE = 15

/** Where an amount lies from left to right. */
export type AcrossAt = (value: number) => number

/** Of a letter of a name [px]. */
const LETTER = 8

/** Where rows and their names stand. */
export interface RowPlaces {
  /** Where the amounts begin, right of the names [px]. */
  readonly left: number
  readonly rowHeight: number
  readonly isNarrow: boolean
  /** Where the middle of a row lies. */
  middleOf(index: number): number
  /** The lines of a name, and where the first of them stands in a row. */
  nameAt(name: string, index: number): { readonly lines: readonly string[]; readonly y: number }
}

/**
 * Rows with names left of them, or above them where the drawing is narrow.
 *
 * @param column how wide the names are, and how many letters a line of them has
 */
export function placeRows(
  names: readonly string[],
  width: number,
  column: { readonly width: number; readonly letters: number },
): RowPlaces {
  const isNarrow = width < NARROW
  const linesIn = (name: string): readonly string[] =>
    linesOf(name, isNarrow ? Math.floor(width / LETTER) : column.letters)
  const nameRoom = names.some((name) => linesIn(name).length > 1) ? 20 + LINE : 20
  const rowHeight = isNarrow ? nameRoom + 32 : 36
  const middleOf = (index: number): number => index * rowHeight + (isNarrow ? nameRoom + 16 : rowHeight / 2)
  return {
    left: isNarrow ? 0 : column.width,
    rowHeight,
    isNarrow,
    middleOf,
    nameAt: (name, index) => {
      const lines = linesIn(name)
      return { lines, y: isNarrow ? index * rowHeight + 16 : firstLineAt(lines, middleOf(index) + 5) }
    },
  }
}

interface RowDrawingProps {
  readonly width: number
  /** Of all rows together. */
  readonly high: number
  /** Of the room for numbers under the rows. */
  readonly axis: number
  readonly scale: Scale
  readonly x: AcrossAt
  /** What rows are hatched with. */
  readonly hatch: { readonly id: string; readonly colour: string; readonly lineWidth: number }
  readonly said: string
  readonly language: Language
  readonly children: ComponentChildren
}

/** Rows over one axis of amounts: grid lines, the numbers under them, and a hatching to fill with. */
export function RowDrawing(props: RowDrawingProps): JSX.Element {
  const { width, high, axis, scale, x, hatch, said, language, children } = props
  const height = high + axis
  return (
    <Drawing width={width} height={height} said={said}>
      <defs>
        <pattern
          id={hatch.id}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke={hatch.colour} stroke-width={hatch.lineWidth} />
        </pattern>
      </defs>
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M${x(tick)} 0V${high}`} stroke="var(--rule)" />
      ))}
      {tickLabels(scale, x, width, language).map(({ tick, text, anchor }) => (
        <text key={tick} x={x(tick)} y={height - 6} text-anchor={anchor} fill="var(--muted)" font-size="14">
          {text}
        </text>
      ))}
      {children}
    </Drawing>
  )
}

/** Where the first line of a name stands whose middle line stands at a place. */
export const firstLineAt = (lines: readonly string[], y: number): number =>
  y - ((lines.length - 1) * LINE) / 2

/** The name of a row, its first line at a place. */
export function RowName({ lines, y }: { lines: readonly string[]; y: number }): JSX.Element {
  return (
    <text x={0} y={y} fill="var(--ink)" font-size="14">
      {lines.map((line, index) => (
        <tspan key={line} x={0} y={y + index * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

interface StripProps {
  readonly range: Range
  readonly x: AcrossAt
  readonly middle: number
  readonly colour: string
  /** Of its lines; 1 px if absent. */
  readonly lineWidth?: number
}

/** A range as a density strip: a hairline from 0, the outer range pale, its inner half darker, a point at the figure. */
export function Strip({ range, x, middle, colour, lineWidth }: StripProps): JSX.Element {
  const { value, lower = value, upper = value } = range
  const inner = innerOf(range)
  return (
    <>
      <path d={`M${x(0)} ${middle}H${x(lower)}`} stroke={colour} stroke-width={lineWidth} />
      <rect
        x={x(lower)}
        y={middle - 9}
        width={Math.max(1, x(upper) - x(lower))}
        height={18}
        fill={colour}
        fill-opacity="0.2"
        stroke={colour}
        stroke-width={lineWidth}
      />
      <rect
        x={x(inner.from)}
        y={middle - 9}
        width={Math.max(1, x(inner.to) - x(inner.from))}
        height={18}
        fill={colour}
        fill-opacity="0.45"
      />
      <circle cx={x(value)} cy={middle} r={3} fill={colour} stroke="var(--page)" stroke-width={lineWidth} />
    </>
  )
}
