import type { ComponentChildren, JSX } from 'preact'
import { rangeText } from '../numbers/figure-text.ts'
import type { Boundaries } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { BridgeView } from './bridge-view.tsx'
import { FigureHeads, rangeCell } from './figure-view.tsx'

/** What the service asks for where it knows a total and not the flows that it is made of. */
const BY_FLOW = /^rows by flow \(.*\/demand\/\d/

interface BoundariesViewProps {
  readonly boundaries: Boundaries
  /** The mode of each row of the request, by which a reader knows it. */
  readonly modes: readonly string[]
  readonly speech: Speech
  /** The guide; a page that the service drew has a place for it, which a script fills. */
  readonly guide: ComponentChildren | undefined
}

/** Every boundary that the data allow side by side, and the steps that lead from one to the next. */
export function BoundariesView({ boundaries, modes, speech, guide }: BoundariesViewProps): JSX.Element {
  const { say, name, language } = speech
  const named = (allocation: string): string => say(`boundaries.${allocation}` as WordKey)
  const rowsNamed = (text: string): string =>
    text.replace(/\/demand\/(\d+)/g, (pointer, at: string) => {
      const mode = modes[Number(at)]
      return mode === undefined ? pointer : name('mode', mode)
    })
  const cannotText = (missing: readonly string[]): string =>
    missing.every((one) => BY_FLOW.test(one))
      ? say('boundaries.by-flow', { modes: modesNamed(missing) })
      : say('boundaries.cannot', {
          ask: missing.map((one) => rowsNamed(serviceText(one, speech))).join('; '),
        })
  const modesNamed = (texts: readonly string[]): string =>
    new Intl.ListFormat(language).format([
      ...new Set(
        [...texts.join(' ').matchAll(/\/demand\/(\d+)/g)].map(([pointer, at]) => {
          const mode = modes[Number(at)]
          return mode === undefined ? pointer : name('mode', mode)
        }),
      ),
    ])
  return (
    <section aria-labelledby="boundaries">
      <h2 id="boundaries">{say('boundaries.title')}</h2>
      {guide ?? <div data-guide />}
      <WideTable label={say('boundaries.title')}>
        <thead>
          <tr>
            <th scope="col">{say('boundaries.side')}</th>
            <FigureHeads speech={speech} />
          </tr>
        </thead>
        <tbody>
          {boundaries.sides.map(({ allocation, co2e, complete }) => (
            <tr key={allocation}>
              <th scope="row" class="words">
                {named(allocation)}
              </th>
              <td class="number">
                {complete
                  ? rangeText(co2e, language).value
                  : say('answer.known', { value: rangeText(co2e, language).value })}
              </td>
              <td class="number">{rangeCell(co2e, speech)}</td>
            </tr>
          ))}
          {boundaries.notAvailable.map(({ allocation, missing }) => (
            <tr key={allocation}>
              <th scope="row" class="words">
                {named(allocation)}
              </th>
              <td colSpan={2}>{cannotText(missing)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {boundaries.bridges.map((bridge) => (
        <BridgeView
          key={`${bridge.from}/${bridge.to}`}
          boundaries={boundaries}
          bridge={bridge}
          speech={speech}
        />
      ))}
    </section>
  )
}
