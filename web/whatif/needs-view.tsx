import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { formatOf, numberText, percentText, stepOf } from '../numbers/figure-text.ts'
import type { Scenario } from '../service/answer-types.ts'
import { scenario } from '../service/ask.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { isInYears, settingText } from './lever-text.ts'
import { targetName } from './target-text.ts'
import type { LeverKind, WhatIf } from './work.ts'

interface NeedsViewProps {
  /** The body of the scenario as it rests. */
  readonly text: string
  readonly whatIf: WhatIf
  readonly nameOf: (id: string) => string
  readonly speech: Speech
}

const MAX_SHOWN = 8

/** What would have to be true for a missed target, and what the last year depends on; asked for when it is opened. */
export function NeedsView({ text, whatIf, nameOf, speech }: NeedsViewProps): JSX.Element {
  const { say } = speech
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<{ readonly text: string; readonly result: Scenario | undefined }>()
  useEffect(() => {
    if (!isOpen || found?.text === text) return
    let isOld = false
    const ask = async (): Promise<void> => {
      const asked = await scenario({ ...JSON.parse(text), sensitivity: true })
      if (!isOld) setFound({ text, result: 'answer' in asked ? asked.answer : undefined })
    }
    void ask()
    return () => {
      isOld = true
    }
  }, [isOpen, text])
  const result = found?.text === text ? found.result : undefined
  return (
    <section aria-labelledby="needs">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <h2 id="needs" class="folded">
            {say('needs.title')}
          </h2>
        </summary>
        {!result && <p role="status">{say('so-far.working')}</p>}
        {result && <Needed result={result} whatIf={whatIf} nameOf={nameOf} speech={speech} />}
        {result && <Depends result={result} nameOf={nameOf} speech={speech} />}
      </details>
    </section>
  )
}

type WithResult = Omit<NeedsViewProps, 'text'> & { readonly result: Scenario }

function Needed({ result, whatIf, nameOf, speech }: WithResult): JSX.Element {
  const { say, language } = speech
  const rows = result.targets.flatMap((target, at) => {
    const draft = whatIf.targets[at]
    return target.holds || !draft
      ? []
      : (target.needs ?? []).map((need) => ({ need, name: targetName(draft, whatIf.until, speech) }))
  })
  if (rows.length === 0)
    return <p>{say(result.targets.some(({ holds }) => !holds) ? 'needs.no-measure' : 'needs.met')}</p>
  const times = (value: number): string =>
    say('needs.times', { value: formatOf(language, { maximumSignificantDigits: 2 }).format(value) })
  return (
    <>
      <p>{say('needs.lead')}</p>
      <WideTable label={say('needs.title')}>
        <thead>
          <tr>
            <th scope="col">{say('needs.target')}</th>
            <th scope="col">{say('effects.measure')}</th>
            <th scope="col" class="number">
              {say('needs.is')}
            </th>
            <th scope="col">{say('needs.would')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ need: { lever, size, stated, gapAtMost }, name }) => {
            const isAll = lever === 'all'
            const kind = result.levers.find(({ id }) => id === lever)?.kind as LeverKind | undefined
            const text = (value: number): string =>
              isAll ? times(value) : settingText(value, kind !== undefined && isInYears(kind), speech)
            return (
              <tr key={`${name} ${lever}`}>
                <th scope="row" class="words">
                  {name}
                </th>
                <td class="words">{isAll ? say('needs.all') : nameOf(lever)}</td>
                <td class="number">{stated === null ? '' : text(stated)}</td>
                <td class="words">
                  {size === null
                    ? say('needs.not-enough', {
                        value: numberText(gapAtMost, stepOf({ value: gapAtMost }), language),
                      })
                    : text(size)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </WideTable>
    </>
  )
}

function Depends({ result, nameOf, speech }: Omit<WithResult, 'whatIf'>): JSX.Element | null {
  const { say, language } = speech
  const { dependsOn = [], until } = result
  if (dependsOn.length === 0) return null
  return (
    <>
      <h3>{say('needs.depends', { until })}</h3>
      <WideTable label={say('needs.depends', { until })}>
        <thead>
          <tr>
            <th scope="col">{say('surer.parameter')}</th>
            <th scope="col" class="number">
              {say('surer.share')}
            </th>
            <th scope="col" class="number">
              {say('needs.at-lower')}
            </th>
            <th scope="col" class="number">
              {say('needs.at-upper')}
            </th>
          </tr>
        </thead>
        <tbody>
          {dependsOn.slice(0, MAX_SHOWN).map(({ key, name, lever, scenario: of, atLower, atUpper }) => (
            <tr key={key}>
              <th scope="row" class="words">
                {lever === undefined ? serviceText(name, speech) : nameOf(lever)}
              </th>
              <td class="number">{percentText(Math.max(0, of.total), language)}</td>
              <td class="number">
                {numberText(atLower.scenario, stepOf({ value: atLower.scenario }), language)}
              </td>
              <td class="number">
                {numberText(atUpper.scenario, stepOf({ value: atUpper.scenario }), language)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  )
}
