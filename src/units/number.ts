import { QuantityRefused } from './refusal.ts'

// Groups of three digits are read only if the separator cannot be a decimal comma: two or more comma groups, or spaces
// (plain, no-break, thin, narrow no-break) or underscores. The separator must be the same throughout.
const NUMBER_THEN_UNIT =
  /^\s*([+-]?(?:\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}([ _\u00a0\u2009\u202f])\d{3}(?:\2\d{3})*(?:\.\d+)?|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?))(?![\d.,_])\s*(.*?)\s*$/su
const PLAIN_NUMBER_THEN_UNIT = /^(\d+(?:\.\d+)?) ?([A-Za-z%].*)$/u
const SEPARATORS = /[,_ \u00a0\u2009\u202f]/gu

interface NumberAndUnit {
  readonly value: number
  /** As written; empty if the text ends after the number. */
  readonly unit: string
}

/**
 * Splits a text into the number at its beginning and the rest.
 *
 * @throws {QuantityRefused} `quantity-malformed` if the text does not begin with one finite number
 */
export function splitNumber(text: string): NumberAndUnit {
  const plain = PLAIN_NUMBER_THEN_UNIT.exec(text)
  // The full pattern reads 1e5 km; here "e5 km" would count as a unit.
  if (plain?.[1] && plain[2] && !/^[eE][+-]?\d/u.test(plain[2])) {
    return finite(Number(plain[1]), plain[2], text)
  }
  const match = NUMBER_THEN_UNIT.exec(text)
  if (!match?.[1]) throw new QuantityRefused('quantity-malformed', whyNoNumber(text))
  return finite(Number(match[1].replace(SEPARATORS, '')), match[3] ?? '', text)
}

function finite(value: number, unit: string, text: string): NumberAndUnit {
  if (!Number.isFinite(value)) {
    throw new QuantityRefused('quantity-malformed', `the number in '${text}' is too large`)
  }
  return { value, unit }
}

function whyNoNumber(text: string): string {
  if (/^\s*[+-]?\d{1,3},\d{3}(?!\d)/u.test(text)) {
    return `'${text}': the comma may separate thousands or decimals; write 3727 or 3.727`
  }
  if (/^\s*[+-]?\d+,\d/u.test(text))
    return `'${text}': write decimals with a point and thousands without commas, such as 3727.5`
  if (/^\s*[+-]?\d+\.\d+\.\d/u.test(text)) return `'${text}': write thousands without points, such as 3727`
  if (/^\s*\u2212/u.test(text)) return `'${text}': write the minus sign as a hyphen (-)`
  return `'${text}' must begin with one number, such as '9.2 km'`
}
