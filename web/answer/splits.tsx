import type { JSX } from 'preact'
import { percentText } from '../numbers/figure-text.ts'
import type { Result, Sum } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { type ExplainAt, FigureView, rangeCell } from './figure-view.tsx'

interface SplitRow {
  readonly code: string
  readonly name: string
  readonly co2e: Sum
  readonly share: number | null
  readonly energy?: Sum | null
}

interface SplitProps {
  readonly id: string
  readonly title: string
  readonly head: string
  /** The list of the result in which the rows stand, such as `bySector`. */
  readonly list: string
  readonly rows: readonly SplitRow[]
  readonly hasEnergy?: boolean
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The total split in one way, the largest part first. */
function Split({
  id,
  title,
  head,
  list,
  rows,
  hasEnergy = false,
  speech,
  explainAt,
}: SplitProps): JSX.Element {
  const { say, language } = speech
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" class="number">
              {say('modes.co2e')}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
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
              <th scope="row">{name}</th>
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
    </section>
  )
}

interface SplitsProps {
  readonly result: Result
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The total by sector, by energy and by scope. */
export function Splits({ result, speech, explainAt }: SplitsProps): JSX.Element {
  const { say, name } = speech
  const shared = { speech, explainAt }
  const bySize = (rows: SplitRow[]): readonly SplitRow[] =>
    rows.sort((one, other) => (other.share ?? 0) - (one.share ?? 0))
  return (
    <>
      <Split
        {...shared}
        id="sectors"
        title={say('sectors.title')}
        head={say('sectors.sector')}
        list="bySector"
        rows={bySize(
          result.bySector.map(({ sector, co2e, shareOfCo2e }) => ({
            code: sector,
            name: name('sector', sector),
            co2e,
            share: shareOfCo2e,
          })),
        )}
      />
      <Split
        {...shared}
        id="energy"
        title={say('energy.title')}
        head={say('energy.carrier')}
        list="byCarrier"
        hasEnergy
        rows={bySize(
          result.byCarrier.map(({ carrier, co2e, shareOfCo2e, energy }) => ({
            code: carrier,
            name: name('carrier', carrier),
            co2e,
            share: shareOfCo2e,
            energy,
          })),
        )}
      />
      <Split
        {...shared}
        id="scopes"
        title={say('scopes.title')}
        head={say('scopes.scope')}
        list="byScope"
        rows={result.byScope.map(({ scope, co2e, shareOfCo2e }) => ({
          code: scope,
          name: name('scope', scope),
          co2e,
          share: shareOfCo2e,
        }))}
      />
    </>
  )
}
