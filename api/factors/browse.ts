import type { AnyRecord, FactorMatch, FactorSet } from '../../src/index.ts'
import { whyNoRecord } from './absence-answer.ts'
import { type LookUp, lookUpsOf } from './look-up.ts'
import type { FactorQueryView, FactorSearch, LookUpView } from './schema.ts'
import { listRecords, settle } from './search.ts'

/** What a set has for a question. */
export interface Browsed {
  readonly records: readonly AnyRecord[]
  /** Of records that an estimate would look up, how well each fits, by id. */
  readonly matches: ReadonlyMap<string, FactorMatch>
  readonly lookUps?: readonly LookUpView[]
  /** Where there is no record: what is missing. */
  readonly reason?: string
}

/**
 * The records that fit a question, or those that an estimate would take, best first.
 *
 * @throws {Failure} if the question names what the set does not know, or a look-up is asked for and not told
 */
export function browse(
  set: FactorSet,
  { match, ...asked }: FactorSearch & Pick<FactorQueryView, 'match'>,
): Browsed {
  const search = settle(set, asked)
  if (match === 'estimate') return ranked(lookUpsOf(set, search))
  const records = listRecords(set, search)
  const reason = records.length === 0 ? { reason: whyNoRecord(set, search) } : {}
  return { records, matches: new Map(), ...reason }
}

/** A record that could stand for several figures is named once, where it comes first. */
function ranked(lookUps: readonly LookUp[]): Browsed {
  const found = lookUps.flatMap((one) => one.found)
  const first = new Map(found.toReversed().map((one) => [one.record.id, one]))
  const seen = new Set<string>()
  const records = found
    .map(({ record }) => record)
    .filter(({ id }) => !seen.has(id) && seen.add(id) !== undefined)
  const views = lookUps.map(({ view }) => view)
  const [none] = views
  return {
    records,
    matches: new Map([...first].map(([id, { match }]) => [id, match])),
    lookUps: views,
    ...(records.length > 0 ? {} : { reason: none?.why ?? 'The set has no figure of this kind and mode.' }),
  }
}
