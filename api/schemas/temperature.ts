import { z } from 'zod'

/** `10 °C`, `-4.5 degC`, `−2C`: degrees Celsius only; those of Fahrenheit are refused with the form that is wanted. */
const CELSIUS = /^([-−+]?\d+(?:\.\d+)?)\s*(?:°\s?C|degC|C)$/

/** A temperature as read, in degrees Celsius. */
export interface Temperature {
  readonly value: number
  readonly unit: '°C'
  readonly text?: string
}

/** A temperature in a request: a number of degrees Celsius, or a text such as `10 °C`. */
export function temperature(what: string, example: string) {
  const error = `Expected a number of degrees Celsius, or a text such as "${example}".`
  return z
    .union([z.number({ error }), z.string({ error }).trim().max(20, { error }).regex(CELSIUS, { error })], {
      error,
    })
    .transform((input): Temperature => {
      if (typeof input === 'number') return { value: input, unit: '°C' }
      const [, digits = ''] = CELSIUS.exec(input) ?? []
      return { value: Number(digits.replace('−', '-')), unit: '°C', text: input }
    })
    .meta({ description: `${what} A number is in °C; a text carries its unit.`, examples: [example] })
}
