import type { StatedUncertainty } from '../estimate/input.ts'
import type { Notice } from '../issues/issue.ts'
import type { Mode } from '../vocabulary.ts'
import type { Amount, Lever } from './lever.ts'
import type { DiversionOrigin, DiversionRecord, ScenarioRecords } from './records.ts'

/** Where the new trips of a mode come from. */
export interface Origins {
  readonly origins: readonly { readonly mode: Mode; readonly share: Amount }[]
  readonly record?: DiversionRecord | undefined
  readonly range: 'stated' | 'published' | 'convention'
  readonly notices: readonly Notice[]
}

/** Shares of origins without a range: as far off as studies of one mode lie apart. A convention of this project. */
const SHARE_HALF_WIDTH: StatedUncertainty = { plusMinusShare: 0.3 }

const GROUPS: Readonly<Record<string, readonly Mode[]>> = {
  'public-transport': ['bus', 'tram', 'metro', 'rail', 'trolleybus'],
  'walk-and-public-transport': ['walk', 'bus', 'tram', 'metro', 'rail', 'trolleybus'],
}

export const diversionOf = (
  { toMode }: Pick<Lever, 'toMode'>,
  { diversion }: ScenarioRecords,
): DiversionRecord | undefined => diversion.find((one) => one.toMode === toMode)

/**
 * The origins of a lever that names none of its own `mode`: as stated, else as published of the new mode. What the shares
 * leave comes from nowhere that is known: it is new distance, never taken from cars.
 *
 * @param modes that the city has
 */
export function originsOf(lever: Lever, modes: ReadonlySet<string>, records: ScenarioRecords): Origins {
  const record = lever.origins ? undefined : diversionOf(lever, records)
  const shares =
    lever.origins ?? record?.origins.map((one) => ({ from: one.from, share: publishedShare(one) })) ?? []
  const origins: { mode: Mode; share: Amount }[] = []
  let told = 0
  for (const { from, share } of shares) {
    if (from === 'induced') continue
    const among = membersOf(from, lever).filter((mode) => modes.has(mode))
    // A group is shared out evenly among those of its modes that the city has.
    for (const mode of among) origins.push({ mode, share: scaledAmount(share, 1 / among.length) })
    if (among.length > 0) told += share.value
  }
  const rest = 1 - told
  const range = lever.origins ? 'stated' : 'published'
  const source = record ? ` Shares as found in ${record.place}, ${record.table}.` : ''
  return {
    origins: origins.map(({ mode, share }) => ({
      mode,
      share: share.uncertainty ? share : { ...share, uncertainty: SHARE_HALF_WIDTH },
    })),
    record,
    range: shares.some(({ share }) => share.uncertainty) ? range : 'convention',
    notices: [
      {
        code: 'origins-in-part',
        pointer: lever.pointer,
        ...(record ? { records: [record.id] } : {}),
        detail: `Of the new trips of ${lever.toMode}, ${Math.round(100 * told)} % come from modes of this city that are known; the other ${Math.round(100 * rest)} % take nothing away from any mode.${source}`,
      },
    ],
  }
}

const membersOf = (from: DiversionOrigin, { toMode }: Lever): readonly Mode[] =>
  (GROUPS[from] ?? [from as Mode]).filter((mode) => mode !== toMode)

function publishedShare({ value, lower, upper }: { value?: number; lower?: number; upper?: number }): Amount {
  // A range without a central value counts by its lower end: a middle was not published.
  const share = value ?? lower ?? upper ?? 0
  if (lower === undefined && upper === undefined) return { value: share }
  return { value: share, uncertainty: { lower: lower ?? share, upper: upper ?? share } }
}

const scaledAmount = ({ value, uncertainty }: Amount, scale: number): Amount => ({
  value: value * scale,
  uncertainty:
    uncertainty && 'lower' in uncertainty
      ? { lower: uncertainty.lower * scale, upper: uncertainty.upper * scale }
      : uncertainty,
})
