import type { Unit } from 'mathjs'
import { nearestUnits } from './candidate.ts'
import type { CanonicalUnit } from './catalogue.ts'
import { measure, ratio, sameDimension } from './dimensions.ts'
import { QuantityRefused } from './refusal.ts'
import { CARRIERS, type Carrier } from './term.ts'
import { parseUnitText, type UnitPart, type UnitText } from './unit-text.ts'

/** Converts a value in a stated unit to a value in `unit`. */
export interface Conversion<U extends CanonicalUnit> {
  readonly unit: U
  /** `times`: value × factor; `over`: value ÷ factor; `reciprocal`: factor ÷ value. */
  readonly operation: 'times' | 'over' | 'reciprocal'
  readonly factor: number
}

/** Intensities that are also published as the inverse: distance per unit of energy or fuel. */
const ALSO_INVERTED: ReadonlySet<CanonicalUnit> = new Set(['MJ/vkm', 'L/vkm', 'kg/vkm', 'MJ/pkm', 'MJ/tkm'])

const GAS_NAME = /CO2|CH4|N2O/u
const GAS_TERM = /\bgas(?:CO2e?|CH4|N2O)\b/u

/** The unit of a distance, by what moves. */
const CARRIED = {
  vehicle: { km: 'vkm', mile: 'vmi' },
  passenger: { km: 'pkm', mile: 'pmi' },
  cargo: { km: 'tkm', mile: 'tonne-mile' },
} as const

const MAX_CONVERSIONS = 2000
const conversions = new Map<string, Conversion<CanonicalUnit>>()
const canonicalUnits = new Map<CanonicalUnit, { unit: Unit; expression: string }>()

/**
 * The conversion of a unit to the first of `accepted` that fits. It is cached, so that mathjs parses each spelling
 * once.
 *
 * @param isOfField whether a field of that name is read: it says what moves, so that plain kilometres will do
 * @throws {QuantityRefused} `unit-unknown`, `unit-ambiguous`, `unit-mismatch`, or `quantity-malformed` if the text is
 *   no unit at all
 */
export function findConversion<U extends CanonicalUnit>(
  text: string,
  accepted: readonly [U, ...U[]],
  isOfField = false,
): Conversion<U> {
  // No canonical unit contains a line break, so a text that contains `|` cannot look like a longer list.
  const list = accepted.length === 1 ? accepted[0] : accepted.join('|')
  const key = `${isOfField ? 'field ' : ''}${list}\n${text}`
  const known = conversions.get(key)
  // The key names the accepted units, so the cached unit is one of them.
  if (known) return known as Conversion<U>
  const conversion = resolve(text, accepted, isOfField)
  if (conversions.size >= MAX_CONVERSIONS) {
    for (const oldest of conversions.keys()) {
      conversions.delete(oldest)
      break
    }
  }
  conversions.set(key, conversion)
  return conversion
}

function resolve<U extends CanonicalUnit>(
  text: string,
  accepted: readonly [U, ...U[]],
  isOfField: boolean,
): Conversion<U> {
  const parsed = parseUnitText(text)
  if (!parsed) {
    throw new QuantityRefused(
      'unit-unknown',
      `'${text}' is not a known unit`,
      nearestUnits(text, accepted, isOfField),
    )
  }
  const literal = match(parsed, accepted)
  if (literal) return literal
  const told = isOfField ? toldByField(parsed, accepted) : undefined
  if (told) return told
  const readings = CARRIERS.flatMap((carrier) => {
    const conversion = hasBareLength(parsed) ? match(parsed, accepted, carrier) : undefined
    return conversion ? [{ carrier, conversion }] : []
  })
  const [only, another] = readings
  const isTotal = parsed.denominators.length === 0
  if (another && !isTotal) {
    throw new QuantityRefused(
      'unit-ambiguous',
      `'${text}' does not say what moves: vehicles, passengers or tonnes`,
      readings.map(({ carrier }) => withCarrier(parsed, carrier)),
    )
  }
  // "Per kilometre" means per vehicle kilometre, but a total in plain kilometres may be the distance of anything.
  if (only?.carrier === 'vehicle' && !isTotal) return only.conversion
  const choices = readings.flatMap(({ carrier }) =>
    isTotal ? Object.values(CARRIED[carrier]) : [withCarrier(parsed, carrier)],
  )
  throw choices.length > 0 ? unsaidCarrier(text, choices) : mismatch(text, parsed, accepted)
}

/** Who moves in a field of this unit. Tonnes are not told: a kilometre of freight lacks its mass. */
const MOVER: Partial<Readonly<Record<CanonicalUnit, Carrier>>> = { vkm: 'vehicle', pkm: 'passenger' }
const CARRIED_LENGTH = /^(\w+) (?:vehicle|passenger)$/u

