import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Dataset, Problem } from '../service/answer-types.ts'
import { type DatasetPage, listDatasets } from '../service/datasets.ts'
import { watchKey } from '../service/kept-key.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { KeyLine } from './key-line.tsx'
import { ProblemView } from './problem-view.tsx'

/** The datasets that a reader may see. */
export function DatasetsScreen({ speech }: { speech: Speech }): JSX.Element {
  const { say, language } = speech
  const [items, setItems] = useState<readonly Dataset[] | undefined>(undefined)
  const [next, setNext] = useState<string | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | 'gone' | undefined>(undefined)
  const take = (before: readonly Dataset[], page: DatasetPage): void => {
    setItems([...before, ...page.items])
    setNext(page.next)
  }
  const load = async (before: readonly Dataset[], after?: string): Promise<void> => {
    const asked = await listDatasets(after)
    setProblem('problem' in asked ? asked.problem : 'gone' in asked ? 'gone' : undefined)
    if ('answer' in asked) take(before, asked.answer)
  }
  useEffect(() => {
    void load([])
    return watchKey(() => void load([]))
  }, [])
  return (
    <>
      <h1>{say('data.title')}</h1>
      <p>{say('data.lead')}</p>
      <KeyLine speech={speech} />
      {problem && <ProblemView problem={problem} again={() => void load([])} speech={speech} />}
      {!problem && !items && <p role="status">{say('factors.loading')}</p>}
      {items?.length === 0 && <p>{say('data.list.none')}</p>}
      {items && items.length > 0 && (
        <WideTable label={say('data.title')}>
          <thead>
            <tr>
              <th scope="col">{say('data.name')}</th>
              <th scope="col">{say('data.owner')}</th>
              <th scope="col">{say('data.terms')}</th>
              <th scope="col">{say('file.grain')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <th scope="row" class="words">
                  <a href={`/d/${encodeURIComponent(one.id)}?lang=${language}`}>{one.title}</a>
                </th>
                <td class="words">{one.owner}</td>
                <td class="words">{one.licence ?? say(`data.basis.${one.legalBasis}`)}</td>
                <td>{say(`file.grain.${one.grain}`)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {items && next !== undefined && (
        <p>
          <button type="button" onClick={() => void load(items, next)}>
            {say('data.list.more')}
          </button>
        </p>
      )}
    </>
  )
}
