import type { JSX } from 'preact'
import type { FactorView } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'
import { factorAt } from './factor-search.ts'
import { factorName, placeName, rangeCellOf, unitText, valueText, yearsText } from './factor-words.ts'

/** The columns of a list of factors. */
export const FACTOR_COLUMNS = [
  'what',
  'place',
  'years',
  'value',
  'range',
  'quality',
  'source',
  'licence',
] as const

/** The heads of the columns; the browser adds one to choose rows by. */
export function FactorHeads({ speech, children }: { speech: Speech; children?: JSX.Element }): JSX.Element {
  return (
    <tr aria-rowindex={1}>
      {children}
      {FACTOR_COLUMNS.map((column) => (
        <th key={column} scope="col" class={isNumber(column) ? 'number' : undefined}>
          {speech.say(`factors.column.${column}` as WordKey)}
        </th>
      ))}
    </tr>
  )
}

const isNumber = (column: string): boolean => column === 'value' || column === 'range'

interface FactorCellsProps {
  readonly record: FactorView
  readonly set: string
  readonly speech: Speech
}

/** A record as a row: what, where, when, how much, how sure, who says so and under what licence. */
export function FactorCells({ record, set, speech }: FactorCellsProps): JSX.Element {
  const { say, language } = speech
  const figure = 'canonicalValue' in record ? record : undefined
  const { source, locator, quality } = record
  return (
    <>
      <th scope="row">
        <a class="clip" href={factorAt(set, record.id, language)} data-factor={record.id}>
          {factorName(record, speech)}
        </a>
      </th>
      <td>
        <span class="clip">{placeName(record.region, speech)}</span>
      </td>
      <td>{yearsText(record, speech)}</td>
      <td class="number">{figure ? valueText(figure.value, figure.unit, language) : say('factors.curve')}</td>
      <td class="number">
        {figure?.interval &&
          `${rangeCellOf({ ...figure.interval, canonicalValue: figure.canonicalValue }, language)} ${
            figure.unit === figure.canonicalUnit ? '' : unitText(figure.canonicalUnit)
          }`}
      </td>
      <td>
        <abbr title={say(`factors.quality.${quality}` as WordKey)}>{quality}</abbr>
      </td>
      <td>
        <span class="clip" title={`${source.publisher}: ${source.title}, ${locator}`}>
          {source.publisher}: {source.title}, {locator}
        </span>
      </td>
      <td>
        <span class="clip" title={source.licence}>
          {source.licence}
        </span>
      </td>
    </>
  )
}
