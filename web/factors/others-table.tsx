import type { JSX } from 'preact'
import type { OtherFigure } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { factorAt } from './factor-search.ts'
import { apartText, placeName, rangeCellOf, unitText, valueText, yearsText } from './factor-words.ts'

/** The level of a heading below that of a record. */
export type SubHeading = 'h2' | 'h3'

interface OthersTableProps {
  readonly title: string
  readonly figures: readonly OtherFigure[]
  readonly set: string
  readonly speech: Speech
  readonly Heading: SubHeading
  /** A long table is shown on demand. */
  readonly isFolded?: boolean
}

/** What other records say of the same thing, and how far apart they are. */
export function OthersTable({
  title,
  figures,
  set,
  speech,
  Heading,
  isFolded,
}: OthersTableProps): JSX.Element | null {
  if (figures.length === 0) return null
  const { say, language } = speech
  const table = (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{say('factors.publisher')}</th>
          <th scope="col">{say('factors.column.place')}</th>
          <th scope="col">{say('factors.column.years')}</th>
          <th scope="col" class="number">
            {say('factors.column.value')}
          </th>
          <th scope="col" class="number">
            {say('factors.column.range')}
          </th>
          <th scope="col" class="number">
            {say('factors.apart')}
          </th>
          <th scope="col">{say('factors.column.quality')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <a href={factorAt(set, one.id, language)} data-factor={one.id}>
                {one.publisher}
              </a>
            </th>
            <td>{placeName(one.region, speech)}</td>
            <td>{yearsText(one, speech)}</td>
            <td class="number">{valueText(one.value, one.unit, language)}</td>
            <td class="number">
              {rangeCellOf(one, language)} {one.unit === one.canonicalUnit ? '' : unitText(one.canonicalUnit)}
            </td>
            <td class="number">{apartText(one.relativeDifference, language)}</td>
            <td>{one.quality}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
  if (!isFolded)
    return (
      <>
        <Heading>{title}</Heading>
        {table}
      </>
    )
  return (
    <details>
      <summary>
        {title} ({figures.length})
      </summary>
      {table}
    </details>
  )
}
