import countries from 'i18n-iso-countries'
import { LANGUAGES, type Language } from './catalogue.ts'

/** What people call a country besides its names: the United Kingdom has no short name of its own. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  usa: 'US',
  'u s a': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  holland: 'NL',
  prc: 'CN',
  中华人民共和国: 'CN',
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()

let known: ReadonlyMap<string, string> | undefined

function namesOf(): ReadonlyMap<string, string> {
  if (known) return known
  const codes = Object.keys(countries.getAlpha2Codes())
  const names = new Map<string, string>(Object.entries(OTHER_NAMES))
  for (const language of LANGUAGES) {
    const inLanguage = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of codes) names.set(folded(inLanguage.of(code) ?? code), code)
  }
  for (const code of codes) names.set(folded(countries.getName(code, 'en') ?? code), code)
  known = names
  return names
}

/** The code of a country by its code of two or three letters or its name in any of the languages; undefined if it is none. */
export function findCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{2}$/.test(code) && countries.isValid(code)) return code
  return countries.alpha3ToAlpha2(code) ?? namesOf().get(folded(text))
}

/** The name of a country in a language. */
export const countryName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
