import { csvText } from '../http/csv.ts'
import { DIFFERENCE_FIELDS, type RecordDifferenceView, type SetChangeView } from './diff-schema.ts'

const DIFF_COLUMNS = [
  'change',
  'kind',
  ...DIFFERENCE_FIELDS,
  'region',
  'yearFrom',
  'relativeChange',
  ...['id', 'value', 'unit', 'canonical'].flatMap((name) => [`${name}Before`, `${name}After`]),
  'canonicalUnit',
  'speedKmPerH',
  'changedFields',
  ...['quality', 'source', 'locator'].flatMap((name) => [`${name}Before`, `${name}After`]),
]

/** The differences of two factor sets as CSV (RFC 4180): one row for each. */
export function diffCsv(items: readonly RecordDifferenceView[]): string {
  const rows = items.map(({ before, after, canonical, changedFields, ...item }) => ({
    ...item,
    idBefore: before?.id,
    idAfter: after?.id,
    valueBefore: before?.value,
    valueAfter: after?.value,
    unitBefore: before?.unit,
    unitAfter: after?.unit,
    canonicalBefore: canonical?.before,
    canonicalAfter: canonical?.after,
    canonicalUnit: canonical?.unit,
    speedKmPerH: canonical?.speedKmPerH,
    changedFields: changedFields.join(' '),
    qualityBefore: before?.quality,
    qualityAfter: after?.quality,
    sourceBefore: before?.source,
    sourceAfter: after?.source,
    locatorBefore: before?.locator,
    locatorAfter: after?.locator,
  }))
  return csvText(rows, DIFF_COLUMNS)
}

const EFFECT_COLUMNS = [
  'effectOf',
  'name',
  'modes',
  'unit',
  'valueBefore',
  'valueAfter',
  'relativeChange',
  'effect',
  'effectUnit',
  'shareOfChange',
  'recordsBefore',
  'recordsAfter',
  'sourcesBefore',
  'sourcesAfter',
]

/** What moved an estimate between two factor sets as CSV: its effects, which sum to the last row. */
export function setChangeCsv({
  unit,
  before,
  after,
  change,
  effects,
  other,
  ...view
}: SetChangeView): string {
  const rows = [
    ...effects.map((effect) => ({
      effectOf: 'factor',
      name: effect.parameter,
      modes: effect.modes.join(' '),
      unit: effect.unit,
      valueBefore: effect.before?.value,
      valueAfter: effect.after?.value,
      relativeChange: effect.relativeChange,
      effect: effect.effect,
      effectUnit: unit,
      shareOfChange: effect.shareOfChange,
      ...recordsOf(effect.before, effect.after),
    })),
    ...other.map((effect) => ({
      effectOf: 'structure',
      name: effect.pointer,
      modes: effect.mode,
      unit,
      valueBefore: effect.before.co2e,
      valueAfter: effect.after.co2e,
      effect: effect.effect,
      effectUnit: unit,
      shareOfChange: effect.shareOfChange,
      ...recordsOf(effect.before, effect.after),
    })),
    {
      effectOf: 'total',
      name: 'CO2e',
      unit,
      valueBefore: before.co2e,
      valueAfter: after.co2e,
      relativeChange: view.relativeChange,
      effect: change,
      effectUnit: unit,
    },
  ]
  return csvText(rows, EFFECT_COLUMNS)
}

type Side = { readonly records: SetChangeView['other'][number]['before']['records'] } | null

function recordsOf(before: Side, after: Side) {
  const ids = (side: Side): string => side?.records.map(({ id }) => id).join('; ') ?? ''
  const sources = (side: Side): string =>
    side?.records.map(({ source, locator }) => `${source}, ${locator}`).join('; ') ?? ''
  return {
    recordsBefore: ids(before),
    recordsAfter: ids(after),
    sourcesBefore: sources(before),
    sourcesAfter: sources(after),
  }
}
