import { QuantityRefused } from './refusal.ts'
import { hasScaleWord } from './unit-text.ts'
import { readWrittenNumber, scaleOf } from './written-number.ts'

// Groups of three digits are read only if the separator cannot be a decimal comma: two or more comma groups, or spaces
// (plain, no-break, thin, narrow no-break) or underscores. The separator must be the same throughout.
const NUMBER_THEN_UNIT =
  /^\s*([+-]?(?:\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:(?: \d{3})+|(?:_\d{3})+|(?:\u00a0\d{3})+|(?:\u2009\d{3})+|(?:\u202f\d{3})+)(?:\.\d+)?|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?))([^\d.,_'’].*)?$/su
const PLAIN_NUMBER_THEN_UNIT = /^(\d+(?:\.\d+)?) ?([A-Za-z%].*)$/u
const SEPARATORS = /[,_ \u00a0\u2009\u202f]/gu

interface NumberAndUnit {
  readonly value: number
  /** As written; empty if the text ends after the number. */
  readonly unit: string
  /** Whether the value counts in a number word that stood behind the number. */
  readonly isScaled?: true
}

/**
 * Splits a text into the number at its beginning and the rest. A point with three digits behind it is a decimal point, as
 * in JSON; other ways of writing are read where they can mean one thing only.
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
  if (!match?.[1]) return otherwiseWritten(text)
  return finite(Number(match[1].replace(SEPARATORS, '')), match[2]?.trim() ?? '', text)
}

/** `9,2 km`, `1.234,5 km`, `3.727.391 km`, `41’237 km`: as people write where decimals have a comma. */
function otherwiseWritten(text: string): NumberAndUnit {
  const read = /^\s*[-+]?\d/u.test(text) ? readWrittenNumber(text) : undefined
  if (read?.kind !== 'number' || /^[.,]/u.test(read.rest))
    throw new QuantityRefused('quantity-malformed', whyNoNumber(text))
  const isScaled = read.rest === '' && !/\d\s*$/u.test(text)
  return { value: read.value, unit: read.rest, ...(isScaled ? { isScaled } : {}) }
}

function finite(value: number, unit: string, text: string): NumberAndUnit {
  if (!Number.isFinite(value)) {
    throw new QuantityRefused('quantity-malformed', `the number in '${text}' is too large`)
  }
  return withNumberWord(value, unit)
}

/** `61 Millionen`, `6.1万`, `12 crore km`: number words that no unit begins with count in the value. */
function withNumberWord(value: number, unit: string): NumberAndUnit {
  const { power, rest } = scaleOf(unit)
  if (power === 0 || hasScaleWord(unit)) return { value, unit }
  const text = String(value)
  const scaled = text.includes('e') ? value * 10 ** power : Number(`${text}e${power}`)
  return { value: scaled, unit: rest, isScaled: true }
}

function whyNoNumber(text: string): string {
  const [, before, after] = /^\s*[+-]?(\d{1,3}),(\d{3})(?:\D|$)/u.exec(text) ?? []
  if (before !== undefined)
    return `'${text}': the comma may separate thousands or decimals; write ${before}${after} or ${before}.${after}`
  if (/^\s*[+-]?\d+[.,]\d+[.,]\d/u.test(text))
    return `'${text}': marks between thousands must part groups of three; write 3727391.5`
  if (/^\s*\u2212/u.test(text)) return `'${text}': write the minus sign as a hyphen (-)`
  return `'${text}' must begin with one number, such as '9.2 km'`
}
