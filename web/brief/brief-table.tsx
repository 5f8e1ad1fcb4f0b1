import type { JSX } from 'preact'
import { rangeCell, sumText } from '../answer/figure-view.tsx'
import { percentText } from '../numbers/figure-text.ts'
import type { Sum } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'

interface BriefTableProps {
  readonly title: string
  readonly heads: readonly [string, string, string, string]
  readonly rows: readonly { readonly name: string; readonly figure: Sum; readonly share: number | null }[]
  readonly speech: Speech
}

/** A table to be pasted: plain cells, with nothing to click in them. */
export function BriefTable({ title, heads: [name, ...figures], rows, speech }: BriefTableProps): JSX.Element {
  return (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          {figures.map((head) => (
            <th key={head} scope="col" class="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td class="number">{sumText(row.figure, speech) || speech.say('answer.unknown')}</td>
            <td class="number">{rangeCell(row.figure, speech)}</td>
            <td class="number">{row.share === null ? '' : percentText(row.share, speech.language)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}