/** The conversion of a unit of which the name of the field says the rest: who moves, or that one trip is meant. */
function toldByField<U extends CanonicalUnit>(
  parsed: UnitText,
  accepted: readonly [U, ...U[]],
): Conversion<U> | undefined {
  const { numerator, denominators } = parsed
  const [only, ...more] = denominators
  const mover = accepted.length === 1 ? MOVER[accepted[0]] : undefined
  if (mover && !only && hasBareLength(parsed)) return match(parsed, accepted, mover)
  if (!accepted.some((unit) => unit === 'km') || more.length > 0) return undefined
  if (only && only.term.expression !== 'trip') return undefined
  const [, length] = CARRIED_LENGTH.exec(numerator.term.expression) ?? []
  if (length === undefined && !only) return undefined
  const term = length === undefined ? numerator.term : ({ expression: length, role: 'length' } as const)
  return match({ ...parsed, numerator: { ...numerator, term }, denominators: [] }, accepted)
}

/** The conversion to the first accepted unit with the same dimensions, as it is or inverted. */
function match<U extends CanonicalUnit>(
  { scale, numerator, denominators }: UnitText,
  accepted: readonly U[],
  carrier?: Carrier,
): Conversion<U> | undefined {
  const above = expressionOf(numerator, carrier)
  const below = denominators.map((part) => expressionOf(part, carrier))
  const multiple = denominators.reduce((product, { count }) => product / count, scale)
  const upright = measure([above, ...below].join(' / '))
  for (const unit of accepted) {
    const canonical = canonicalUnit(unit)
    if (sameDimension(upright, canonical.unit)) {
      return upwards(unit, rounded(ratio(upright, canonical.expression) * multiple))
    }
  }
  const [first, ...others] = below
  if (first === undefined || others.length > 0) return undefined
  const inverted = measure(`${first} / ${above}`)
  for (const unit of accepted) {
    const canonical = canonicalUnit(unit)
    if (ALSO_INVERTED.has(unit) && sameDimension(inverted, canonical.unit)) {
      const factor = rounded(ratio(inverted, canonical.expression) / multiple)
      return { unit, operation: 'reciprocal', factor }
    }
  }
  return undefined
}

/** Divides if the factor is one over a whole number: 6.5 / 100 is exact to the last digit, 6.5 × 0.01 may not be. */
function upwards<U extends CanonicalUnit>(unit: U, factor: number): Conversion<U> {
  const divisor = rounded(1 / factor)
  return factor < 1 && Number.isInteger(divisor)
    ? { unit, operation: 'over', factor: divisor }
    : { unit, operation: 'times', factor }
}

function rounded(factor: number): number {
  return Number(factor.toPrecision(15))
}

function expressionOf({ term }: UnitPart, carrier?: Carrier): string {
  if (term.role !== 'length' || !carrier) return `(${term.expression})`
  return carrier === 'cargo' ? `(${term.expression} tonne cargo)` : `(${term.expression} ${carrier})`
}

function hasBareLength({ numerator, denominators }: UnitText): boolean {
  return [numerator, ...denominators].filter(({ term }) => term.role === 'length').length === 1
}

function canonicalUnit(canonical: CanonicalUnit): { unit: Unit; expression: string } {
  const known = canonicalUnits.get(canonical)
  if (known) return known
  const parsed = parseUnitText(canonical)
  if (!parsed) throw new Error(`The canonical unit ${canonical} is missing from the terms`)
  const expression = [parsed.numerator, ...parsed.denominators].map((part) => expressionOf(part)).join(' / ')
  const made = { unit: measure(expression), expression }
  canonicalUnits.set(canonical, made)
  return made
}

function withCarrier({ numerator, denominators }: UnitText, carrier: Carrier): string {
  return [numerator, ...denominators]
    .map(({ count, phrase, term }) => {
      const name =
        term.role === 'length' ? CARRIED[carrier][term.expression === 'mile' ? 'mile' : 'km'] : phrase
      return count === 1 ? name : `${count} ${name}`
    })
    .join('/')
}

function unsaidCarrier(text: string, choices: readonly string[]): QuantityRefused {
  const detail = `'${text}' does not say what moves; write ${choices.join(' or ')} instead`
  return new QuantityRefused('unit-mismatch', detail, choices)
}

function mismatch(
  text: string,
  { numerator }: UnitText,
  accepted: readonly CanonicalUnit[],
): QuantityRefused {
  const isOfGas = GAS_TERM.test(numerator.term.expression) && accepted.includes('L/vkm')
  const lacksGas = numerator.term.role === 'mass' && accepted.every((unit) => GAS_NAME.test(unit))
  const detail = `'${text}' cannot be converted to ${accepted.join(' or ')}${lacksGas ? '; name the gas, such as g CO2' : isOfGas ? '; an energy intensity is energy or fuel: state emissions per distance in factors, of kind direct-factor' : ''}`
  return new QuantityRefused('unit-mismatch', detail, accepted)
}
