import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FactorDetail } from '../service/answer-types.ts'
import { factorOf } from '../service/ask.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import {
  apartText,
  factorName,
  placeName,
  rangeCellOf,
  unitText,
  valueText,
  yearsText,
} from './factor-words.ts'

interface CompareViewProps {
  readonly set: string
  readonly ids: readonly string[]
  readonly speech: Speech
  readonly clear: () => void
}

/** Two records side by side, and how far apart they are where one unit measures both. */
export function CompareView({ set, ids, speech, clear }: CompareViewProps): JSX.Element | null {
  const { say, language } = speech
  const [found, setFound] = useState<readonly FactorDetail[]>([])
  useEffect(() => {
    let isCurrent = true
    void Promise.all(ids.map((id) => factorOf(set, id))).then((asked) => {
      if (isCurrent) setFound(asked.flatMap((one) => ('answer' in one ? [one.answer] : [])))
    })
    return () => {
      isCurrent = false
    }
  }, [set, ids.join()])
  if (ids.length === 0) return null
  const shown = found.filter(({ record }) => ids.includes(record.id))
  const [one, other] = shown.map(({ record }) => ('canonicalValue' in record ? record : undefined))
  const isAlike = one && other && one.canonicalUnit === other.canonicalUnit && one.canonicalValue !== 0
  const rows: readonly (readonly [WordKey, (detail: FactorDetail) => string])[] = [
    ['factors.column.place', ({ record }) => placeName(record.region, speech)],
    ['factors.column.years', ({ record }) => yearsText(record, speech)],
    [
      'factors.column.value',
      ({ record }) =>
        'canonicalValue' in record ? valueText(record.value, record.unit, language) : say('factors.curve'),
    ],
    [
      'factors.column.range',
      ({ record, interval }) =>
        interval && 'canonicalValue' in record
          ? `${rangeCellOf({ ...interval, canonicalValue: record.canonicalValue }, language)} ${unitText(interval.unit)}`
          : '',
    ],
    [
      'factors.column.quality',
      ({ record }) => `${record.quality}: ${say(`factors.quality.${record.quality}` as WordKey)}`,
    ],
    ['factors.column.source', ({ record: { source } }) => `${source.publisher}: ${source.title}`],
    ['factors.locator', ({ record }) => record.locator],
    ['factors.column.licence', ({ record }) => record.source.licence],
  ]
  return (
    <section aria-labelledby="compare" class="compare">
      <h2 id="compare">{say('factors.compare.title')}</h2>
      {ids.length === 1 && <p>{say('factors.compare.one')}</p>}
      <WideTable label={say('factors.compare.title')}>
        <thead>
          <tr>
            <td />
            {shown.map(({ record }) => (
              <th key={record.id} scope="col">
                {factorName(record, speech)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, text]) => (
            <tr key={key}>
              <th scope="row">{say(key)}</th>
              {shown.map((detail) => (
                <td key={detail.record.id}>{text(detail)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      {shown.length === 2 && (
        <p role="status">
          {isAlike
            ? say('factors.compare.apart', {
                apart: apartText(other.canonicalValue / one.canonicalValue - 1, language),
              })
            : say('factors.compare.units')}
        </p>
      )}
      <p>
        <button type="button" onClick={clear}>
          {say('factors.compare.clear')}
        </button>
      </p>
    </section>
  )
}
