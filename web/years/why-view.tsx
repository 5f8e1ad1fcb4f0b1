import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { signedText, Waterfall, type WaterfallStep } from '../charts/waterfall.tsx'
import { rangeText, stepOf } from '../numbers/figure-text.ts'
import type { Comparison } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { baseOf, changeSentence, effectText, signedPercent, subjectOfChange } from './change-words.ts'
import { changeEnds, changeText, effectRows, isSure, rangeOf } from './why-rows.ts'

interface WhyProps {
  readonly compared: Comparison
  readonly speech: Speech
}

/** Why a figure changed: a sentence, a waterfall with ranges, its table, and what is no traffic apart. */
export function WhyView({ compared, speech }: WhyProps): JSX.Element {
  const { say } = speech
  const subject = subjectIn(compared, speech)
  return (
    <>
      <p class="finding">{whySentence(compared, speech)}</p>
      {!isSure(compared.change) && <p class="caution">{unsureText(compared, speech)}</p>}
      <Effects compared={compared} subject={subject} speech={speech} />
      <Apart compared={compared} subject={subject} speech={speech} />
      <AtOnce compared={compared} speech={speech} />
      <Steps compared={compared} speech={speech} />
      <Modes compared={compared} speech={speech} />
      {compared.notices.length > 0 && (
        <details>
          <summary>{say('why.notes', { count: compared.notices.length })}</summary>
          <ul>
            {compared.notices.map(({ code, detail }) => (
              <li key={`${code}/${detail}`} lang="en">
                {detail}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const subjectIn = (compared: Comparison, speech: Speech): string =>
  subjectOfChange(compared, { from: compared.from.period, to: compared.to.period }, speech)

/** Why it changed, in one sentence. */
export const whySentence = (compared: Comparison, speech: Speech): string =>
  changeSentence(
    { ...compared, subject: subjectIn(compared, speech), hasPopulation: compared.perInhabitant !== null },
    speech,
  )

/** The unit of a comparison in the words of a table. */
const unitWord = ({ unit }: Comparison, { say }: Speech): string =>
  say(unit.endsWith('/person') ? 'why.unit.each' : 'why.unit')

function unsureText({ change }: Comparison, { say, language }: Speech): string {
  const { lower = change.value, upper = change.value } = change
  const step = stepOf(rangeOf(change))
  return say('why.unsure', {
    lower: signedText(lower, step, language),
    upper: signedText(upper, step, language),
  })
}

interface PartProps extends WhyProps {
  readonly subject: string
}

function Effects({ compared, subject, speech }: PartProps): JSX.Element {
  const { say } = speech
  const { change, effects, byMode, perInhabitant } = compared
  const hasPopulation = perInhabitant !== null
  const rows = effectRows(effects, change, hasPopulation, speech)
  const total = { code: 'change', name: say('why.total'), range: rangeOf(change) }
  const [largest] = effects
  const title = largest
    ? say('why.title', {
        effect: effectText(largest.factor, largest.value, { byMode, hasPopulation }, speech),
      })
    : say('why.title.none')
  const said = say('why.said', {
    parts: [...rows, total]
      .map(({ name, range }) => `${name} ${changeText(range, change, speech)}`)
      .join('; '),
  })
  const shared = { steps: rows, total, hue: 'car' as const, said, language: speech.language }
  return (
    <ChartFrame
      id="why"
      title={title}
      subtitle={say('why.subtitle', { subject, unit: unitWord(compared, speech) })}
      said={said}
      source={sourceOf(compared, speech)}
      speech={speech}
      wide={<Waterfall {...shared} width={720} />}
      narrow={<Waterfall {...shared} width={320} />}
    >
      <ChangeTable title={title} rows={[...rows, total]} compared={compared} speech={speech} />
    </ChartFrame>
  )
}

const sourceOf = ({ basis, to }: Comparison, { say }: Speech): string =>
  say('why.source', {
    set: basis.factorSet,
    boundary: say(`boundaries.${basis.allocation}` as WordKey),
    gwp: to.gwp,
  })

interface ChangeTableProps extends WhyProps {
  readonly title: string
  readonly rows: readonly WaterfallStep[]
}

function ChangeTable({ title, rows, compared, speech }: ChangeTableProps): JSX.Element {
  const { say } = speech
  const base = baseOf(compared)
  return (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{say('why.effect')}</th>
          <th scope="col" class="number">
            {unitWord(compared, speech)}
          </th>
          <th scope="col" class="number">
            {say('modes.range')}
          </th>
          <th scope="col" class="number">
            {say('unit.percent')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, range }) => (
          <tr key={code}>
            <th scope="row" class="words">
              {name}
            </th>
            <td class="number">{changeText(range, compared.change, speech)}</td>
            <td class="number">{changeEnds(range, speech)}</td>
            <td class="number">{base === undefined ? '' : signedPercent(range.value / base, speech)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}

/** What changed the figure and no traffic, from the change without it to the change as it was given out. */
function Apart({ compared, subject, speech }: PartProps): JSX.Element | null {
  const { say, language } = speech
  const { method, change, filed } = compared
  if (method.length === 0) return null
  const rows: readonly WaterfallStep[] = [
    { code: 'change', name: say('why.total'), range: rangeOf(change) },
    ...method.map((effect) => ({
      code: effect.factor as string,
      name: say(`method.${effect.factor}` as WordKey),
      range: rangeOf(effect),
    })),
  ]
  const total = { code: 'filed', name: say('method.filed'), range: { value: filed } }
  const title = say('method.title')
  const said = say('method.said', {
    parts: rows
      .slice(1)
      .map(({ name, range }) => `${name} ${changeText(range, compared.change, speech)}`)
      .join('; '),
  })
  const shared = { steps: rows, total, hue: 'muted' as const, said, language }
  return (
    <ChartFrame
      id="why-method"
      title={title}
      subtitle={say('method.subtitle', { subject, unit: unitWord(compared, speech) })}
      said={said}
      source={sourceOf(compared, speech)}
      speech={speech}
      wide={<Waterfall {...shared} width={720} />}
      narrow={<Waterfall {...shared} width={320} />}
    >
      <ChangeTable title={title} rows={[...rows, total]} compared={compared} speech={speech} />
    </ChartFrame>
  )
}

/** Of a series: effects added up year by year beside those of the way at once, where the two differ. */
function AtOnce({ compared, speech }: WhyProps): JSX.Element | null {
  const { say, language } = speech
  const { endToEnd, effects, change, perInhabitant } = compared
  if (!endToEnd) return null
  const hasPopulation = perInhabitant !== null
  const rows = effectRows(effects, change, hasPopulation, speech)
    .filter(({ code }) => code !== 'else')
    .map(({ code, name, range }) => {
      const atOnce = endToEnd.effects.find(({ factor }) => factor === code)?.value ?? 0
      const step = stepOf(range)
      return {
        code,
        name,
        chained: signedText(range.value, step, language),
        atOnce: signedText(atOnce, step, language),
      }
    })
  if (!endToEnd.differs || rows.every(({ chained, atOnce }) => chained === atOnce))
    return <p class="note">{say('chain.same')}</p>
  return (
    <section aria-labelledby="chain">
      <h3 id="chain">{say('chain.title')}</h3>
      <p>{say('chain.text')}</p>
      <WideTable label={say('chain.title')}>
        <thead>
          <tr>
            <th scope="col">{say('why.effect')}</th>
            <th scope="col" class="number">
              {say('chain.added')}
            </th>
            <th scope="col" class="number">
              {say('chain.once')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, name, chained, atOnce }) => (
            <tr key={code}>
              <th scope="row" class="words">
                {name}
              </th>
              <td class="number">{chained}</td>
              <td class="number">{atOnce}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  )
}

/** Of a series: each step with its change and what made most of it. */
function Steps({ compared, speech }: WhyProps): JSX.Element | null {
  const { say } = speech
  const { steps, perInhabitant } = compared
  if (steps.length === 0) return null
  return (
    <section aria-labelledby="steps">
      <h3 id="steps">{say('steps.title')}</h3>
      <WideTable label={say('steps.title')}>
        <thead>
          <tr>
            <th scope="col">{say('steps.step')}</th>
            <th scope="col" class="number">
              {unitWord(compared, speech)}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col">{say('steps.mostly')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ from, to, change, effects }) => (
            <tr key={to}>
              <th scope="row">{say('steps.span', { from, to })}</th>
              <td class="number">{changeText(change, change, speech)}</td>
              <td class="number">{changeEnds(change, speech)}</td>
              <td class="words">{mostlyText(effects, perInhabitant !== null, speech)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  )
}

/** How each mode changed. */
function Modes({ compared, speech }: WhyProps): JSX.Element | null {
  const { say, name, language } = speech
  const { byMode, from, to, perInhabitant } = compared
  if (byMode.length < 2) return null
  return (
    <section aria-labelledby="why-modes">
      <h3 id="why-modes">{say('why.modes')}</h3>
      <WideTable label={say('why.modes')}>
        <thead>
          <tr>
            <th scope="col">{say('modes.mode')}</th>
            <th scope="col" class="number">
              {from.city === to.city ? from.period : `${from.city} ${from.period}`}
            </th>
            <th scope="col" class="number">
              {from.city === to.city ? to.period : `${to.city} ${to.period}`}
            </th>
            <th scope="col" class="number">
              {say('why.unit')}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col">{say('steps.mostly')}</th>
          </tr>
        </thead>
        <tbody>
          {byMode.map(({ mode = '', from: before, to: after, change, effects }) => (
            <tr key={mode}>
              <th scope="row">{name('mode', mode)}</th>
              <td class="number">{rangeText({ value: before }, language).value}</td>
              <td class="number">{rangeText({ value: after }, language).value}</td>
              <td class="number">{changeText(change, change, speech)}</td>
              <td class="number">{changeEnds(change, speech)}</td>
              <td class="words">{mostlyText(effects, perInhabitant !== null, speech)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  )
}

/** The two largest effects by their names. */
function mostlyText(
  effects: Comparison['effects'],
  hasPopulation: boolean,
  { say, language }: Speech,
): string {
  return effects
    .slice(0, 2)
    .filter(({ value }) => value !== 0)
    .map((effect) => {
      const { factor, value } = effect
      const words =
        factor === 'trip-rate' && !hasPopulation ? say('effect.travel') : say(`effect.${factor}` as WordKey)
      return `${words} ${signedText(value, stepOf(rangeOf(effect)), language)}`
    })
    .join(say('change.comma'))
}
