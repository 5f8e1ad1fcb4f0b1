import type { JSX } from 'preact'
import { numberText, type Range, stepOf } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { scaleAroundZero } from './change-scale.ts'
import { round } from './drawing.tsx'
import { placeRows, RowDrawing, RowName } from './row-drawing.tsx'
import { innerOf } from './strip-scale.ts'

/** One thing that moved a figure, and by how much. */
export interface WaterfallStep {
  readonly code: string
  readonly name: string
  /** Ends are absent where they are not known. */
  readonly range: Range
}

interface WaterfallProps {
  readonly steps: readonly WaterfallStep[]
  /** What the steps come to. */
  readonly total: WaterfallStep
  readonly hue: 'car' | 'muted'
  /** Of the drawing, in px; where it is narrow, the names stand above their rows. */
  readonly width: number
  readonly said: string
  readonly language: Language
}

const NAMES = { width: 230, letters: 31 }
const AXIS = 24
/** Room for the number of a step, right of it. */
const NUMBER = 84

/**
 * From no change to the change, step by step: a bar from where the step before ended to where this one ends, around it the
 * range of the step itself, and in the last row the change with its own range.
 */
export function Waterfall({ steps, total, hue, width, said, language }: WaterfallProps): JSX.Element {
  const starts = [0]
  for (const { range } of steps) starts.push((starts.at(-1) ?? 0) + range.value)
  const rows = [
    ...steps.map((step, index) => ({ ...step, start: starts[index] ?? 0, colour: `var(--hue-${hue})` })),
    { ...total, start: 0, colour: 'var(--ink)' },
  ]
  const { left, rowHeight, isNarrow, middleOf, nameAt } = placeRows(
    rows.map(({ name }) => name),
    width,
    NAMES,
  )
  const scale = scaleAroundZero(
    rows.flatMap(({ start, range: { value, lower = value, upper = value } }) => [
      start,
      start + value,
      start + lower,
      start + upper,
    ]),
  )
  // What has no range of its own is rounded as what has.
  const rounding = total.range.lower === undefined ? (steps[0]?.range ?? total.range) : total.range
  const room = width - left - NUMBER
  const x = (value: number): number => round(left + scale.at(value) * room)
  return (
    <RowDrawing
      width={width}
      high={rows.length * rowHeight}
      axis={AXIS}
      scale={scale}
      x={x}
      hatch={{ id: `fall-${hue}-${width}`, colour: 'var(--muted)', lineWidth: 1.5 }}
      said={said}
      language={language}
    >
      {!isNarrow && <path d={`M${x(0)} 0V${rows.length * rowHeight}`} stroke="var(--ink)" />}
      {rows.map(({ code, name, range, start, colour }, index) => {
        const middle = middleOf(index)
        const end = start + range.value
        const highest = Math.max(start, end, start + (range.upper ?? range.value))
        return (
          <g key={code}>
            <RowName {...nameAt(name, index)} />
            {/* Names stand above their rows there, and a line would go through them. */}
            {isNarrow && <path d={`M${x(0)} ${middle - 13}V${middle + 13}`} stroke="var(--ink)" />}
            {index > 0 && <path d={`M${x(start)} ${middleOf(index - 1)}V${middle}`} stroke="var(--muted)" />}
            <EffectStrip range={range} start={start} x={x} middle={middle} colour={colour} />
            <text
              x={x(highest) + 6}
              y={middle + 5}
              fill="var(--ink)"
              stroke="var(--page)"
              stroke-width="4"
              paint-order="stroke"
              font-size="14"
            >
              {signedText(range.value, stepOf(range.lower === undefined ? rounding : range), language)}
            </text>
          </g>
        )
      })}
    </RowDrawing>
  )
}

interface EffectStripProps {
  readonly range: Range
  readonly start: number
  readonly x: (value: number) => number
  readonly middle: number
  readonly colour: string
}

/** The range of a step as a density strip, and the step itself as a bar through it. */
function EffectStrip({ range, start, x, middle, colour }: EffectStripProps): JSX.Element {
  const { value, lower = value, upper = value } = range
  const inner = innerOf(range)
  const end = start + value
  return (
    <>
      <rect
        x={x(start + lower)}
        y={middle - 9}
        width={Math.max(1, round(x(start + upper) - x(start + lower)))}
        height={18}
        fill={colour}
        fill-opacity="0.2"
        stroke={colour}
      />
      <rect
        x={x(start + inner.from)}
        y={middle - 9}
        width={Math.max(1, round(x(start + inner.to) - x(start + inner.from)))}
        height={18}
        fill={colour}
        fill-opacity="0.45"
      />
      <path d={`M${x(start)} ${middle}H${x(end)}`} stroke={colour} stroke-width="4" />
      <circle cx={x(end)} cy={middle} r={3.5} fill={colour} stroke="var(--page)" />
    </>
  )
}

/** A change with its sign; a true minus. */
export function signedText(value: number, step: number, language: Language): string {
  const text = numberText(Math.abs(value), step, language)
  if (value === 0) return text
  return `${value > 0 ? '+' : '−'}${text}`
}
