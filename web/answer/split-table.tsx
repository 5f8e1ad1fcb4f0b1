import type { JSX } from 'preact'
import { percentText } from '../numbers/figure-text.ts'
import type { Sum } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { type ExplainAt, FigureHeads, FigureView, rangeCell } from './figure-view.tsx'

/** A part of the total. */
export interface SplitRow {
  readonly code: string
  readonly name: string
  readonly co2e: Sum
  readonly share: number | null
  readonly energy?: Sum | null
}

export interface SplitTableProps {
  readonly title: string
  readonly head: string
  /** The list of the result in which the rows stand, such as `bySector`. */
  readonly list: string
  readonly rows: readonly SplitRow[]
  readonly hasEnergy?: boolean
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The total split in one way, with ranges and shares; each figure opens its explanation. */
export function SplitTable({
  title,
  head,
  list,
  rows,
  hasEnergy = false,
  speech,
  explainAt,
}: SplitTableProps): JSX.Element {
  const { say, language } = speech
  return (
    <WideTable label={title}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <FigureHeads speech={speech} />
          {hasEnergy && (
            <th scope="col" class="number">
              {say('energy.amount')}
            </th>
          )}
          <th scope="col" class="number">
            {say('modes.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, co2e, share, energy }) => (
          <tr key={code}>
            <th scope="row" class="words">
              {name}
            </th>
            <td class="number">
              <FigureView
                figure={co2e}
                address={`${list}/${code}/co2e`}
                what={name}
                speech={speech}
                explainAt={explainAt}
              />
            </td>
            <td class="number">{rangeCell(co2e, speech)}</td>
            {hasEnergy && (
              <td class="number">
                <FigureView
                  figure={energy}
                  address={`${list}/${code}/energy`}
                  what={name}
                  speech={speech}
                  explainAt={explainAt}
                />
              </td>
            )}
            <td class="number">{share === null ? '' : percentText(share, language)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}
