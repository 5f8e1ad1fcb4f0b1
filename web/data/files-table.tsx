import type { JSX } from 'preact'
import { exactText } from '../numbers/figure-text.ts'
import type { DatasetDetail } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'

/** What tells two files apart, and can be read. */
export const shortDigest = (digest: string): string => digest.replace('sha256:', '').slice(0, 8)

/** The files of a dataset: its owner sees them alone. */
export function FilesTable({
  detail,
  speech,
}: {
  detail: DatasetDetail
  speech: Speech
}): JSX.Element | null {
  const { say, language } = speech
  const { items, unreleased } = detail
  if (!items) return null
  return (
    <section aria-labelledby="files">
      <h2 id="files">{say('data.files')}</h2>
      <p class="note">{say('data.files.who')}</p>
      {unreleased && <p class="caution">{say('data.unreleased', { reason: unreleased.reason })}</p>}
      {items.length === 0 ? (
        <p>{say('data.files.none')}</p>
      ) : (
        <WideTable label={say('data.files')}>
          <thead>
            <tr>
              <th scope="col" class="number">
                {say('data.files.version')}
              </th>
              <th scope="col">{say('data.files.format')}</th>
              <th scope="col" class="number">
                {say('data.files.rows')}
              </th>
              <th scope="col" class="number">
                {say('data.files.facts')}
              </th>
              <th scope="col">{say('data.files.digest')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ version, format, rowsRead, facts, digest }) => (
              <tr key={digest}>
                <th scope="row" class="number">
                  {version}
                </th>
                <td>{format}</td>
                <td class="number">{exactText(rowsRead, language)}</td>
                <td class="number">{exactText(facts, language)}</td>
                <td>
                  <code>{shortDigest(digest)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  )
}
