import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Allocation } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'
import { type Advice, adviseBoundary, DATA, PURPOSES } from './advise-boundary.ts'

const BOUNDARIES: readonly Allocation[] = [
  'geographic',
  'induced-activity',
  'departing-activity',
  'resident-activity',
  'fuel-sales',
]

/** Which boundary for which purpose, in three questions. */
export function Guide({ speech }: { speech: Speech }): JSX.Element {
  const { say } = speech
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number] | ''>('')
  const [before, setBefore] = useState<Allocation | 'none' | ''>('')
  const [data, setData] = useState<(typeof DATA)[number] | ''>('')
  const advice: Advice | undefined =
    purpose === '' || before === '' || data === '' ? undefined : adviseBoundary({ purpose, before, data })
  const named = (allocation: Allocation): string => say(`boundaries.${allocation}` as WordKey)
  return (
    <div class="guide">
      <h3>{say('guide.title')}</h3>
      <Question id="purpose" label={say('guide.purpose')} value={purpose} choose={setPurpose}>
        {PURPOSES.map((one) => [one, say(`guide.purpose.${one}`)])}
      </Question>
      <Question id="before" label={say('guide.before')} value={before} choose={setBefore}>
        {[['none', say('guide.before.none')], ...BOUNDARIES.map((one) => [one, named(one)] as const)]}
      </Question>
      <Question id="data" label={say('guide.data')} value={data} choose={setData}>
        {DATA.map((one) => [one, say(`guide.data.${one}`)])}
      </Question>
      <p role="status">
        {advice && (
          <>
            <strong>{say('guide.recommend', { boundary: named(advice.first) })}</strong>{' '}
            {say(`guide.because.${advice.because}`)}{' '}
            {say('guide.leaves-out', { what: say(`guide.leaves.${advice.first}`) })}{' '}
            {say('guide.second', { boundary: named(advice.second) })}
          </>
        )}
      </p>
    </div>
  )
}

interface QuestionProps<Choice extends string> {
  readonly id: string
  readonly label: string
  readonly value: Choice | ''
  readonly choose: (choice: Choice) => void
  readonly children: readonly (readonly [Choice, string])[]
}

function Question<Choice extends string>({
  id,
  label,
  value,
  choose,
  children,
}: QuestionProps<Choice>): JSX.Element {
  return (
    <div class="field">
      <label for={`guide-${id}`}>{label}</label>
      <select
        id={`guide-${id}`}
        value={value}
        onChange={({ currentTarget }) => choose(currentTarget.value as Choice)}
      >
        <option value="" disabled hidden />
        {children.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
