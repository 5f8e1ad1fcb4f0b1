import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { vehicleKeyOf } from './intensity.ts'
import type { EstimateLine, LineQuantity } from './line.ts'

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

/** Names on each line what no source gives of it, so that no sum takes it for 0. */
export function nameUnknown(
  context: Pick<EstimateContext, 'notices'>,
  lines: readonly EstimateLine[],
): readonly EstimateLine[] {
  const isLifeCycle = context.notices.some(({ code }) => code === 'electricity-life-cycle')
  const travelled = new Set(
    lines.flatMap((line) =>
      line.products.flatMap(({ quantity }) =>
        quantity.endsWith('distance') ? [`${quantity} ${vehicleKeyOf(line)}`] : [],
      ),
    ),
  )
  return lines.map((line) => {
    const unknown = unknownOf(line, isLifeCycle, travelled)
    return unknown.length === 0 ? line : { ...line, unknown }
  })
}

function unknownOf(
  line: EstimateLine,
  isLifeCycle: boolean,
  travelled: ReadonlySet<string>,
): readonly WholeQuantity[] {
  const { method, carrier, mode, products } = line
  if (method === 'human-powered') return []
  const count = (wanted: LineQuantity): number =>
    products.reduce((found, { quantity }) => found + (quantity === wanted ? 1 : 0), 0)
  const unknown: WholeQuantity[] = []
  const isUnsplit = count('co2e-unsplit') > 0
  const isBiogenic = count('biogenic-co2') > 0
  if (isUnsplit || (count('co2') === 0 && !isBiogenic)) unknown.push('co2')
  // Hydrogen has no carbon, and a fuel cell burns nothing.
  const hasOtherGases = carrier !== 'hydrogen'
  for (const gas of ['ch4', 'n2o'] as const)
    if (isUnsplit || (hasOtherGases && count(gas) === 0)) unknown.push(gas)
  if (lacksSupply(line, isLifeCycle, count)) unknown.push('well-to-tank')
  if (count('energy') === 0) unknown.push('energy')
  if (mode === undefined) return unknown
  const { payload } = MODE_PROPERTIES[mode]
  const lacksDistance = (quantity: WholeQuantity): boolean =>
    !travelled.has(`${quantity} ${vehicleKeyOf(line)}`)
  if (payload !== 'none' && lacksDistance('vehicle-distance')) unknown.push('vehicle-distance')
  if (payload === 'passengers' && lacksDistance('passenger-distance')) unknown.push('passenger-distance')
  if (payload === 'freight' && lacksDistance('tonne-distance')) unknown.push('tonne-distance')
  return unknown
}

/** A blend is whole with the supply of both its fuels; a life-cycle intensity holds the supply already. */
function lacksSupply(
  { method, carrier }: EstimateLine,
  isLifeCycle: boolean,
  count: (quantity: LineQuantity) => number,
): boolean {
  const given = count('well-to-tank')
  if (carrier !== 'electricity' || method === 'direct-factor')
    return given < Math.max(1, count('co2') + count('biogenic-co2'))
  return given === 0 && !isLifeCycle
}
