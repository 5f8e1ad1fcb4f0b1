import { type CanonicalUnit, readQuantity, type Support, toCanonical, unitOfText } from '../../src/index.ts'

/** How the numbers and texts of one kind of quantity are read. Everything throws {@link QuantityRefused}. */
export interface Measure<Unit extends string> {
  readonly support: Support
  /** The unit of a number that stands alone. */
  readonly documented: string
  /** A value as it stands alone. */
  read(input: number | string): { value: number; unit: Unit; text?: string }
  /** @throws {QuantityRefused} for a text that is no unit of the quantity */
  requireUnit(unit: string): void
  /** What stands after the number of a text. */
  unitOf(text: string): string
  /** A number in a unit of the quantity as one in the canonical unit. */
  convert(value: number, unit: string, canonical: Unit): number
  /** A text, whose number is not negative, as a number in the canonical unit. */
  convertText(text: string, canonical: Unit): number
}

/** Quantities of the catalogue of units. */
export function quantityMeasure<Unit extends CanonicalUnit>(
  accepted: readonly [Unit, ...Unit[]],
): Measure<Unit> {
  const [documented] = accepted
  return {
    support: documented === 'share' ? 'share' : 'amount',
    documented,
    read: (input) => readQuantity(input, accepted),
    requireUnit: (unit) => void toCanonical(1, unit, accepted),
    unitOf: unitOfText,
    convert: (value, unit, canonical) => toCanonical(value, unit, [canonical]).value,
    convertText: (text, canonical) => readQuantity(text, [canonical]).value,
  }
}
