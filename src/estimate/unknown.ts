import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { knowsGasSplit, knowsOtherGases } from './grid-split.ts'
import { vehicleKeyOf } from './intensity.ts'
import type { EstimateLine, LineQuantity, UnknownQuantity } from './line.ts'

/** The quantities that a line must have before a sum of lines is whole. CO2e is summed from what each line gives. */
export const WHOLE_QUANTITIES = [
  'co2',
  'ch4',
  'n2o',
  'well-to-tank',
  'energy',
  'vehicle-distance',
  'passenger-distance',
  'tonne-distance',
] as const satisfies readonly LineQuantity[]
export type WholeQuantity = (typeof WHOLE_QUANTITIES)[number]

/**
 * Names on each line what no source gives of it, so that no sum takes it for 0. Sets that do not say how electricity splits into
 * gases name nothing: their answers stay what they were, with notices of what a sum leaves out.
 */
export function nameUnknown(
  context: Pick<EstimateContext, 'notices' | 'set'>,
  lines: readonly EstimateLine[],
): readonly EstimateLine[] {
  if (!knowsGasSplit(context)) return lines
  const isLifeCycle = context.notices.some(({ code }) => code === 'electricity-life-cycle')
  const namesCo2e = knowsOtherGases(context)
  const given = new Given(lines)
  return lines.map((line) => {
    const unknown: UnknownQuantity[] =
      line.method === 'human-powered' ? [] : [...unknownOf(line, isLifeCycle, given)]
    if (namesCo2e && lacksGas(line, unknown)) unknown.push('co2e')
    return unknown.length === 0 ? line : { ...line, unknown }
  })
}

/** Whether a line's CO2e leaves out a gas; a source that gives CO2e alone leaves out none. */
const lacksGas = ({ products }: EstimateLine, unknown: readonly UnknownQuantity[]): boolean =>
  unknown.some((quantity) => quantity === 'co2' || quantity === 'ch4' || quantity === 'n2o') &&
  !products.some(({ quantity }) => quantity === 'co2e-unsplit')

/** What a line lacks may stand on another line of the same vehicle: a plug-in hybrid has two. */
class Given {
  readonly #lines: readonly EstimateLine[]
  #distances: ReadonlySet<string> | undefined

  constructor(lines: readonly EstimateLine[]) {
    this.#lines = lines
  }

  hasDistance(line: EstimateLine, quantity: WholeQuantity): boolean {
    if (line.products.some((one) => one.quantity === quantity)) return true
    this.#distances ??= new Set(this.#lines.flatMap(distancesOf))
    return this.#distances.has(`${quantity} ${vehicleKeyOf(line)}`)
  }
}

const distancesOf = (line: EstimateLine): readonly string[] =>
  line.products.flatMap(({ quantity }) =>
    quantity.endsWith('distance') ? [`${quantity} ${vehicleKeyOf(line)}`] : [],
  )

function unknownOf(line: EstimateLine, isLifeCycle: boolean, given: Given): readonly WholeQuantity[] {
  const { carrier, mode, products } = line
  const has = new Set(products.map(({ quantity }) => quantity))
  const unknown: WholeQuantity[] = []
  const isUnsplit = has.has('co2e-unsplit')
  if (isUnsplit || !(has.has('co2') || has.has('biogenic-co2'))) unknown.push('co2')
  // Hydrogen has no carbon, and a fuel cell burns nothing.
  const hasOtherGases = carrier !== 'hydrogen'
  for (const gas of ['ch4', 'n2o'] as const)
    if (isUnsplit || (hasOtherGases && !has.has(gas))) unknown.push(gas)
  if (lacksSupply(line, isLifeCycle)) unknown.push('well-to-tank')
  if (!has.has('energy')) unknown.push('energy')
  if (mode === undefined) return unknown
  const { payload } = MODE_PROPERTIES[mode]
  if (payload === 'none') return unknown
  const carried = payload === 'passengers' ? 'passenger-distance' : 'tonne-distance'
  for (const quantity of ['vehicle-distance', carried] as const)
    if (!given.hasDistance(line, quantity)) unknown.push(quantity)
  return unknown
}

/** A blend is whole with the supply of both its fuels; a life-cycle intensity holds the supply already. */
function lacksSupply({ method, carrier, products }: EstimateLine, isLifeCycle: boolean): boolean {
  let [supplied, fuels] = [0, 0]
  for (const { quantity } of products) {
    if (quantity === 'well-to-tank') supplied += 1
    else if (quantity === 'co2' || quantity === 'biogenic-co2') fuels += 1
  }
  if (carrier !== 'electricity' || method === 'direct-factor') return supplied < Math.max(1, fuels)
  return supplied === 0 && !isLifeCycle
}
