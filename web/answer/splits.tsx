import type { JSX } from 'preact'
import type { Result } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import type { ExplainAt } from './figure-view.tsx'
import { type SplitRow, SplitTable, type SplitTableProps } from './split-table.tsx'

/** The total split in one way, under its heading. */
function Split({ id, ...table }: SplitTableProps & { readonly id: string }): JSX.Element {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{table.title}</h2>
      <SplitTable {...table} />
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
