import { findReadings } from './ambiguity.ts'
import { QuantityRefused } from './refusal.ts'
import { findTerm, spelledOut, type Term } from './term.ts'

/** One factor of a unit: `100 km` in `L/100km`. */
export interface UnitPart {
  readonly count: number
  /** As written, with single spaces between words. */
  readonly phrase: string
  readonly term: Term
}

/** The parts of a unit text: scale × numerator ÷ denominators. */
export interface UnitText {
  readonly scale: number
  readonly numerator: UnitPart
  readonly denominators: readonly UnitPart[]
}

const SCALE_WORDS = new Map([
  ['thousand', 1e3],
  ['tsd.', 1e3],
  ['million', 1e6],
  ['mln', 1e6],
  ['mio', 1e6],
  ['mio.', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['bn', 1e9],
  ['mrd', 1e9],
  ['mrd.', 1e9],
])

/** Whether a text is a number word and nothing else. */
export const isScaleWord = (text: string): boolean => SCALE_WORDS.has(text.toLowerCase())

/** Whether a unit begins with a number word. */
export const hasScaleWord = (text: string): boolean => isScaleWord(text.split(' ')[0] ?? '')

const GASES = new Map([
  ['co2', 'gasCO2'],
  ['co2e', 'gasCO2e'],
  ['co2eq', 'gasCO2e'],
  ['co2 e', 'gasCO2e'],
  ['co2 eq', 'gasCO2e'],
  ['ch4', 'gasCH4'],
  ['n2o', 'gasN2O'],
])

const ALLOWED = /^[A-Za-z%](?:[A-Za-z0-9 /()%.-]*[A-Za-z0-9)%])?$/u
const MASS_THEN_GAS = /^(.+?) ?(?:of )?(co2(?: ?eq?)?|ch4|n2o)$/iu
const MASS_THEN_FUEL = /^(.+?) (?:of )?fuel$/iu
const COUNT_THEN_PHRASE = /^(100|1000) ?([A-Za-z].*)$/u
/** For example g CO2/passenger/km or trips/person/day. */
const MAX_PARTS = 3

/**
 * Parses a unit text by a closed grammar: [scale word] phrase [/ [100 | 1000] phrase]…
 *
 * @returns `undefined` if a phrase is unknown
 * @throws {QuantityRefused} `quantity-malformed` if the text is not a unit at all, `unit-ambiguous` if a phrase
 *   has several meanings
 */
export function parseUnitText(text: string): UnitText | undefined {
  const plain = toPlainText(text)
  if (!ALLOWED.test(plain) || plain.includes('--')) {
    throw new QuantityRefused('quantity-malformed', `'${text}' is not a unit`)
  }
  const { scale, scaleWord, rest } = splitScale(plain.replaceAll('-', ' ').replace(/ +/gu, ' '))
  if (rest === '')
    throw new QuantityRefused('quantity-malformed', `'${text}' needs a unit after the number word`)
  const phrases = spelledOut(rest)
    .replaceAll(/ per /giu, '/')
    .split('/')
    .map((part) => part.trim())
  if (phrases.length > MAX_PARTS) return undefined
  const parts = phrases.map((phrase, place) => toPart(phrase, place > 0))
  for (const [place, phrase] of phrases.entries()) {
    if (!parts[place])
      refuseSeveralMeanings(phrase, (reading) => scaleWord + phrases.with(place, reading).join('/'))
  }
  const [numerator, ...denominators] = parts
  if (!numerator || !denominators.every((part) => part !== undefined)) return undefined
  return { scale, numerator: asLoad(numerator, denominators), denominators }
}

/** Converts typographic spellings to ASCII: `t·km`, `CO₂`, `m³`, `gal(US)`. */
function toPlainText(text: string): string {
  return text
    .replaceAll('₂', '2')
    .replaceAll('₄', '4')
    .replaceAll(/³|\^3/gu, '3')
    .replaceAll(/²|\^2/gu, '2')
    .replaceAll(/[·⋅\u2010\u2011]/gu, '-')
    .replaceAll(/[ \u00a0\u2009\u202f]+/gu, ' ')
    .replaceAll(/ ?\(/gu, ' (')
    .trim()
}

function splitScale(text: string): { scale: number; scaleWord: string; rest: string } {
  const [first = '', ...rest] = text.split(' ')
  const scale = SCALE_WORDS.get(first.toLowerCase())
  if (scale === undefined) return { scale: 1, scaleWord: '', rest: text }
  return { scale, scaleWord: `${first} `, rest: rest.join(' ') }
}

function toPart(text: string, countable: boolean): UnitPart | undefined {
  const [, count = '1', phrase = text] = (countable && COUNT_THEN_PHRASE.exec(text)) || []
  const term = findTerm(phrase) ?? findGasMass(phrase) ?? findFuelMass(phrase)
  return term && { count: Number(count), phrase, term }
}

function refuseSeveralMeanings(phrase: string, inPlace: (reading: string) => string): void {
  const [, mass = phrase, gas = ''] = MASS_THEN_GAS.exec(phrase) ?? []
  const readings = findReadings(mass)
  if (!readings) return
  const candidates = readings.map((reading) => inPlace(`${reading} ${gas}`.trim()))
  throw new QuantityRefused('unit-ambiguous', `'${mass}' has more than one meaning`, candidates)
}

function findGasMass(phrase: string): Term | undefined {
  const [, mass = '', gas = ''] = MASS_THEN_GAS.exec(phrase) ?? []
  const term = findTerm(mass)
  const gasUnit = GASES.get(gas.toLowerCase())
  if (term?.role !== 'mass' || !gasUnit) return undefined
  return { expression: `${term.expression} ${gasUnit}`, role: 'other' }
}

/** `g of fuel`: a mass that says what it is of, unlike a bare one. */
function findFuelMass(phrase: string): Term | undefined {
  const [, mass = ''] = MASS_THEN_FUEL.exec(phrase) ?? []
  const term = findTerm(mass)
  return term?.role === 'mass' ? { expression: term.expression, role: 'other' } : undefined
}

/**
 * How many kilometres or miles a mass is of that does not say what it is: 120 g/km and 12 kg/100km may be of CO2 or of fuel.
 * Undefined if it says so, or is no such mass.
 */
export function distanceOfBareMass(text: string): number | undefined {
  const { numerator, denominators = [] } = parseUnitText(text) ?? {}
  return numerator?.term.role === 'mass' && denominators.length === 1 ? denominators[0]?.count : undefined
}

/** A mass per vehicle is a load, so its mass is cargo. */
function asLoad(numerator: UnitPart, denominators: readonly UnitPart[]): UnitPart {
  const [only, ...more] = denominators
  if (numerator.term.role !== 'mass' || only?.term.expression !== 'vehicle' || more.length > 0)
    return numerator
  return { ...numerator, term: { expression: `${numerator.term.expression} cargo`, role: 'other' } }
}
