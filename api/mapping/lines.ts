import { type Estimate, type FactorSet, LINE_QUANTITIES, type Parameter, sumsOf } from '../../src/index.ts'
import type { LinesView } from '../schemas/estimate-result.ts'

/** The lines of an estimate with every operand, its source and how well it fits. */
export function toLines(estimate: Estimate, set: FactorSet): LinesView {
  const records = new Map(estimate.assumptions.map(({ parameter, record }) => [parameter.key, record]))
  return {
    lines: estimate.lines.map(({ products, ...facts }) => ({
      ...facts,
      co2eKg: sumsOf({ products }, estimate.gwp).co2eKg,
      products: products.map(({ quantity, scope, value, terms }) => ({
        quantity,
        ...(scope === undefined ? {} : { scope }),
        value,
        unit: LINE_QUANTITIES[quantity],
        terms: terms.map(({ parameter, role }) => ({ parameter: parameter.key, role })),
      })),
    })),
    parameters: Object.fromEntries(
      [...estimate.parameters.values()].map((parameter) => [
        parameter.key,
        toParameter(parameter, records.get(parameter.key), set),
      ]),
    ),
  }
}

type AnyRecord = Estimate['assumptions'][number]['record']

function toParameter(
  { name, value, unit, origin, pointer, text, formula, inputs, match }: Parameter,
  record: AnyRecord | undefined,
  set: FactorSet,
): LinesView['parameters'][string] {
  return {
    name,
    value,
    unit,
    origin,
    ...(pointer === undefined ? {} : { pointer }),
    ...(text === undefined ? {} : { text }),
    ...(formula === undefined ? {} : { formula }),
    ...(inputs === undefined ? {} : { inputs: [...inputs] }),
    ...(record === undefined
      ? {}
      : { record: { ...toRecord(record, set), match: match ? { ...match } : null } }),
  }
}

/** What a curve gives: it has no one value. */
const CURVE_UNITS = { 'speed-curve': 'MJ/vkm', 'gas-curve': 'g/vkm', 'cold-start': 'share' } as const

function toRecord(record: AnyRecord, set: FactorSet) {
  const source = set.source(record.sourceId)
  const published =
    'canonicalValue' in record
      ? { value: record.value, unit: record.unit }
      : { value: null, unit: CURVE_UNITS[record.kind] }
  const { id, region, tier, quality, verification, sourceId, locator } = record
  return {
    id,
    ...published,
    region,
    yearFrom: record.yearFrom ?? null,
    yearTo: record.yearTo ?? null,
    tier,
    quality,
    verification,
    source: source?.title ?? sourceId,
    sourceId,
    locator,
    licence: source?.licence ?? '',
  }
}
