import type { JSX } from 'preact'
import type { Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { round } from './drawing.tsx'
import { linesOf } from './name-lines.ts'
import { firstLineAt, NARROW, RowDrawing, RowName, Strip } from './row-drawing.tsx'
import { scaleFromZero } from './strip-scale.ts'

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

const AXIS = 22
const NAMES = 190
/** Letters of a name that fit into its column. */
const MAX_LETTERS = 25

/** Ranges as density strips, so that their size can be read from 0. */
export function Strips({ rows, width, said, notCounted, language }: StripsProps): JSX.Element {
  const isNarrow = width < NARROW
  const left = isNarrow ? 0 : NAMES
  const rowHeight = isNarrow ? 46 : 32
  const room = width - left - 12
  const scale = scaleFromZero(Math.max(0, ...rows.map(({ range }) => range?.upper ?? range?.value ?? 0)))
  const x = (value: number): number => round(left + scale.at(value) * room)
  const pattern = `not-counted-${width}`
  return (
    <RowDrawing
      width={width}
      high={rows.length * rowHeight}
      axis={AXIS}
      scale={scale}
      x={x}
      hatch={{ id: pattern, colour: 'var(--muted)', lineWidth: 1.5 }}
      said={said}
      language={language}
    >
      {rows.map(({ code, name, range, hue }, index) => {
        const top = index * rowHeight
        const middle = top + (isNarrow ? 32 : rowHeight / 2)
        const lines = isNarrow ? [name] : linesOf(name, MAX_LETTERS)
        return (
          <g key={code}>
            <RowName lines={lines} y={isNarrow ? top + 16 : firstLineAt(lines, middle + 5)} />
            {range ? (
              <Strip range={range} x={x} middle={middle} colour={`var(--hue-${hue})`} lineWidth={1} />
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
    </RowDrawing>
  )
}
