import { endsText, exactText, formatOf, rangeText } from '../numbers/figure-text.ts'
import type { FactorView, OtherFigure } from '../service/answer-types.ts'
import type { Language, Speech } from '../words/language.ts'

/** Digits of a figure in a table: published ones have hardly more. */
const DIGITS = 5

const GASES: Readonly<Record<string, string>> = { co2: 'CO2', ch4: 'CH4', n2o: 'N2O', co2e: 'CO2e' }

/** What a record is about: the kind of figure, and of what. */
export function factorName(record: FactorView, { name }: Speech): string {
  const part = (field: string): string | undefined =>
    field in record ? String(record[field as keyof FactorView]) : undefined
  const [mode, vehicleClass, powertrain, standard, carrier, gas] = [
    part('mode'),
    part('vehicleClass'),
    part('powertrain'),
    part('emissionStandard'),
    part('carrier'),
    part('gas'),
  ]
  const of = [
    mode && name('mode', mode),
    vehicleClass && vehicleClass !== 'average' ? name('class', vehicleClass) : undefined,
    powertrain && name('powertrain', powertrain),
    standard && standardName(standard),
    carrier && carrier !== powertrain ? name('carrier', carrier) : undefined,
    gas && (GASES[gas] ?? gas),
    part('gwpSet')?.toUpperCase(),
    part('placeKnown')?.replaceAll('-', ' '),
  ]
  const kind = name('kind', record.kind)
  return of.some(Boolean) ? `${kind}: ${of.filter(Boolean).join(', ')}` : kind
}

const STANDARDS: Readonly<Record<string, string>> = { 'pre-euro': 'Pre-Euro', eev: 'EEV' }

/** `euro-6` → `Euro 6`, as it is printed everywhere. */
export const standardName = (code: string): string => STANDARDS[code] ?? code.replace('euro-', 'Euro ')

const namers = new Map<Language, Intl.DisplayNames>()

/** The name of a country, group or grid in a language. */
export function placeName(code: string, { language, name }: Speech): string {
  const known = name('region', code)
  if (known !== code || !/^[A-Z]{2}$/.test(code)) return known
  const namer = namers.get(language) ?? new Intl.DisplayNames([language], { type: 'region' })
  namers.set(language, namer)
  return namer.of(code) ?? code
}

/** `2019`, `2000–2010`, `2019–`, or “any year”. */
export function yearsText(
  { yearFrom, yearTo }: { readonly yearFrom?: number | undefined; readonly yearTo?: number | undefined },
  { say }: Speech,
): string {
  if (yearFrom === undefined) return say('factors.any-year')
  return yearTo === yearFrom ? String(yearFrom) : `${yearFrom}–${yearTo ?? ''}`
}

/** A figure as published, with its unit. */
export const valueText = (value: number, unit: string, language: Language): string =>
  `${exactText(Number(value.toPrecision(DIGITS)), language)} ${unitText(unit)}`

/** `1` is no unit that a reader knows. */
export const unitText = (unit: string): string => (unit === '1' ? '' : unit)

type Ranged = Pick<OtherFigure, 'canonicalValue' | 'lower' | 'upper'>

/** Both ends of the range of a figure, in the unit that estimates use. */
export function endsOf(
  { canonicalValue: value, lower, upper }: Ranged,
  language: Language,
): { readonly lower: string; readonly upper: string } {
  const text = rangeText({ value, lower, upper }, language)
  return { lower: text.lower ?? '', upper: text.upper ?? '' }
}

/** The same for a cell of a table; empty where a figure has no range. */
export const rangeCellOf = ({ canonicalValue: value, lower, upper }: Ranged, language: Language): string =>
  endsText({ value, lower, upper }, language)

/** How far a figure is from another, with a sign that a reader sees. */
export function apartText(difference: number | undefined, language: Language): string {
  if (difference === undefined) return ''
  return formatOf(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    // What changed a little did not change by 0 %.
    ...(Math.abs(difference) < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }),
  }).format(difference)
}
