import type { JSX } from 'preact'
import type { Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { round } from './drawing.tsx'
import { linesOf } from './name-lines.ts'
import { firstLineAt, LINE, NARROW, RowDrawing, RowName, Strip } from './row-drawing.tsx'
import { scaleAroundZero } from './strip-scale.ts'

/** What one measure changes. */
export interface EffectRow {
  readonly code: string
  readonly name: string
  /** Below 0: less is emitted. Absent while it is not known. */
  readonly range?: Range | undefined
  /** Of all together. */
  readonly isTotal?: boolean
}

interface EffectsProps {
  readonly rows: readonly EffectRow[]
  readonly width: number
  readonly said: string
  readonly language: Language
}

const NAMES = 280
const MAX_LETTERS = 36
const LETTER = 8
const AXIS = 24

/** Changes with their ranges around one line at 0. */
export function Effects({ rows, width, said, language }: EffectsProps): JSX.Element {
  const isNarrow = width < NARROW
  const left = isNarrow ? 0 : NAMES
  const linesIn = (name: string): readonly string[] =>
    linesOf(name, isNarrow ? Math.floor(width / LETTER) : MAX_LETTERS)
  const nameRoom = rows.some(({ name }) => linesIn(name).length > 1) ? 20 + LINE : 20
  const rowHeight = isNarrow ? nameRoom + 32 : 36
  const ends = rows.flatMap(({ range }) =>
    range ? [range.lower ?? range.value, range.upper ?? range.value] : [],
  )
  const scale = scaleAroundZero(ends)
  const room = width - left - 12
  const x = (value: number): number => round(left + 4 + scale.at(value) * (room - 4))
  const high = rows.length * rowHeight
  return (
    <RowDrawing
      width={width}
      high={high}
      axis={AXIS}
      scale={scale}
      x={x}
      hatch={{ id: `effects-${width}`, colour: 'var(--muted)', lineWidth: 1.5 }}
      said={said}
      language={language}
    >
      <path d={`M${x(0)} 0V${high}`} stroke="var(--ink)" />
      {rows.map(({ code, name, range, isTotal }, index) => {
        const middle = index * rowHeight + (isNarrow ? nameRoom + 14 : rowHeight / 2)
        const lines = linesIn(name)
        return (
          <g key={code}>
            <RowName lines={lines} y={isNarrow ? index * rowHeight + 16 : firstLineAt(lines, middle + 5)} />
            {range && (
              <Strip range={range} x={x} middle={middle} colour={isTotal ? 'var(--ink)' : 'var(--hue-car)'} />
            )}
          </g>
        )
      })}
    </RowDrawing>
  )
}
