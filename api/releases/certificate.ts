import { PROTECTION_SHARE, RELEASE_CONTRIBUTORS } from '../../src/index.ts'
import type { Dataset } from '../store/datasets.ts'
import type { LedgerHead, ReleasedCell, ReleasedFlow } from '../store/released.ts'
import { cellsText, flowsText } from './cells-text.ts'
import { RULES, type Rule } from './rules.ts'

/**
 * What was done, for whoever has to answer for it: what ran, on what, and with what outcome. No figure, no count of persons,
 * and nothing that does not follow from what was given out, but for the bands of what was withheld.
 */
export function certificateOf(
  dataset: Dataset,
  made: {
    readonly id: string
    readonly madeAt: string
    readonly given: readonly ReleasedCell[]
    readonly flows: readonly ReleasedFlow[]
    /** How much of all that was settled until then was given out; undefined: too few cells were. */
    readonly told: number | undefined
    readonly ran: readonly Rule[]
    /** Other datasets of the same contributors. */
    readonly siblings: readonly string[]
    readonly head: LedgerHead
  },
) {
  const { id, madeAt, given, flows, told, ran, siblings, head } = made
  return {
    release: id,
    dataset: dataset.id,
    version: dataset.version,
    madeAt,
    unit: dataset.contributorUnit ?? null,
    ran: [...ran],
    rules: ran.flatMap((rule) => RULES[rule]),
    siblings: [...siblings],
    k: RELEASE_CONTRIBUTORS,
    protection: PROTECTION_SHARE,
    solver: 'HiGHS 1.15, each answer checked',
    withheld: bandOf(told),
    cells: given.length,
    cellsDigest: cellsText(given).digest,
    flows: flows.length,
    flowsDigest: flowsText(flows).digest,
    // Where it stands in the ledger would tell of releases that gave nothing out.
    ledger: { hash: head.hash },
  }
}

/** So wide, and of so many cells, that no band tells whether a certain cell is withheld or was never there. */
const bandOf = (told: number | undefined): string =>
  told === undefined ? 'not told' : told > 0.8 ? 'under 20 %' : told > 0.5 ? 'under 50 %' : '50 % or more'
