import type { JSX } from 'preact'
import { percentText } from '../numbers/figure-text.ts'
import type { Result } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { ServiceText } from '../words/service-text-view.tsx'

type Driver = Result['drivers'][number]

/** Doubts smaller than this do not move the range. */
const LEAST_SHARE = 0.01
const MOST = 8

/** What would make the answer surer: the largest doubts, and what to do about each. */
export function Surer({
  drivers,
  speech,
}: {
  drivers: readonly Driver[]
  speech: Speech
}): JSX.Element | null {
  const { say, language } = speech
  const large = largeDoubts(drivers).slice(0, MOST)
  const [first] = large
  if (!first) return null
  return (
    <section aria-labelledby="surer">
      <h2 id="surer">{say('surer.title')}</h2>
      <p>
        {say('surer.lead', {
          driver: serviceText(first.parameter, speech),
          share: percentText(first.shareOfVariance, language),
        })}
      </p>
      <WideTable label={say('surer.title')}>
        <thead>
          <tr>
            <th scope="col">{say('surer.parameter')}</th>
            <th scope="col" class="number">
              {say('surer.share')}
            </th>
            <th scope="col">{say('surer.do')}</th>
          </tr>
        </thead>
        <tbody>
          {large.map((driver) => (
            <tr key={driver.parameter}>
              <th scope="row" class="words">
                <ServiceText text={driver.parameter} speech={speech} />
              </th>
              <td class="number">{percentText(driver.shareOfVariance, language)}</td>
              <td class="words">{say(whatToDo(driver))}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  )
}

/** Doubts that move the range, the largest first. */
export const largeDoubts = (drivers: readonly Driver[]): readonly Driver[] =>
  drivers.filter(({ shareOfVariance }) => shareOfVariance >= LEAST_SHARE)

/** What narrows the range where a doubt is. */
export function whatToDo({ pointers, recordIds }: Driver): WordKey {
  if (pointers.length > 0) return 'surer.stated'
  return recordIds.length > 0 ? 'surer.typical' : 'surer.place'
}
