import { type EstimateLine, lineProduct } from '../estimate/line.ts'
import type { Term } from '../estimate/parameter.ts'
import type { Notice } from '../issues/issue.ts'
import type { TermRole } from '../kernel/product.ts'
import { type EnergyCarrier, type Mode, POWERTRAIN_PROPERTIES, type Powertrain } from '../vocabulary.ts'
import type { Units } from './units.ts'

/** The vehicles that burn a carrier and nothing else. */
const SOLE_POWERTRAINS: Readonly<Partial<Record<EnergyCarrier, Powertrain>>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  lpg: 'lpg',
  cng: 'cng',
  lng: 'lng',
  hydrogen: 'fuel-cell',
  electricity: 'electric',
}

/** How a term enters a divisor. */
const TURNED: Readonly<Partial<Record<TermRole, TermRole>>> = {
  times: 'divided-by',
  'divided-by': 'times',
  'times-complement': 'divided-by-complement',
  'divided-by-complement': 'times-complement',
}

const hasDistance = ({ products }: EstimateLine): boolean =>
  products.some(({ quantity }) => quantity === 'vehicle-distance')

/** The vehicles whose energy per distance turns the energy of a line into distance; undefined: it has a distance, or none is told. */
export function vehiclesOf(line: EstimateLine): Powertrain | undefined {
  const { method, carrier, powertrain } = line
  if (method !== 'fuel' || carrier === undefined || hasDistance(line)) return undefined
  const told = powertrain ?? SOLE_POWERTRAINS[carrier]
  return told !== undefined && (POWERTRAIN_PROPERTIES[told].fuel ?? 'electricity') === carrier
    ? told
    : undefined
}

/** Whether the vehicles of a line are told, or follow from its energy. */
export const hasVehicles = (line: EstimateLine): boolean =>
  hasDistance(line) || vehiclesOf(line) !== undefined

/**
 * Lines of modes that only energy is stated of, with the distance that their vehicles drive on it: energy ÷ energy per
 * vehicle-kilometre of the base year. A fleet has shares of distance, not of energy.
 *
 * @param modes whose distance is needed
 */
export function withDistances(
  lines: readonly EstimateLine[],
  modes: ReadonlySet<string>,
  units: Units,
): { readonly lines: readonly EstimateLine[]; readonly notices: readonly Notice[] } {
  const inferred = new Set<string>()
  const made = lines.map((line): EstimateLine => {
    const powertrain = vehiclesOf(line)
    if (powertrain === undefined || line.mode === undefined || !modes.has(line.mode)) return line
    const energy = line.products.find(({ quantity }) => quantity === 'energy')
    const perVkm = units
      .linesOf({ mode: line.mode, powertrain, per: 'vkm' })
      .flatMap(({ products }) => products)
      .find(({ quantity }) => quantity === 'energy')
    const divisor = perVkm && turned(perVkm.terms)
    if (!energy || !divisor) return line
    inferred.add(line.mode)
    const distance = lineProduct('vehicle-distance', [...energy.terms, ...divisor])
    return { ...line, powertrain, products: [distance, ...line.products] }
  })
  return {
    lines: made,
    notices: [...inferred].map((mode) => ({
      code: 'distance-from-energy',
      pointer: '/base',
      detail: `Only the energy of ${mode as Mode} is stated; its distance is that energy over what such vehicles use for a kilometre. State vehicleDistance if you know it.`,
    })),
  }
}

/** The terms of 1 over a product; undefined if one of them has no inverse. */
function turned(terms: readonly Term[]): readonly Term[] | undefined {
  const inverse = terms.flatMap(({ parameter, role }): readonly Term[] => {
    const to = TURNED[role]
    return to === undefined ? [] : [{ parameter, role: to }]
  })
  return inverse.length === terms.length ? inverse : undefined
}
