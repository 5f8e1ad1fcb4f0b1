import type { JSX } from 'preact'
import { numberText, type Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { round } from './drawing.tsx'
import { placeRows, RowDrawing, RowName, Strip } from './row-drawing.tsx'
import { scaleFromZero } from './strip-scale.ts'

/** A step of a bridge: how much is added or taken away on the way from one total to the other. */
export interface BridgeStep {
  readonly code: string
  readonly name: string
  readonly change: number
  /** To what its number is rounded: a power of ten. */
  readonly step: number
}

interface BridgeProps {
  readonly from: { readonly name: string; readonly range: Range }
  readonly to: { readonly name: string; readonly range: Range }
  readonly steps: readonly BridgeStep[]
  /** Of the drawing, in px; where it is narrow, the names stand above their rows. */
  readonly width: number
  readonly said: string
  readonly language: Language
}

const NAMES = { width: 260, letters: 36 }
const AXIS = 24
/** Room for the number of a step, right of it. */
const NUMBER = 84

/** From one total to another, step by step around one line at 0: what is added is solid, what is taken away is hatched. */
export function Bridge({ from, to, steps, width, said, language }: BridgeProps): JSX.Element {
  const { left, rowHeight, middleOf, nameAt } = placeRows(
    [from, ...steps, to].map(({ name }) => name),
    width,
    NAMES,
  )
  const ends = [from.range.value]
  for (const { change } of steps) ends.push((ends.at(-1) ?? 0) + change)
  const largest = Math.max(0, from.range.upper ?? from.range.value, to.range.upper ?? to.range.value, ...ends)
  const scale = scaleFromZero(largest)
  const room = width - left - NUMBER
  const x = (value: number): number => round(left + scale.at(value) * room)
  const pattern = `taken-${width}`
  const rows = [
    { code: 'from', name: from.name },
    ...steps.map(({ code, name }) => ({ code, name })),
    { code: 'to', name: to.name },
  ]
  return (
    <RowDrawing
      width={width}
      high={rows.length * rowHeight}
      axis={AXIS}
      scale={scale}
      x={x}
      hatch={{ id: pattern, colour: 'var(--hue-car)', lineWidth: 2 }}
      said={said}
      language={language}
    >
      {rows.map(({ code, name }, index) => (
        <RowName key={code} {...nameAt(name, index)} />
      ))}
      <Strip range={from.range} x={x} middle={middleOf(0)} colour="var(--ink)" />
      {steps.map(({ code, change, step }, index) => {
        const [start = 0, end = 0] = [ends[index], ends[index + 1]]
        const middle = middleOf(index + 1)
        const [low, high] = [Math.min(start, end), Math.max(start, end)]
        return (
          <g key={code}>
            <path d={`M${x(start)} ${middleOf(index) + 9}V${middle - 9}`} stroke="var(--muted)" />
            <rect
              x={x(low)}
              y={middle - 9}
              width={Math.max(2, x(high) - x(low))}
              height={18}
              fill={change < 0 ? `url(#${pattern})` : 'var(--hue-car)'}
              fill-opacity={change < 0 ? '1' : '0.45'}
              stroke="var(--hue-car)"
            />
            <text x={x(high) + 6} y={middle + 5} fill="var(--ink)" font-size="14">
              {change > 0 ? '+' : '−'}
              {numberText(Math.abs(change), step, language)}
            </text>
          </g>
        )
      })}
      <path
        d={`M${x(ends.at(-1) ?? 0)} ${middleOf(steps.length) + 9}V${middleOf(steps.length + 1) - 9}`}
        stroke="var(--muted)"
      />
      <Strip range={to.range} x={x} middle={middleOf(steps.length + 1)} colour="var(--ink)" />
    </RowDrawing>
  )
}
