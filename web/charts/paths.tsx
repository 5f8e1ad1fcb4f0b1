import type { JSX } from 'preact'
import { numberText, type Range } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'
import { Drawing, round } from './drawing.tsx'
import { spreadLabels } from './spread-labels.ts'
import { innerOf, scaleFromZero } from './strip-scale.ts'
import { textWidth } from './text-width.ts'

/** Where a target lies, with the way to it. */
export interface TargetPath {
  readonly name: string
  /** By year, from the first year on. */
  readonly values: readonly number[]
  /** The years in which it asks for something. */
  readonly points: readonly number[]
}

interface PathsProps {
  readonly years: readonly number[]
  /** What happens anyway: one line, dashed. */
  readonly reference: { readonly name: string; readonly values: readonly number[] }
  /** What is shown, with its band. */
  readonly line: { readonly name: string; readonly ranges: readonly Range[] }
  readonly targets: readonly TargetPath[]
  /** A year in which something ends, such as a budget. */
  readonly marks: readonly { readonly year: number; readonly name: string }[]
  /** Of the drawing [px]; under {@link NARROW} the names stand on the lines. */
  readonly width: number
  readonly said: string
  readonly language: Language
}

const NARROW = 480
const HEAD = 26
const FOOT = 24
const HEIGHT_SHARE = { wide: 0.26, narrow: 0.85 } as const
const YEAR_WIDTH = 44
const LABEL_LINE = 17
const LABEL_ROOM = 240
const LETTER = 7.2

/** Lines by year with direct labels: a band for what is shown, a dashed line for what happens anyway, targets as points. */
export function Paths(props: PathsProps): JSX.Element {
  const { years, reference, line, targets, marks, width, said, language } = props
  const isNarrow = width < NARROW
  const largest = Math.max(
    0,
    ...reference.values,
    ...line.ranges.map(({ value, upper = value }) => upper),
    ...targets.flatMap(({ values }) => values),
  )
  const scale = scaleFromZero(largest)
  const [first = 0, second = 1] = scale.ticks
  const step = 10 ** Math.floor(Math.log10(second - first || 1))
  const ticks = scale.ticks.map((tick) => ({ tick, text: numberText(tick, step, language) }))
  const left = Math.max(30, ...ticks.map(({ text }) => Math.ceil(textWidth(text)) + 12))
  const right = isNarrow ? 12 : LABEL_ROOM
  const high = Math.round(width * HEIGHT_SHARE[isNarrow ? 'narrow' : 'wide'])
  const bottom = high - FOOT
  const begin = years[0] ?? 0
  const count = Math.max(1, years.length - 1)
  const x = (year: number): number => round(left + ((year - begin) / count) * (width - left - right))
  const y = (value: number): number => round(bottom - scale.at(value) * (bottom - HEAD))
  const pathOf = (values: readonly number[]): string =>
    values.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(begin + at)} ${y(value)}`).join('')
  const every = Math.max(1, Math.ceil(YEAR_WIDTH / ((width - left - right) / count)))
  const end = years.at(-1) ?? begin
  const bandOf = (ends: (range: Range) => { readonly from: number; readonly to: number }): string =>
    `${pathOf(line.ranges.map((range) => ends(range).to))}${line.ranges
      .map((range, at) => ({ range, year: begin + at }))
      .reverse()
      .map(({ range, year }) => `L${x(year)} ${y(ends(range).from)}`)
      .join('')}Z`
  const labels = spreadLabels(
    [
      { text: reference.name, at: y(reference.values.at(-1) ?? 0), hue: 'muted' },
      { text: line.name, at: y(line.ranges.at(-1)?.value ?? 0), hue: 'shown' },
      ...targets.map(({ name, values }) => ({ text: name, at: y(values.at(-1) ?? 0), hue: 'target' })),
    ],
    LABEL_LINE,
    HEAD - 8,
    bottom,
  )
  const colours: Readonly<Record<string, string>> = {
    muted: 'var(--muted)',
    shown: 'var(--hue-car)',
    target: 'var(--ink)',
  }
  return (
    <Drawing width={width} height={high} said={said}>
      {ticks.map(({ tick, text }) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${width - right}`} stroke="var(--rule)" />
          <text x={left - 6} y={y(tick) + 5} text-anchor="end" fill="var(--muted)" font-size="14">
            {text}
          </text>
        </g>
      ))}
      {years
        .filter((_, at) => at % every === 0)
        .map((year) => (
          <text
            key={year}
            x={x(year)}
            y={high - 6}
            text-anchor={year === begin ? 'start' : year === end && isNarrow ? 'end' : 'middle'}
            fill="var(--muted)"
            font-size="14"
          >
            {year}
          </text>
        ))}
      <path
        d={bandOf(({ value, lower = value, upper = value }) => ({ from: lower, to: upper }))}
        fill="var(--hue-car)"
        fill-opacity="0.2"
      />
      <path d={bandOf(innerOf)} fill="var(--hue-car)" fill-opacity="0.3" />
      <path
        d={pathOf(reference.values)}
        fill="none"
        stroke="var(--muted)"
        stroke-width="2"
        stroke-dasharray="7 4"
      />
      <path
        data-line
        d={pathOf(line.ranges.map(({ value }) => value))}
        fill="none"
        stroke="var(--hue-car)"
        stroke-width="2.5"
      />
      {targets.map(({ name, values, points }) => (
        <g key={name}>
          <path d={pathOf(values)} fill="none" stroke="var(--ink)" stroke-width="1" stroke-dasharray="2 3" />
          {points
            .filter((year) => year - begin < values.length)
            .map((year) => {
              const [across, up] = [x(year), y(values[year - begin] ?? 0)]
              return (
                <path
                  key={year}
                  d={`M${across} ${up - 6}L${across + 6} ${up}L${across} ${up + 6}L${across - 6} ${up}Z`}
                  fill="var(--page)"
                  stroke="var(--ink)"
                  stroke-width="2"
                />
              )
            })}
        </g>
      ))}
      {marks.map(({ year, name }, index) => (
        <g key={`${year}-${index}`}>
          <path d={`M${x(year)} ${HEAD - 6}V${bottom}`} stroke="var(--ink)" stroke-dasharray="4 3" />
          <text
            x={x(year)}
            y={HEAD - 12 + index * LABEL_LINE}
            text-anchor={x(year) > width / 2 ? 'end' : 'start'}
            fill="var(--ink)"
            font-size="14"
          >
            {name}
          </text>
        </g>
      ))}
      {labels.map(({ text, at, y: place, hue }) => (
        <g key={text}>
          {!isNarrow && (
            <path d={`M${x(end) + 3} ${at}L${x(end) + 14} ${place}`} stroke={colours[hue]} fill="none" />
          )}
          <text
            x={isNarrow ? width - right : x(end) + 18}
            y={isNarrow ? place - 4 : place + 5}
            text-anchor={isNarrow ? 'end' : 'start'}
            fill={colours[hue]}
            stroke="var(--page)"
            stroke-width="4"
            paint-order="stroke"
            font-size="14"
          >
            {isNarrow ? text : clipped(text)}
          </text>
        </g>
      ))}
    </Drawing>
  )
}

/** A name as long as its room: the table has it whole. */
function clipped(text: string): string {
  const isWide = /[\u2e80-\uffff]/.test(text)
  const letters = Math.floor((LABEL_ROOM - 20) / (isWide ? LETTER * 2 : LETTER))
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`
}
