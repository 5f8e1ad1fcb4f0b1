import {
  type Assessment,
  type Bounds,
  type Estimate,
  type FactorSet,
  LINE_QUANTITIES,
  type Parameter,
  type ParameterUncertainty,
  productFigureId,
  SCORE_95,
  sumsOf,
  uncertaintiesOf,
  valueAtScore,
} from '../../src/index.ts'
import type { LinesView } from './result-schema.ts'

/**
 * The lines of an estimate with every operand, its source and how well it fits.
 *
 * @param assessment with the intervals of lines; undefined where no uncertainty was asked for
 */
export function toLines(estimate: Estimate, assessment: Assessment | undefined, set: FactorSet): LinesView {
  const uncertaintyOf = assessment && uncertaintiesOf(estimate)
  const boundsOf = (id: string): Bounds | undefined => assessment?.intervals.get(id)
  const assumptions = new Map(estimate.assumptions.map((one) => [one.parameter.key, one]))
  return {
    lines: estimate.lines.map(({ products, unknown, ...facts }) => ({
      ...facts,
      ...(unknown ? { unknown: [...unknown] } : {}),
      co2eKg: sumsOf({ products }, estimate.gwp).co2eKg,
      ...co2eBounds(boundsOf(`lines/${facts.id}/co2eKg`)),
      products: products.map(({ quantity, scope, value, terms }, index) => ({
        quantity,
        ...(scope === undefined ? {} : { scope }),
        value,
        ...boundsOf(productFigureId(facts.id, index)),
        unit: LINE_QUANTITIES[quantity],
        terms: terms.map(({ parameter, role }) => ({ parameter: parameter.key, role })),
      })),
    })),
    parameters: Object.fromEntries(
      [...estimate.parameters.values()].map((parameter) => [
        parameter.key,
        toParameter(parameter, assumptions.get(parameter.key), uncertaintyOf?.(parameter), set),
      ]),
    ),
    gwpParameters: gwpParametersOf(estimate),
  }
}

/** The parameters that turn CH4 and N2O into CO2e. */
function gwpParametersOf({ assumptions }: Estimate): LinesView['gwpParameters'] {
  const keyOf = (gas: 'ch4' | 'n2o'): string =>
    assumptions.find(({ record }) => record.kind === 'gwp' && record.gas === gas)?.parameter.key ?? ''
  return { ch4: keyOf('ch4'), n2o: keyOf('n2o') }
}

const co2eBounds = (bounds: Bounds | undefined) =>
  bounds && { co2eLowerKg: bounds.lower, co2eUpperKg: bounds.upper }

type Assumption = Estimate['assumptions'][number]
type AnyRecord = Assumption['record']

function toParameter(
  { name, value, unit, origin, pointer, text, formula, inputs, rule, match }: Parameter,
  assumption: Assumption | undefined,
  uncertainty: ParameterUncertainty | undefined,
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
    ...(rule === undefined ? {} : { rule }),
    ...(inputs === undefined ? {} : { inputs: [...inputs] }),
    ...(assumption === undefined ? {} : { why: assumption.why }),
    ...(uncertainty === undefined
      ? {}
      : { uncertainty: toUncertainty(uncertainty, rule === undefined ? 1 : value) }),
    ...(assumption === undefined
      ? {}
      : { record: { ...toRecord(assumption.record, set), match: match ? { ...match } : null } }),
  }
}

/** @param scale what the distribution is around: 1, or the value of a formula that has an uncertainty of its own */
function toUncertainty({ distribution, basis, rule, source }: ParameterUncertainty, scale: number) {
  const [lower, upper] = [-SCORE_95, SCORE_95].map((score) => valueAtScore(distribution, score) * scale)
  return { lower: lower ?? Number.NaN, upper: upper ?? Number.NaN, distribution, basis, rule, source }
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
