import type { JSX } from 'preact'
import type { CodeTexts } from '../answer/notices.tsx'
import type { Scenario } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { findServiceText } from '../words/service-text.ts'

interface ReferenceViewProps {
  readonly result: Scenario
  readonly texts: CodeTexts
  readonly nameOf: (id: string) => string
  readonly speech: Speech
}

/** What happens without measures and why: each assumption in words, with its source on demand. */
export function ReferenceView({ result, texts, nameOf, speech }: ReferenceViewProps): JSX.Element {
  const { say } = speech
  const byCode = new Map<string, Scenario['notices']>()
  for (const notice of result.notices) byCode.set(notice.code, [...(byCode.get(notice.code) ?? []), notice])
  return (
    <section aria-labelledby="reference">
      <h2 id="reference">{say('reference.title')}</h2>
      <p>{say('reference.lead')}</p>
      <ul class="notices">
        {[...byCode].map(([code, notices]) => (
          <li key={code}>
            <strong>{texts[code]?.title ?? code}</strong>
            {notices.map(({ detail, records = [] }) => (
              <p key={detail} class="note">
                {told(code, detail)}
                {records.length > 0 && <Sources records={records} result={result} speech={speech} />}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('reference.sources', { count: result.sources.length })}</summary>
        <ul>
          {result.sources.map(({ record, table, source, licence, attribution }) => (
            <li key={record} lang="en">
              {source}; {table}. {attribution} ({licence})
            </li>
          ))}
        </ul>
      </details>
    </section>
  )

  /** A detail in the language of the reader; one that is not known stays in English and says that it is. */
  function told(code: string, detail: string): JSX.Element | string {
    const known = speech.language === 'en' ? detail : findServiceText(detail, speech)
    const text = code === 'lever-without-evidence' ? named(known ?? detail) : (known ?? detail)
    return known === undefined ? <span lang="en">{text}</span> : text
  }

  /** Ids of levers, which the service lists, are of the page: a reader knows them by their names. */
  function named(detail: string): string {
    const own = result.levers.filter(({ basis }) => basis === 'stated').map(({ id }) => id)
    return own.length === 0 ? detail : detail.replace(own.join(', '), own.map(nameOf).join('; '))
  }
}

function Sources({
  records,
  result,
  speech,
}: {
  records: readonly string[]
  result: Scenario
  speech: Speech
}): JSX.Element {
  const found = result.sources.filter(({ record }) => records.includes(record))
  return (
    <details class="source-of">
      <summary>{speech.say('drawer.source')}</summary>
      <span lang="en">{found.map(({ attribution }) => attribution).join(' ')}</span>
    </details>
  )
}
