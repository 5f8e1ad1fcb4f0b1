import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { knowsGasSplit, knowsOtherGases } from './grid-split.ts'
import { isOfSameVehicle } from './intensity.ts'
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
  return lines.map((line, index) => {
    const unknown: UnknownQuantity[] =
      line.method === 'human-powered' ? [...(line.unknown ?? [])] : [...unknownOf(lines, index, isLifeCycle)]
    if (namesCo2e && lacksGas(line, unknown)) unknown.push('co2e')
    return unknown.length === 0 ? line : { ...line, unknown }
  })
}

/** Whether a line's CO2e leaves out a gas; a source that gives CO2e alone leaves out none. */
const lacksGas = ({ products }: EstimateLine, unknown: readonly UnknownQuantity[]): boolean =>
  unknown.some((quantity) => quantity === 'co2' || quantity === 'ch4' || quantity === 'n2o') &&
  !products.some(({ quantity }) => quantity === 'co2e-unsplit')

const has = ({ products }: EstimateLine, quantity: LineQuantity): boolean =>
  products.some((one) => one.quantity === quantity)

/**
 * What a line lacks may stand on another line of the same vehicle: a plug-in hybrid has two. The lines of one row follow each
 * other.
 */
function hasDistance(lines: readonly EstimateLine[], index: number, quantity: LineQuantity): boolean {
  const line = lines[index] as EstimateLine
  if (has(line, quantity)) return true
  for (const step of [-1, 1])
    for (let at = index + step; lines[at]?.pointer === line.pointer; at += step) {
      const other = lines[at] as EstimateLine
      if (isOfSameVehicle(other, line) && has(other, quantity)) return true
    }
  return false
}

function unknownOf(
  lines: readonly EstimateLine[],
  index: number,
  isLifeCycle: boolean,
): readonly WholeQuantity[] {
  const line = lines[index] as EstimateLine
  const { carrier, mode } = line
  const unknown: WholeQuantity[] = []
  const isUnsplit = has(line, 'co2e-unsplit')
  if (isUnsplit || !(has(line, 'co2') || has(line, 'biogenic-co2'))) unknown.push('co2')
  // Hydrogen has no carbon, and a fuel cell burns nothing.
  const hasOtherGases = carrier !== 'hydrogen'
  for (const gas of ['ch4', 'n2o'] as const)
    if (isUnsplit || (hasOtherGases && !has(line, gas))) unknown.push(gas)
  if (lacksSupply(line, isLifeCycle)) unknown.push('well-to-tank')
  if (!has(line, 'energy')) unknown.push('energy')
  if (mode === undefined) return unknown
  const { payload } = MODE_PROPERTIES[mode]
  if (payload === 'none') return unknown
  const carried = payload === 'passengers' ? 'passenger-distance' : 'tonne-distance'
  for (const quantity of ['vehicle-distance', carried] as const)
    if (!hasDistance(lines, index, quantity)) unknown.push(quantity)
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
