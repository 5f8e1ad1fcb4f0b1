import { canonicalOf } from './canonical.ts'
import {
  type FactorKind,
  type FactorRecord,
  type FactorSet,
  OWN_FIELDS,
  type OwnFactor,
  pickDefined,
  QuantityRefused,
  type Refusal,
  type Source,
  VEHICLE_CLASSES,
} from './domain.ts'
import { nearIds, replacedBy, subjectOfRecord } from './overlay-replaced.ts'
import {
  type OverlayPlace,
  type OverlayRow,
  OWN_RATING,
  type OwnSource,
  type Report,
  type Subject,
} from './overlay-row.ts'
import { checkFleetSums, checkTwice, perOf, type ReadRow } from './overlay-rows.ts'
import { completed, subjectFaults } from './overlay-subject.ts'
import { plausible } from './plausible.ts'

/** Figures of a city's own made ready, and everything that is wrong with them. */
export interface OverlayRead {
  readonly figures: readonly OwnFactor[]
  /** By pointers that begin with `/factors`. */
  readonly refusals: readonly Refusal[]
}

const LIST = '/factors'

/** Each costs a walk through the set, so only the first unknown records are told what is near them. */
const MAX_EXPLAINED = 5

/**
 * The figures of a city's own, checked as the rows of a set are: units, bounds, plausible size, what they speak of,
 * figures that speak of the same thing, sums of fleets.
 *
 * A figure that no third party was seen to publish is rated low (quality L); its interval is the one stated.
 */
export function readOverlay(rows: readonly OverlayRow[], set: FactorSet, place: OverlayPlace): OverlayRead {
  const refusals: Refusal[] = []
  const read = rows.flatMap((row, index): ReadRow[] => {
    const at = `${LIST}/${index}`
    const figure = readRow(completed(row), at, `${place.name}:${index}`, set, place, (refusal) =>
      refusals.push(refusal),
    )
    return figure ? [{ figure, at }] : []
  })
  refusals.push(...checkTwice(read), ...checkFleetSums(read, set, LIST))
  return { figures: read.map(({ figure }) => figure), refusals: withNearIds(refusals, rows, set) }
}

function withNearIds(
  refusals: readonly Refusal[],
  rows: readonly OverlayRow[],
  set: FactorSet,
): readonly Refusal[] {
  let explained = 0
  return refusals.map((refusal) => {
    if (refusal.code !== 'factor-unknown' || explained === MAX_EXPLAINED) return refusal
    explained += 1
    const candidates = nearIds(rows[Number(refusal.pointer.split('/')[2])]?.replaces ?? '', set)
    return candidates.length > 0 ? { ...refusal, candidates } : refusal
  })
}

/** @returns undefined if the row is faulty */
function readRow(
  row: OverlayRow,
  at: string,
  id: string,
  set: FactorSet,
  place: OverlayPlace,
  report: Report,
): OwnFactor | undefined {
  let faulty = false
  const refuse: Report = (refusal) => {
    faulty = true
    report(refusal)
  }
  const replaced = row.replaces === undefined ? undefined : replacedBy(row, row.replaces, at, set, refuse)
  const subject = replaced
    ? subjectOfRecord(replaced)
    : row.replaces === undefined && subjectOf(row, at, set, place, refuse)
  const bounds = boundsOf(row, at, refuse)
  if (row.value < 0)
    refuse({ code: 'quantity-out-of-range', pointer: `${at}/value`, detail: `${row.value} is negative.` })
  if (!subject) return undefined
  const source = sourceOf(id, row.source)
  const stated = {
    ...subject,
    id,
    value: row.value,
    unit: row.unit,
    ...bounds,
    sourceId: source.id,
    locator: row.source.locator ?? 'not stated',
    ...(row.note === undefined ? {} : { note: row.note }),
  }
  const canonical = canonicalise(stated, at, set, refuse)
  if (!canonical || faulty) return undefined
  const record: FactorRecord = { ...stated, ...canonical }
  const misfit = sizeFault(record, replaced, at)
  if (misfit) {
    refuse(misfit)
    return undefined
  }
  return { record, source, pointer: at, ...(replaced ? { replaces: replaced } : {}) }
}

