import { groupBy } from '../group-by.ts'
import type { Gas, GwpSet } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { type Estimate, sumLines } from './estimate.ts'
import { gatherNotices } from './gather-notices.ts'
import { knowsGasSplit } from './grid-split.ts'
import type { EstimateInput } from './input.ts'
import type { EstimateLine } from './line.ts'
import { unusedOwn } from './own.ts'
import { potentialOf } from './potential.ts'
import type { Gwp } from './totals.ts'

/** All of an estimate but its input and its sums. */
export type Gathered = Pick<Estimate, 'gwp' | 'lines' | 'parameters' | 'assumptions' | 'notices'>

/** Lines with all that is said of them, and of what their sums leave out. */
export function gather(context: EstimateContext, gwp: Gwp, lines: readonly EstimateLine[]): Gathered {
  noticeGaps(context, lines)
  context.say(unusedOwn(context.set, (recordId) => context.assumptions.has(recordId)))
  return {
    gwp,
    lines,
    parameters: context.parameters,
    assumptions: [...context.assumptions.values()],
    notices: gatherNotices(context),
  }
}

/** The estimate that lines come to. */
export const addUp = (input: EstimateInput, gathered: Gathered): Estimate => ({
  input,
  ...gathered,
  ...sumLines(gathered.lines, gathered.gwp),
})

/** The warming potentials that a request asks for; taken before any line, so that they lead the assumptions. */
export function getGwp(context: EstimateContext): Gwp {
  const gwpSet: GwpSet = context.input.gwp
  const of = (gas: Exclude<Gas, 'co2'>): number => {
    const potential = potentialOf(context, gas)
    if (!potential)
      throw new Error(
        `Factor set ${context.set.content.id} has no ${gwpSet} global warming potential of ${gas}.`,
      )
    return potential.value
  }
  return { set: gwpSet, ch4: of('ch4'), n2o: of('n2o') }
}

/** What the totals leave out: said, never filled with 0. */
function noticeGaps(context: EstimateContext, lines: readonly EstimateLine[]): void {
  const engines = lines.filter(({ method }) => method !== 'human-powered')
  const lacking = (quantity: string): readonly EstimateLine[] =>
    engines.filter(({ products }) => !products.some((one) => one.quantity === quantity))
  const noEnergy = lacking('energy')
  if (noEnergy.length > 0)
    context.notice(
      'energy-incomplete',
      `The energy total leaves out ${nameLines(noEnergy)}: ${noEnergy.length} of ${lines.length} lines.`,
      placeOf(context, noEnergy),
    )
  const noDistance = engines.filter(
    ({ products, method }) =>
      method === 'fuel' && !products.some(({ quantity }) => quantity.endsWith('distance')),
  )
  if (noDistance.length > 0)
    context.notice(
      'distance-incomplete',
      `The distance totals leave out ${nameLines(noDistance)}, because only the energy is known.`,
      placeOf(context, noDistance),
    )
  const [cycled] = lines.filter(({ mode }) => mode === 'cycle' || mode === 'shared-bike')
  if (cycled && knowsGasSplit(context))
    context.notice(
      'distance-incomplete',
      'Bicycles have no vehicle distance of their own here: each carries one rider, so their vehicle-kilometres are the passenger-kilometres of their mode. The vehicle distance of the city is that of vehicles with engines.',
      { pointer: cycled.pointer },
    )
  noticeGas(context, engines)
  if (!context.input.city.population)
    context.notice(
      'population-missing',
      'State city.population, such as 120000, to get figures per inhabitant.',
    )
  if (context.input.fuelSales.length > 0 && context.input.allocation !== 'fuel-sales')
    context.notice(
      'fuel-sales-not-used',
      'The totals come from activity. Fuel sales stay with the request and do not change the totals.',
    )
  const isSupplied = lines.some(({ products }) =>
    products.some(({ quantity }) => quantity === 'well-to-tank'),
  )
  if (!isSupplied && engines.length > 0)
    context.notice('well-to-tank-incomplete', 'No line has well-to-tank emissions.')
}

/** The first row that would mend it. */
const placeOf = (context: EstimateContext, [first]: readonly EstimateLine[]): { pointer?: string } =>
  first && knowsGasSplit(context) ? { pointer: first.pointer } : {}

/** One notice for electricity, which one figure mends, and one for each carrier besides. */
function noticeGas(context: EstimateContext, engines: readonly EstimateLine[]): void {
  const byCarrier = groupBy(
    engines.filter(({ unknown }) => unknown?.includes('co2e')),
    // The source of a factor per distance may not say what is burnt.
    ({ carrier, powertrain }) => carrier ?? powertrain ?? 'mixed',
  )
  for (const [carrier, lines] of byCarrier) {
    const gases = (['ch4', 'n2o'] as const).filter((gas) =>
      lines.some(({ unknown }) => unknown?.includes(gas)),
    )
    const named = gases.map((gas) => gas.toUpperCase()).join(' and ')
    const isGrid = carrier === 'electricity'
    const state = isGrid ? 'State electricity.intensity in g CO2e/kWh' : `State ${named} in factors`
    context.notice(
      'gas-unknown',
      `No source gives ${named} of ${nameLines(lines)} (${carrier}), so CO2e is not whole and its value is null; known holds its CO2. ${state} to complete it.`,
      { pointer: isGrid ? '/electricity/intensity' : (lines[0]?.pointer ?? '') },
    )
  }
}

const nameLines = (lines: readonly EstimateLine[]): string =>
  [...new Set(lines.map(({ mode, carrier }) => mode ?? `${carrier} sold`))].join(', ')
