import type { JSX } from 'preact'
import { FigureHeads, rangeCell, sumText } from '../answer/figure-view.tsx'
import { percentText } from '../numbers/figure-text.ts'
import type { Result } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'

interface BriefTableProps {
  readonly title: string
  readonly modes: Result['byMode']
  readonly speech: Speech
}

/** The modes as a table to be pasted: plain cells, with nothing to click in them. */
export function BriefTable({ title, modes, speech }: BriefTableProps): JSX.Element {
  const { say, name, language } = speech
  return (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{say('modes.mode')}</th>
          <FigureHeads speech={speech} />
          <th scope="col" class="number">
            {say('modes.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {modes.map(({ mode, co2e, shareOfCo2e }) => (
          <tr key={mode}>
            <th scope="row">{name('mode', mode)}</th>
            <td class="number">{sumText(co2e, speech) || say('answer.unknown')}</td>
            <td class="number">{rangeCell(co2e, speech)}</td>
            <td class="number">{shareOfCo2e === null ? '' : percentText(shareOfCo2e, language)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}
