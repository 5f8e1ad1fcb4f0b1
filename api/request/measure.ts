import {
  type CanonicalUnit,
  type FieldUnit,
  QuantityRefused,
  readQuantity,
  type StatedUncertainty,
  toCanonical,
  unitOfText,
} from '../../src/index.ts'
import type { StatedObject } from './stated-object.ts'
import { quantityInUnits, unitInUnits } from './unit-in-words.ts'

/** A quantity as read: the canonical number and its unit, with what was stated besides. */
export interface Quantity<Unit extends string = CanonicalUnit> {
  readonly value: number
  readonly unit: Unit
  /** Where a text was typed. */
  readonly text?: string
  /** In the canonical unit. */
  readonly uncertainty?: StatedUncertainty
  /** The object, where it says more than a text could. */
  readonly stated?: StatedObject
}

/** How the numbers and texts of a quantity are read. Everything throws {@link QuantityRefused}. */
export interface Measure<Unit extends string = string> {
  /** The unit of a number that stands alone. */
  readonly documented: Unit
  /** A number or text as it stands alone; in the one unit, where it is named. */
  read(input: number | string, canonical?: Unit): { value: number; unit: Unit; text?: string }
  /** A number in a unit of the quantity as one in the canonical unit: the one named, else the one it measures. */
  convert(value: number, unit: string, canonical?: Unit): number
  /** What stands after the number of a text. */
  unitOf(text: string): string
}

type Units<Unit> = readonly [Unit, ...Unit[]]

const isOfCatalogue = (units: Units<FieldUnit>): units is Units<CanonicalUnit> => !units.includes('°C')

export const measureOf = (units: Units<FieldUnit>): Measure =>
  isOfCatalogue(units) ? quantityMeasure(units) : CELSIUS_MEASURE

/** What to say of what is no quantity of these units. */
export const expectedOf = (units: Units<FieldUnit>, example: string): string =>
  isOfCatalogue(units)
    ? `Expected a number in ${units[0]}, a text with a unit such as "${example}", or an object with value, unit and uncertainty.`
    : CELSIUS_EXPECTED

/** Quantities of the catalogue of units. */
export const quantityMeasure = <Unit extends CanonicalUnit>(accepted: Units<Unit>): Measure<Unit> => ({
  documented: accepted[0],
  read: (input, canonical) => {
    const units: Units<Unit> = canonical === undefined ? accepted : [canonical]
    return orInWords(
      () => readQuantity(input, units),
      () => {
        const text = typeof input === 'string' ? quantityInUnits(input) : undefined
        return text === undefined ? undefined : () => readQuantity(text, units)
      },
    )
  },
  convert: (value, unit, canonical) => {
    const units: Units<Unit> = canonical === undefined ? accepted : [canonical]
    return orInWords(
      () => toCanonical(value, unit, units, true).value,
      () => {
        const known = unitInUnits(unit)
        return known && (() => toCanonical(value * 10 ** known.power, known.text, units, true).value)
      },
    )
  },
  unitOf: unitOfText,
})

const NO_UNIT: ReadonlySet<string> = new Set(['unit-unknown', 'quantity-malformed'])

/** Reads a unit as requests write it and, if it is none, by its names in other languages. */
function orInWords<Read>(read: () => Read, inWords: () => (() => Read) | undefined): Read {
  try {
    return read()
  } catch (error) {
    const again = error instanceof QuantityRefused && NO_UNIT.has(error.code) ? inWords() : undefined
    if (!again) throw error
    return again()
  }
}

/** `10 °C`, `-4.5 degC`, `−2C`, `50 °F`. */
const DEGREES = /^\s*([-−+]?\d+(?:[.,]\d{1,2})?)\s*(?:°\s?|deg)?([CF])\s*$/
const CELSIUS_UNIT = /^\s*(?:°\s?C|degC|C)\s*$/

const CELSIUS_EXPECTED = 'Expected a number of degrees Celsius, or a text such as "10 °C" or "50 °F".'

const CELSIUS_MEASURE: Measure<'°C'> = {
  documented: '°C',
  read: (input) =>
    typeof input === 'number'
      ? { value: input, unit: '°C' }
      : { value: degreesOf(input), unit: '°C', text: input },
  convert: (value, unit) => {
    if (!CELSIUS_UNIT.test(unit)) throw notCelsius(['°C'])
    return value
  },
  unitOf: (text) => text.replace(/^\s*[-−+]?[\d.]*\s*/, '').trim(),
}

function degreesOf(text: string): number {
  const [, digits, scale] = text.length <= 20 ? (DEGREES.exec(text) ?? []) : []
  if (digits === undefined) throw notCelsius()
  const degrees = Number(digits.replace('−', '-').replace(',', '.'))
  return scale === 'F' ? (degrees - 32) / 1.8 : degrees
}

const notCelsius = (candidates: readonly string[] = []): QuantityRefused =>
  new QuantityRefused('quantity-malformed', CELSIUS_EXPECTED, candidates)
