import { type FactorRecord, type FactorSet, OWN_FIELDS } from './domain.ts'
import { type OverlayRow, OWN_RATING, type Report, type Subject } from './overlay-row.ts'

const STATED_FIELDS = ['kind', ...OWN_FIELDS, 'region', 'yearFrom', 'yearTo'] as const

/**
 * The record that a row replaces. Where the set says other figures than the one before it, the record that took the place of
 * the named one, so that registered own factors still start.
 *
 * @returns undefined, and reported, if there is none that can be replaced
 */
export function replacedBy(
  row: OverlayRow,
  replaces: string,
  at: string,
  set: FactorSet,
  refuse: Report,
): FactorRecord | undefined {
  for (const field of STATED_FIELDS)
    if (row[field] !== undefined)
      refuse({
        code: 'factor-misfit',
        pointer: `${at}/${field}`,
        detail: `What the figure speaks of follows from the record that it replaces; leave ${field} out, or leave out replaces.`,
      })
  const record = recordsOf(set).get(replaces) ?? successorsOf(set).get(withoutRevision(replaces))
  if (record) return record
  const pointer = `${at}/replaces`
  const { id, curves, gasCurves = [], coldStarts = [] } = set.content
  const curve = curves.find((one) => one.id === replaces)
  if (curve) {
    const { mode, vehicleClass, powertrain, carrier } = curve
    const detail = `A speed curve is no single figure. State the energy intensity of the vehicle instead: kind energy-intensity, mode ${mode}, vehicleClass ${vehicleClass}, powertrain ${powertrain}, carrier ${carrier}; it goes before the curve.`
    refuse({ code: 'factor-misfit', pointer, detail })
  } else if ([...gasCurves, ...coldStarts].some((one) => one.id === replaces))
    refuse({
      code: 'factor-misfit',
      pointer,
      detail: 'A function of speed or temperature is no single figure and cannot be replaced.',
    })
  else refuse({ code: 'factor-unknown', pointer, detail: `Factor set ${id} has no record of this id.` })
  return undefined
}

const recordsBySet = new WeakMap<object, ReadonlyMap<string, FactorRecord>>()

function recordsOf({ content: { records } }: FactorSet): ReadonlyMap<string, FactorRecord> {
  const known = recordsBySet.get(records)
  if (known) return known
  const made = new Map(records.map((record) => [record.id, record]))
  recordsBySet.set(records, made)
  return made
}

/** A series that says other figures than in the set before has an id of its own, which ends in the set's: see the build. */
const REVISED_IN = /-\d{4}-\d+$/

/** The id that a year of a series had before any set revised it. */
const withoutRevision = (id: string): string => id.replace(/-\d{4}-\d+(?=\.\d{4}$)/, '')

const successorsBySet = new WeakMap<object, ReadonlyMap<string, FactorRecord>>()

/** Records of revised series, by the id that the same year of the series had before. */
function successorsOf({ content: { records } }: FactorSet): ReadonlyMap<string, FactorRecord> {
  const known = successorsBySet.get(records)
  if (known) return known
  const made = new Map<string, FactorRecord>()
  for (const record of records) {
    const { id, series } = record
    if (series === undefined || !REVISED_IN.test(series)) continue
    made.set(series.replace(REVISED_IN, '') + id.slice(series.length), record)
  }
  successorsBySet.set(records, made)
  return made
}

const MAX_CANDIDATES = 5

/** Ids that share the most parts with one that is not there. */
export function nearIds(id: string, set: FactorSet): readonly string[] {
  const parts = new Set(id.toLowerCase().split('.'))
  const scored: { id: string; shared: number }[] = []
  for (const known of recordsOf(set).keys()) {
    const shared = known.split('.').filter((part) => parts.has(part)).length
    if (shared > 0) scored.push({ id: known, shared })
  }
  return scored
    .sort((a, b) => b.shared - a.shared || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map((one) => one.id)
}

/** Everything that a published record speaks of; a warming potential only where it is the figure itself. */
export function subjectOfRecord(record: FactorRecord): Subject {
  const {
    id,
    value,
    unit,
    lower,
    upper,
    canonicalValue,
    canonicalUnit,
    locator,
    sourceId,
    note,
    gwpSet,
    ...subject
  } = record
  return { ...subject, ...(record.kind === 'gwp' && gwpSet ? { gwpSet } : {}), ...OWN_RATING }
}
