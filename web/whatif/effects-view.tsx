import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { Effects } from '../charts/effects.tsx'
import { formatOf, numberText, type Range, stepOf } from '../numbers/figure-text.ts'
import type { Scenario } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { changeText } from './lever-text.ts'

interface EffectsViewProps {
  readonly result: Scenario
  /** The names of the levers of the result, in its order. */
  readonly names: readonly string[]
  /** What each changes by itself, with its range; undefined until it is known. */
  readonly alone: readonly (Range | undefined)[]
  /** The same scenario with shares whatever the order, once that is known. */
  readonly shared: Scenario | undefined
  readonly packageName: string
  readonly speech: Speech
}

const MONEY_DIGITS = 3

/** What each measure brings in the last year: by itself with its range, without it, and its share whatever the order. */
export function EffectsView(props: EffectsViewProps): JSX.Element | null {
  const { result, names, alone, shared, packageName, speech } = props
  const { say, language } = speech
  const { levers, years, until, base, cumulative } = result
  const last = years.at(-1)
  if (levers.length === 0 || !last) return null
  const rows = levers
    .map((lever, at) => ({ lever, at, name: names[at] ?? lever.id }))
    .toSorted((one, other) => one.lever.rank - other.lever.rank)
  const [best] = rows
  const apart = levers.reduce((sum, one) => sum + one.alone, 0)
  const money = (value: number): string =>
    formatOf(language, { maximumSignificantDigits: MONEY_DIGITS }).format(value)
  const plain = (value: number, of: Range): string => signed(value, stepOf(of), language)
  const said = best
    ? say('effects.said', {
        first: best.name,
        change: changeText(alone[best.at] ?? { value: best.lever.alone }, speech),
      })
    : ''
  const title = say('effects.title', { until })
  const hasCost = levers.some(({ costPerTonne }) => costPerTonne !== undefined)
  const drawn = {
    rows: [
      ...rows.map(({ lever, at, name }) => ({ code: lever.id, name, range: alone[at] })),
      {
        code: 'together',
        name: say('effects.together', { name: packageName }),
        range: last.difference,
        isTotal: true,
      },
    ],
    said,
    language,
  }
  return (
    <ChartFrame
      id="effects"
      title={title}
      subtitle={say('effects.subtitle', { city: base.city, until })}
      said={said}
      source={say('chart.source', { id: result.id, set: result.factorSet.id })}
      speech={speech}
      wide={<Effects {...drawn} width={720} />}
      narrow={<Effects {...drawn} width={320} />}
    >
      {levers.length > 1 && (
        <p>
          {say('effects.overlap', {
            together: plain(last.difference.value, last.difference),
            apart: plain(apart, last.difference),
          })}
        </p>
      )}
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('effects.measure')}</th>
            <th scope="col">{say('effects.alone')}</th>
            <th scope="col" class="number">
              {say('effects.without')}
            </th>
            <th scope="col" class="number">
              {say('effects.share')}
            </th>
            <th scope="col" class="number">
              {say('effects.all-years')}
            </th>
            {hasCost && (
              <th scope="col" class="number">
                {say('effects.cost')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ lever, at, name }) => {
            const share = shared?.levers.find(({ id }) => id === lever.id)?.share
            return (
              <tr key={lever.id}>
                <th scope="row" class="words">
                  {name}
                  {lever.basis === 'stated' && <span class="note"> {say('effects.own')}</span>}
                </th>
                <td class="words">{changeText(alone[at] ?? { value: lever.alone }, speech)}</td>
                <td class="number">{plain(lever.last, { value: lever.last })}</td>
                <td class="number">{share === undefined ? '…' : plain(share, { value: share })}</td>
                <td class="number">{plain(lever.cumulative, { value: lever.cumulative })}</td>
                {hasCost && (
                  <td class="number">{lever.costPerTonne === undefined ? '' : money(lever.costPerTonne)}</td>
                )}
              </tr>
            )
          })}
          <tr>
            <th scope="row" class="words">
              {say('effects.together', { name: packageName })}
            </th>
            <td class="words">{changeText(last.difference, speech)}</td>
            <td />
            <td class="number">{plain(last.difference.value, last.difference)}</td>
            <td class="number">{plain(cumulative.difference.value, cumulative.difference)}</td>
            {hasCost && (
              <td class="number">{result.costPerTonne === undefined ? '' : money(result.costPerTonne)}</td>
            )}
          </tr>
        </tbody>
      </WideTable>
      <p class="note">{say('effects.note')}</p>
    </ChartFrame>
  )
}

const signed = (value: number, step: number, language: Speech['language']): string =>
  value === 0 ? '0' : `${value < 0 ? '−' : '+'}${numberText(Math.abs(value), step, language)}`
