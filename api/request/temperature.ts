import { QuantityRefused } from '../../src/index.ts'
import type { Measure } from './measure.ts'
import { measured } from './quantity.ts'

/** `10 °C`, `-4.5 degC`, `−2C`: degrees Celsius only; those of Fahrenheit are refused with the form that is wanted. */
const CELSIUS = /^\s*([-−+]?\d+(?:\.\d+)?)\s*(°\s?C|degC|C)\s*$/
const UNIT = /^\s*(?:°\s?C|degC|C)\s*$/

/** A temperature in a request: a number of degrees Celsius, a text such as `10 °C`, or an object with its uncertainty. */
export function temperature(what: string, example: string) {
  const error = `Expected a number of degrees Celsius, or a text such as "${example}".`
  const refused = (candidates: readonly string[] = []): QuantityRefused =>
    new QuantityRefused('quantity-malformed', error, candidates)
  const degreesOf = (text: string): number => {
    const [, digits] = text.length <= 20 ? (CELSIUS.exec(text) ?? []) : []
    if (digits === undefined) throw refused()
    return Number(digits.replace('−', '-'))
  }
  const measure: Measure<'°C'> = {
    support: 'temperature',
    documented: '°C',
    read: (input) =>
      typeof input === 'number'
        ? { value: input, unit: '°C' }
        : { value: degreesOf(input), unit: '°C', text: input },
    requireUnit: (unit) => {
      if (!UNIT.test(unit)) throw refused(['°C'])
    },
    unitOf: (text) => text.replace(/^\s*[-−+]?[\d.]*\s*/, '').trim(),
    convert: (value) => value,
    convertText: degreesOf,
  }
  return measured(measure, error).meta({
    description: `${what} A number is in °C; a text carries its unit.`,
    examples: [example],
  })
}
