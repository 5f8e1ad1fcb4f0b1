import type { StatedUncertainty } from '../estimate/input.ts'
import { power } from '../kernel/power.ts'
import { type Amount, LEVER_PROPERTIES, type Lever } from './lever.ts'
import type { LeverRecord, ScenarioRecords } from './records.ts'

/** The size of a lever and what it rests on. */
export interface Evidence {
  readonly size: Amount
  readonly record?: LeverRecord
  /** `published`: size and range of a record. `stated`: a figure of the caller's. */
  readonly basis: 'published' | 'stated'
  readonly range: 'published' | 'stated' | 'convention' | 'certain'
}

/** Effects without a range of their own: what people do is known to half of itself at best. A convention of this project. */
const EFFECT_HALF_WIDTH: StatedUncertainty = { plusMinusShare: 0.5 }

export const recordOf = ({ evidence }: Lever, { levers }: ScenarioRecords): LeverRecord | undefined =>
  evidence === undefined ? undefined : levers.find(({ id }) => id === evidence)

/** What a checked lever comes to. A decision is as large as is decided; an effect without a range takes that of the project. */
export function evidenceOf(lever: Lever, records: ScenarioRecords): Evidence {
  const record = recordOf(lever, records)
  const { nature } = LEVER_PROPERTIES[lever.kind]
  const open = (amount: Amount): Pick<Evidence, 'size' | 'range'> =>
    nature === 'decision'
      ? { size: amount, range: 'certain' }
      : { size: { ...amount, uncertainty: EFFECT_HALF_WIDTH }, range: 'convention' }
  if (lever.size) {
    const about = record === undefined ? {} : { record }
    const size = lever.size
    if (size.uncertainty) return { size, range: 'stated', basis: 'stated', ...about }
    return { ...open(size), basis: 'stated', ...about }
  }
  if (record?.value === undefined)
    throw new Error('A lever without a size and without a published one is refused.')
  const sizes = [record.value, record.lower, record.upper].map((one) =>
    one === undefined ? undefined : sizeBy(one, record, lever),
  )
  const [value = 0, one, other] = sizes
  const ends = [one, other].filter((end) => end !== undefined)
  if (ends.length === 0) return { ...open({ value }), basis: 'published', record }
  const lower = Math.min(value, ...ends)
  const upper = Math.max(value, ...ends)
  return { size: { value, uncertainty: { lower, upper } }, range: 'published', basis: 'published', record }
}

/** A published effect as the size of a kind: a fall is above 0 where the kind takes away, below where it adds. */
function sizeBy(published: number, { unit }: LeverRecord, { kind, change = 0 }: Lever): number {
  const effect = unit === 'elasticity' ? power(1 + change, published) - 1 : published
  return kind === 'mode-shift' || kind === 'occupancy' || kind === 'load' ? effect : -effect
}