function subjectOf(
  row: OverlayRow,
  at: string,
  set: FactorSet,
  place: OverlayPlace,
  refuse: Report,
): Subject | undefined {
  const { kind, mode, vehicleClass, yearFrom, yearTo } = row
  if (kind === undefined) {
    const detail =
      'Say what the figure is: name the record that it replaces, or a kind and what that is split by.'
    refuse({ code: 'factor-misfit', pointer: at, detail })
    return undefined
  }
  for (const { field, ...fault } of subjectFaults(row))
    refuse({ code: 'factor-misfit', pointer: field === '' ? at : `${at}/${field}`, ...fault })
  if (mode && vehicleClass && !(VEHICLE_CLASSES[mode] as readonly string[]).includes(vehicleClass))
    refuse({
      code: 'class-not-of-mode',
      pointer: `${at}/vehicleClass`,
      detail: `${mode} has no class ${vehicleClass}.`,
      candidates: VEHICLE_CLASSES[mode],
    })
  if (yearTo !== undefined && (yearFrom === undefined || yearTo < yearFrom))
    refuse({
      code: 'factor-misfit',
      pointer: `${at}/yearTo`,
      detail: 'A last year needs a first year that is not later.',
    })
  const region = row.region ?? (kind === 'grid-intensity' ? place.grid : undefined) ?? place.country
  if (region !== place.country && set.content.subnational[region] !== place.country)
    refuse({
      code: 'factor-misfit',
      pointer: `${at}/region`,
      detail: `Own figures are of ${place.country} or a grid in it.`,
      candidates: [place.country],
    })
  return {
    kind,
    ...pickDefined(row, [...OWN_FIELDS, 'yearFrom', 'yearTo']),
    region,
    ...OWN_RATING,
  }
}

function boundsOf(
  { value, lower, upper, plusMinus }: OverlayRow,
  at: string,
  refuse: Report,
): { lower?: number; upper?: number } {
  const fault = (field: string, detail: string): void =>
    refuse({ code: 'factor-bounds', pointer: `${at}/${field}`, detail })
  if (plusMinus !== undefined) {
    if (lower !== undefined || upper !== undefined)
      fault('plusMinus', 'State plusMinus, or lower and upper, not both.')
    if (plusMinus > 1) fault('plusMinus', 'More than 100 % would reach below 0; state lower and upper.')
    return { lower: value * (1 - plusMinus), upper: value * (1 + plusMinus) }
  }
  if (lower === undefined && upper === undefined) return {}
  if (lower === undefined || upper === undefined) {
    fault(lower === undefined ? 'upper' : 'lower', 'One bound needs the other.')
    return {}
  }
  if (lower < 0)
    refuse({ code: 'quantity-out-of-range', pointer: `${at}/lower`, detail: `${lower} is negative.` })
  if (lower > value) fault('lower', `The lower bound ${lower} is above the value ${value}.`)
  if (upper < value) fault('upper', `The upper bound ${upper} is below the value ${value}.`)
  return { lower, upper }
}

type Stated = Omit<FactorRecord, 'canonicalValue' | 'canonicalUnit'>

function canonicalise(row: Stated, at: string, set: FactorSet, refuse: Report) {
  if (row.gas === undefined && NEEDS_GAS.has(row.kind)) return undefined
  if (row.kind === 'fuel-factor' && row.gas === 'co2e') return undefined
  try {
    // A CH4 or N2O figure is stated in its own gas, so no potential of the set is needed.
    return canonicalOf(row, new Map())
  } catch (error) {
    if (!(error instanceof QuantityRefused)) throw error
    const { code, detail, candidates } = error
    const pointer = code === 'quantity-out-of-range' ? `${at}/value` : `${at}/unit`
    refuse({
      code,
      pointer,
      detail: `Of ${row.kind} in factor set ${set.content.id}: ${detail}.`,
      ...(candidates ? { candidates } : {}),
    })
    return undefined
  }
}

const NEEDS_GAS: ReadonlySet<FactorKind> = new Set(['direct-factor', 'fuel-factor', 'grid-intensity'])

/** Whether the figure can be true, and can stand where the one that it replaces stood. */
function sizeFault(
  record: FactorRecord,
  replaced: FactorRecord | undefined,
  at: string,
): Refusal | undefined {
  const { kind, canonicalValue, canonicalUnit, carrier } = record
  const isFuel = canonicalUnit.startsWith('L/') || canonicalUnit.startsWith('kg/')
  if (kind === 'energy-intensity' && carrier === 'electricity' && isFuel)
    return {
      code: 'unit-mismatch',
      pointer: `${at}/unit`,
      detail: 'Electricity is no volume or mass; state kWh or MJ.',
    }
  if (
    replaced &&
    (perOf(replaced) !== perOf(record) ||
      (kind !== 'energy-intensity' && replaced.canonicalUnit !== canonicalUnit))
  )
    return {
      code: 'unit-mismatch',
      pointer: `${at}/unit`,
      detail: `${replaced.id} is in ${replaced.canonicalUnit}; ${record.unit} measures something else.`,
      candidates: [replaced.unit],
    }
  const fault = plausible(kind, canonicalValue, canonicalUnit, record.mode)
  if (fault === undefined) return undefined
  return {
    code: 'factor-implausible',
    pointer: `${at}/value`,
    detail: `${fault}, the band of ${kind}: a wrong unit or a slipped decimal point?`,
  }
}

function sourceOf(id: string, { title, publisher, published, url, licence }: OwnSource): Source {
  const unknown = 'not stated'
  return {
    id,
    title,
    publisher: publisher ?? unknown,
    edition: published ?? unknown,
    published: published ?? unknown,
    accessed: unknown,
    ...(url === undefined ? {} : { url }),
    licence: licence ?? unknown,
    attribution: [title, publisher, published].filter((part) => part !== undefined).join(', '),
  }
}
