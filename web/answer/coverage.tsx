import type { JSX } from 'preact'
import { rowFor } from '../rows/rows.ts'
import type { Coverage } from '../service/answer-types.ts'
import { missingName, type Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'

interface CoverageViewProps {
  readonly coverage: Coverage
  readonly speech: Speech
  /** Where a missing part can be added; none where the answer cannot be changed. */
  readonly addAt: ((code: string) => string) | undefined
}

/** What is in the answer and what is not, with a way to add each gap and who holds the figure. */
export function CoverageView({ coverage, speech, addAt }: CoverageViewProps): JSX.Element {
  const { say, name } = speech
  const counted = coverage.includes.filter(({ part }) => part !== 'roads')
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{say('coverage.title')}</h2>
      <div class="columns">
        <div>
          <h3>
            <span aria-hidden="true">●</span> {say('coverage.in')}
          </h3>
          <ul>
            {counted.map(({ part, code, what }) => (
              <li key={`${part}/${code}`}>
                {part === 'mode' ? (
                  name('mode', code)
                ) : part === 'carrier' ? (
                  name('carrier', code)
                ) : (
                  <ServiceText text={what} speech={speech} />
                )}
              </li>
            ))}
          </ul>
        </div>
        {coverage.missing.length > 0 && (
          <div>
            <h3>
              <span aria-hidden="true">○</span> {say('coverage.out')}
            </h3>
            <ul>
              {coverage.missing.map((missing, index) => {
                const { code, ask } = missing
                const part = missingName(missing, speech)
                return (
                  <li key={`${code}/${index}`}>
                    <strong>{part}</strong>
                    {say('coverage.part', { what: '' })} <ServiceText text={ask} speech={speech} />{' '}
                    {addAt && rowFor(code) && <a href={addAt(code)}>{say('coverage.add', { what: part })}</a>}
                  </li>
                )
              })}
            </ul>
          </div>
        )}
      </div>
    </section>
  )
}
