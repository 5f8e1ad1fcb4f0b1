import { PROTECTION_SHARE, RELEASE_CONTRIBUTORS } from '../../src/index.ts'
import type { Dataset } from '../store/datasets.ts'
import type { LedgerHead, ReleasedCell, ReleasedFlow, SettledCell } from '../store/released.ts'
import { cellsText, flowsText } from './cells-text.ts'
import { RULES, type Rule } from './rules.ts'

/** What was done, for whoever has to answer for it: what ran, on what, and with what outcome. No figure, and no count of persons. */
export function certificateOf(
  dataset: Dataset,
  made: {
    readonly id: string
    readonly madeAt: string
    readonly given: readonly ReleasedCell[]
    readonly flows: readonly ReleasedFlow[]
    readonly settled: readonly SettledCell[]
    readonly ran: readonly Rule[]
    /** Other datasets of the same contributors. */
    readonly siblings: readonly string[]
    readonly head: LedgerHead
  },
) {
  const { id, madeAt, given, flows, settled, ran, siblings, head } = made
  const withheld = settled.length - given.length
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
    withheld: bandOf(withheld / Math.max(1, settled.length)),
    cells: given.length,
    cellsDigest: cellsText(given).digest,
    flows: flows.length,
    flowsDigest: flowsText(flows).digest,
    ledger: head,
  }
}

const bandOf = (share: number): string =>
  share === 0
    ? 'none'
    : share < 0.05
      ? 'under 5 %'
      : share < 0.2
        ? 'under 20 %'
        : share < 0.5
          ? 'under 50 %'
          : '50 % or more'
