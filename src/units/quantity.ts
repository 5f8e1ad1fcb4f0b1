import type { CanonicalUnit } from './catalogue.ts'
import { type Conversion, findConversion } from './conversion.ts'
import { splitNumber } from './number.ts'
import { MAX_TEXT_LENGTH, QuantityRefused } from './refusal.ts'
import { hasScaleWord, isScaleWord } from './unit-text.ts'

export { type CanonicalUnit, UNIT_CATALOGUE } from './catalogue.ts'
export { QuantityRefused } from './refusal.ts'
export { namesBasis } from './term.ts'
export { distanceOfBareMass } from './unit-text.ts'

/**
 * Converts a published value to the first of `accepted` that fits its unit. Negative values are allowed: a published
 * figure may be a credit.
 *
 * @param unit as published, such as `kg CO2/vehicle-mile`, `TJ/Gg`, `mpg (US)`
 * @param accepted canonical units, the first that fits wins
 * @param isOfField whether a caller's field is read, whose name says what a plain kilometre is of
 * @throws {QuantityRefused} if the unit is unknown, ambiguous or measures something else, if the value is not
 *   finite, or is 0 in a unit that converts reciprocally
 */
export function toCanonical<U extends CanonicalUnit>(
  value: number,
  unit: string,
  accepted: readonly [U, ...U[]],
  isOfField = false,
): { value: number; unit: U } {
  requireFinite(value)
  if (typeof unit !== 'string') throw new QuantityRefused('unit-unknown', 'the unit must be a text')
  requireShort(unit)
  const conversion = findConversion(unit.trim(), accepted, isOfField)
  return { value: convert(value, conversion), unit: conversion.unit }
}

/**
 * Reads what a caller typed, and converts it to the first of `accepted` that fits.
 *
 * @param input a number in `accepted[0]`, or a text with a number, an optional scale word and a unit: `120 million vkm`
 * @returns the canonical value, ≥ 0, and the text if the input was one
 * @throws {QuantityRefused} as {@link toCanonical}; `quantity-malformed` if the text is not a number with a unit;
 *   `quantity-out-of-range` if the value is negative
 */
export function readQuantity<U extends CanonicalUnit>(
  input: number | string,
  accepted: readonly [U, ...U[]],
): { value: number; unit: U; text?: string } {
  if (typeof input === 'number') {
    requireFinite(input)
    return { value: notNegative(input), unit: accepted[0] }
  }
  if (typeof input !== 'string')
    throw new QuantityRefused('quantity-malformed', 'the value must be a number or a text')
  requireShort(input)
  const stated = splitNumber(input)
  const isCounted = COUNTED.has(accepted[0])
  if (stated.unit === '' && !(isCounted && stated.isScaled)) {
    throw new QuantityRefused('quantity-malformed', `'${input}' needs a unit`, [
      `${input.trim()} ${accepted[0]}`,
    ])
  }
  const needsUnit = stated.unit === '' || (isCounted && isScaleWord(stated.unit))
  const unit = needsUnit ? `${stated.unit} ${accepted[0]}`.trim() : stated.unit
  if (isCounted && !stated.isScaled && !hasScaleWord(stated.unit) && POINT_OF_THOUSANDS.test(input))
    throw countOrFraction(input)
  const conversion = findConversion(unit, accepted, true)
  return { value: convert(notNegative(stated.value), conversion), unit: conversion.unit, text: input }
}

/** What is only ever counted needs no unit after a number word: 61 million. */
const COUNTED: ReadonlySet<CanonicalUnit> = new Set(['trips', 'persons', 'vehicles'])

const POINT_OF_THOUSANDS = /^\s*\+?[1-9]\d{0,2}\.\d{3}(?:[^\d.eE]|$)/u

/** Nobody makes a part of a trip: 41.237 trips are 41 237 in half of the world. */
function countOrFraction(text: string): QuantityRefused {
  const [digits = text] = text.trim().split(/[^\d.]/u)
  return new QuantityRefused(
    'quantity-malformed',
    `'${text}': the point may separate thousands or decimals; write ${digits.replace('.', '')} or ${digits} thousand`,
    [text.replace('.', ''), text.replace(digits, `${digits} thousand`)],
  )
}

/**
 * The unit of a text with a number and a unit, as written; empty if there is none.
 *
 * @throws {QuantityRefused} `quantity-malformed` if the text does not begin with one number
 */
export function unitOfText(text: string): string {
  requireShort(text)
  return splitNumber(text).unit
}

function convert(value: number, { operation, factor }: Conversion<CanonicalUnit>): number {
  if (operation === 'times') return inRange(value * factor)
  if (operation === 'over') return inRange(value / factor)
  if (value === 0) {
    throw new QuantityRefused(
      'quantity-out-of-range',
      'a distance of 0 per unit of energy or fuel gives no intensity',
    )
  }
  return inRange(factor / value)
}

function inRange(value: number): number {
  if (Number.isFinite(value)) return value
  throw new QuantityRefused('quantity-out-of-range', 'the quantity is too large')
}

function requireFinite(value: number): void {
  if (!Number.isFinite(value))
    throw new QuantityRefused('quantity-malformed', 'the value must be a finite number')
}

function notNegative(value: number): number {
  if (value < 0) throw new QuantityRefused('quantity-out-of-range', `${value} is negative`)
  // −0 becomes 0: it would print as "-0" in an answer.
  return value + 0
}

function requireShort(text: string): void {
  if (text.length > MAX_TEXT_LENGTH) {
    throw new QuantityRefused(
      'quantity-malformed',
      `the text must not be longer than ${MAX_TEXT_LENGTH} characters`,
    )
  }
}
