import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { SelectField } from '../form/select-field.tsx'
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
      <SelectField
        id="guide-purpose"
        label={say('guide.purpose')}
        value={purpose}
        choices={PURPOSES.map((one) => [one, say(`guide.purpose.${one}`)])}
        choose={setPurpose}
        startsEmpty
      />
      <SelectField
        id="guide-before"
        label={say('guide.before')}
        value={before}
        choices={[['none', say('guide.before.none')], ...BOUNDARIES.map((one) => [one, named(one)] as const)]}
        choose={setBefore}
        startsEmpty
      />
      <SelectField
        id="guide-data"
        label={say('guide.data')}
        value={data}
        choices={DATA.map((one) => [one, say(`guide.data.${one}`)])}
        choose={setData}
        startsEmpty
      />
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
