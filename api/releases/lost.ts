import { Failure, refusal } from '../request/failure.ts'
import { cellsDigest } from '../store/catalog/ledger-chain.ts'
import type { WholeStore } from '../store/facts.ts'
import { againMark, type LostRelease, standingOf } from '../store/lost-releases.ts'
import type { LedgerCell } from '../store/released.ts'
import { poolOf } from './ledger-cell.ts'

/**
 * What a release says of a lost one in the ledger: that it tells the very same. What went out once may go out again.
 *
 * @throws {Failure} `conflict` if releases were lost, and it is none of them
 */
export function againOf(ledger: readonly LedgerCell[], lost: readonly LostRelease[]): readonly LedgerCell[] {
  if (lost.length === 0) return []
  const digest = cellsDigest(ledger)
  const same = lost.find(({ cells }) => cells === digest)
  if (!same) throw lostFailure(lost)
  return [againMark(same.release)]
}

/** For the owner and for whoever runs the service. */
export function lostFailure(lost: readonly LostRelease[]): Failure {
  const detail = lost.some(({ years }) => !years)
    ? 'A backup was restored without the list of what was deleted and released since, so nobody knows what was given out after it. Restore it with its list; or whoever runs the service says of which years something may have been given out (cordon releases give-up), and nothing more of these is released.'
    : `A backup was restored that lacks what was given out after it: ${lost.map(textOf).join('; ')}. Something else would tell what has changed since. Send the same files again, and the same is released again; or restore a later backup; or whoever runs the service gives these years up (cordon releases give-up), and nothing more of them is released.`
  return new Failure('conflict', detail)
}

const textOf = ({ release, dataset, years = [] }: LostRelease): string =>
  `${release} of ${dataset} (${years.join(', ')})`

/**
 * Ends the waiting for lost releases of a dataset's pool: nothing more is released of their years.
 *
 * @param years of which something was given out that is lost
 * @throws {Failure} if nothing was lost, or if lost releases told of further years
 */
export async function giveUpYears(
  id: string,
  years: readonly string[],
  store: WholeStore,
  now: () => Date = () => new Date(),
): Promise<void> {
  await store.releasing(async () => {
    const dataset = await store.findDataset(id)
    if (!dataset) throw new Failure('not-found', 'No dataset with this id is registered.')
    const pool = poolOf(dataset)
    const { lost } = standingOf(await store.listLedgerCells(pool, id))
    if (lost.length === 0)
      throw new Failure(
        'conflict',
        'No release of these contributors was lost, so no year is to be given up.',
      )
    const further = lost.flatMap((one) => one.years ?? []).filter((year) => !years.includes(year))
    if (further.length > 0) {
      const detail = `Lost releases told of ${[...new Set(further)].sort().join(', ')} too: give up all of their years.`
      throw refusal([{ code: 'period-invalid', parameter: 'years', detail }])
    }
    const releases = lost.map(({ release }) => release)
    await store.closeYears({ pool, releases, years, at: now().toISOString() })
  })
}
