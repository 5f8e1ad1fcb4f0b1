import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deletionListIn } from '../../api/store/deletion-list.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { restore } from '../../api/store/restore.ts'
import { type Attack, type Outcome, recoveredOf } from './attack.ts'
import { countedBy, peopleOf, TOWNS, type Travel } from './people.ts'
import { type Target, targetOf } from './target.ts'

const MODES = ['car', 'walk', 'bus', 'cycle', 'ferry', 'rail']
const PEOPLE = peopleOf()
const PERSON = 3

/** What the ledger forgets in a build without this protection: the list beside it does not say what went out. */
type Protection = 'listed' | 'forgotten'

const ofAll = (): readonly Travel[] => PEOPLE
const withoutOne = (): readonly Travel[] => PEOPLE.filter(({ person }) => person !== PERSON)

async function releasedIn(target: Target, people: readonly Travel[]): Promise<readonly number[]> {
  await target.plant('restored', countedBy(people, 7))
  await target.release('restored')
  return (await target.see('restored', TOWNS, MODES)).map(({ km }) => km)
}

/** A file is released, a backup of before is put back, and the file is sent again without one person. */
const sentAgainAfterRestore = (protection: Protection) => async (): Promise<Outcome> => {
  const root = mkdtempSync(join(tmpdir(), 'cordon-restored-'))
  try {
    const [before, after] = [join(root, 'before'), join(root, 'after')]
    const backup = join(root, 'one.cordon-backup')
    const first = await targetOf(undefined, await openDuckdbStore(before))
    await first.register('restored')
    await first.store.backUp(backup)
    const found = [...(await releasedIn(first, ofAll()))]
    await first.close()
    const list = join(root, 'list.jsonl')
    if (protection === 'listed') copyFileSync(deletionListIn(before), list)
    else writeFileSync(list, '')
    await restore(backup, {
      folder: after,
      isReplacing: false,
      deletions: list,
      listFile: deletionListIn(after),
    })
    const second = await targetOf(undefined, await openDuckdbStore(after))
    found.push(...(await releasedIn(second, withoutOne())))
    await second.close()
    const truths = MODES.map((mode) =>
      PEOPLE.filter((one) => one.person === PERSON && one.mode === mode).reduce((sum, { km }) => sum + km, 0),
    )
    return recoveredOf(
      truths.filter((km) => km > 0),
      found,
    )
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

export const RESTORING: readonly Attack[] = [
  {
    suite: 'A1',
    name: 'sent again after an older backup was restored',
    on: sentAgainAfterRestore('listed'),
    off: sentAgainAfterRestore('forgotten'),
  },
]
