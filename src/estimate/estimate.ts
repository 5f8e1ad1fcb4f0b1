import type { FactorSet } from '../factors/factor-set.ts'
import { findFactor } from '../factors/select.ts'
import { type Notice, type Refusal, refuseAny } from '../issues.ts'
import type { EnergyCarrier, Flow, Gas, GwpSet, Mode, Scope, Sector, SubSector } from '../vocabulary.ts'
import { checkInput } from './check.ts'
import { type Assumption, EstimateContext } from './context.ts'
import { fuelSoldLines } from './fuel-sold.ts'
import type { EstimateInput } from './input.ts'
import type { EstimateLine } from './line.ts'
import { linesOf } from './lines.ts'
import { unusedOwn } from './own.ts'
import type { Parameter } from './parameter.ts'
import { type Gwp, type Sums, sumAll, sumBy, sumByScope, sumsOf } from './totals.ts'

/**
 * The version of the method: it rises whenever the same input and the same factor set give another answer.
 */
export const METHOD_VERSION = '3'

/** A city's transport emissions with every line, parameter, default and notice behind them. */
export interface Estimate extends LineSums {
  readonly input: EstimateInput
  readonly gwp: Gwp
  readonly lines: readonly EstimateLine[]
  /** Every parameter used, by key. */
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly assumptions: readonly Assumption[]
  readonly notices: readonly Notice[]
}

/** Lines added up, all together and by what they are. */
export interface LineSums {
  readonly totals: Sums
  readonly bySubSector: ReadonlyMap<SubSector, Sums>
  readonly bySector: ReadonlyMap<Sector | 'not-split', Sums>
  readonly byMode: ReadonlyMap<Mode | 'not-split', Sums>
  /** Emissions only: energy and distances have no scope. */
  readonly byScope: ReadonlyMap<Scope, Sums>
  readonly byCarrier: ReadonlyMap<EnergyCarrier | 'not-split', Sums>
  readonly byFlow: ReadonlyMap<Flow | 'not-split', Sums>
}

/**
 * Estimates a city's transport emissions: ASIF, line by line.
 *
 * Pure: the same input and the same set give the same result to the last bit.
 *
 * @throws {EstimateRefused} with every fault of the input, if it cannot be estimated
 */
export function estimate(input: EstimateInput, set: FactorSet): Estimate {
  const faults: readonly Refusal[] = checkInput(input, set)
  refuseAny(faults)
  return estimateFrom(input, set, input.allocation === 'fuel-sales' ? fuelSoldLines : linesOf)
}

/**
 * The estimate that lines come to.
 *
 * @param input checked already
 * @throws {EstimateRefused} with every fault that `linesFrom` finds
 */
export function estimateFrom(
  input: EstimateInput,
  set: FactorSet,
  linesFrom: (context: EstimateContext) => readonly EstimateLine[],
): Estimate {
  const context = new EstimateContext(set, input)
  const gwp = gwpOf(context)
  const lines = linesFrom(context)
  refuseAny(context.refusals)
  const sums = sumLines(lines, gwp)
  noticeGaps(context, lines, sums.totals)
  context.say(unusedOwn(set, (recordId) => context.assumptions.has(recordId)))
  return {
    input,
    gwp,
    lines,
    parameters: context.parameters,
    assumptions: [...context.assumptions.values()],
    notices: context.notices,
    ...sums,
  }
}

/** Every sum over the lines of an estimate. */
export function sumLines(lines: readonly EstimateLine[], gwp: Gwp): LineSums {
  const figures = lines.map((line) => sumsOf(line, gwp))
  return {
    totals: sumAll(figures),
    bySubSector: sumBy(lines, figures, ({ subSector }) => subSector),
    bySector: sumBy(lines, figures, ({ sector }) => sector ?? 'not-split'),
    byMode: sumBy(lines, figures, ({ mode }) => mode ?? 'not-split'),
    byScope: sumByScope(lines, gwp),
    byCarrier: sumBy(lines, figures, ({ carrier }) => carrier ?? 'not-split'),
    byFlow: sumBy(lines, figures, ({ flow }) => flow ?? 'not-split'),
  }
}

function gwpOf(context: EstimateContext): Gwp {
  const gwpSet: GwpSet = context.input.gwp
  const of = (gas: Exclude<Gas, 'co2'>): number => {
    const found = findFactor(context.set, {
      subject: { kind: 'gwp', gas, gwpSet },
      region: 'GLO',
      year: context.year,
    })
    if (!found)
      throw new Error(
        `Factor set ${context.set.content.id} has no ${gwpSet} global warming potential of ${gas}.`,
      )
    return context.factor(
      `Global warming potential of ${gas.toUpperCase()}, ${gwpSet}, 100 years`,
      found,
      `turns ${gas.toUpperCase()} into CO2e`,
    ).value
  }
  return { set: gwpSet, ch4: of('ch4'), n2o: of('n2o') }
}

/** What the totals leave out: said, never filled with 0. */
function noticeGaps(context: EstimateContext, lines: readonly EstimateLine[], totals: Sums): void {
  const engines = lines.filter(({ method }) => method !== 'human-powered')
  const lacking = (quantity: string): readonly EstimateLine[] =>
    engines.filter(({ products }) => !products.some((one) => one.quantity === quantity))
  const name = (some: readonly EstimateLine[]): string =>
    [...new Set(some.map(({ mode, carrier }) => mode ?? `${carrier} sold`))].join(', ')
  const noEnergy = lacking('energy')
  if (noEnergy.length > 0)
    context.notice(
      'energy-incomplete',
      `The energy total leaves out ${name(noEnergy)}: ${noEnergy.length} of ${lines.length} lines.`,
    )
  const noDistance = engines.filter(
    ({ products, method }) =>
      method === 'fuel' && !products.some(({ quantity }) => quantity.endsWith('distance')),
  )
  if (noDistance.length > 0)
    context.notice(
      'distance-incomplete',
      `The distance totals leave out ${name(noDistance)}, known by energy alone.`,
    )
  if (!context.input.city.population)
    context.notice('population-missing', 'State city.population to have figures per inhabitant.')
  if (context.input.fuelSales.length > 0 && context.input.allocation !== 'fuel-sales')
    context.notice(
      'fuel-sales-not-used',
      'Fuel sales are kept with the request and do not enter the totals, which come from activity.',
    )
  if (totals.wellToTankKgCo2e === undefined && engines.length > 0)
    context.notice('well-to-tank-incomplete', 'No line has well-to-tank emissions.')
}
