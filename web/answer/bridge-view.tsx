import type { JSX } from 'preact'
import { Bridge } from '../charts/bridge.tsx'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { numberText, rangeText, stepOf } from '../numbers/figure-text.ts'
import { knownRange } from '../numbers/known-range.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Boundaries } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { FigureHeads, rangeCell } from './figure-view.tsx'

type BridgeOf = Boundaries['bridges'][number]

interface BridgeViewProps {
  readonly boundaries: Boundaries
  readonly bridge: BridgeOf
  readonly speech: Speech
}

/** From the total of one boundary to that of the next, drawn, as a table and as a sentence. */
export function BridgeView({ boundaries, bridge, speech }: BridgeViewProps): JSX.Element | null {
  const { say, language } = speech
  const { from, to, steps } = bridge
  const named = (allocation: string): string => say(`boundaries.${allocation}` as WordKey)
  const sideOf = (allocation: string) => boundaries.sides.find((side) => side.allocation === allocation)
  const [before, after] = [knownRange(sideOf(from)?.co2e), knownRange(sideOf(to)?.co2e)]
  if (!before || !after) return null
  const nameOf = (title: string): string => serviceText(title, speech)
  const totals = { before: rangeText(before, language).value, after: rangeText(after, language).value }
  const largest = [...steps].sort((one, other) => Math.abs(other.co2e.value) - Math.abs(one.co2e.value))[0]
  const title = say('boundaries.bridge', { from: named(from), to: named(to) })
  const said = largest
    ? say('bridge.said', { ...totals, step: nameOf(largest.title) })
    : say('bridge.said.same', totals)
  const shared = {
    from: { name: named(from), range: before },
    to: { name: named(to), range: after },
    steps: steps.map(({ id, title: step, co2e }) => ({
      code: id,
      name: nameOf(step),
      change: co2e.value,
      step: stepOf(co2e),
    })),
    said,
    language,
  }
  const sideRow = (allocation: string, total: string): JSX.Element => (
    <tr>
      <th scope="row" class="words">
        {named(allocation)}
      </th>
      <td class="number">{total}</td>
      <td class="number">{rangeCell(sideOf(allocation)?.co2e, speech)}</td>
    </tr>
  )
  const { city, period, estimate, factorSet } = boundaries
  return (
    <ChartFrame
      id={`bridge-${from}-${to}`}
      title={title}
      subtitle={say('bridge.subtitle', { city: city.name, period: periodText(period, language) })}
      said={said}
      source={say('chart.source', { id: estimate, set: factorSet.id })}
      speech={speech}
      wide={<Bridge {...shared} width={720} />}
      narrow={<Bridge {...shared} width={320} />}
    >
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('bridge.step')}</th>
            <FigureHeads speech={speech} />
          </tr>
        </thead>
        <tbody>
          {sideRow(from, totals.before)}
          {steps.map(({ id, title: step, co2e }) => (
            <tr key={id}>
              <th scope="row" class="words">
                {nameOf(step)}
              </th>
              <td class="number">
                {co2e.value > 0 ? '+' : ''}
                {numberText(co2e.value, stepOf(co2e), language)}
              </td>
              <td class="number">{rangeCell(co2e, speech)}</td>
            </tr>
          ))}
          {sideRow(to, totals.after)}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}
