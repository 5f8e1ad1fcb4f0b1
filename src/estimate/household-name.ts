/** What a name of a city says that is none of a city. */

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Words of no city, in the languages of the workbook and some more. */
const HOUSEHOLD_WORDS = wordsOf(
  'household households haushalt haushalte menage menages foyer hogar hogares domicilio huishouden hushall husholdning',
)
const HOUSEHOLD_END = /haushalte?$/
/** At the start of a name, and in English at its end; elsewhere, as in Sagrada Família, they are of places too. */
const FAMILY_WORDS = wordsOf('family familie familia famille famiglia')

/** With a number, an address: streets, of which some are the end of a name. */
const STREET_WORDS = wordsOf(
  `street road avenue lane drive crescent boulevard bd blvd rue chemin impasse calle avenida carrer rua travessa alameda
  av ave via piazza viale corso ulica ul strasse str gasse platz allee laan straat gatan`,
)
const STREET_END = /(?:strasse|str|gasse|weg|allee|straat|laan|gatan|vagen|gata)$/
/** Also of saints: a street only behind a name, at the end or before a number. */
const SHORT_STREETS = wordsOf('st rd')
/** Next to a number, an address too. */
const FLAT_WORDS = wordsOf('flat apartment appartement apartamento wohnung')
/** Next to a number, a part of a city or of a country: the number is of no house. */
const AREA_WORDS = wordsOf(
  `ward district township precinct zone sector county bezirk kreis wahlkreis stadtteil arrondissement quartier canton
  distrito zona comuna barrio secao setor freguesia wijk bydel`,
)
const HOUSE_NUMBER = /^\d{1,4}[a-z]?$/
/** Of the figures: a table names the city with its year. */
const YEAR = /^(?:19[5-9]|20\d)\d$/
/** Where words are not set apart: a family, a household, a street with a house number. */
const UNPARTED = /家庭|住户|住戶|[路街巷弄道]\d{1,5}[号號]/

/** Before the name of somebody; before a particle, as in Senhor do Bonfim, they are of places. */
const TITLED =
  /(?:^|[\s(,;/:])(?:Mrs?|Ms|Mister|Herrn?|Frau|Se[nñ]ora?|Sra?|Monsieur|Madame|Mme|Mlle|Senhora?)\.?\s+\p{Lu}/u
const TITLED_UNPARTED = /\p{sc=Han}(?:先生|女士|小姐|太太)/u

/** In small letters without marks, so that no spelling hides a word. */
const foldedText = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')

const wordsIn = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Whether a name speaks of a household, or is the address of a house. */
export function isOfHousehold(name: string): boolean {
  const text = foldedText(name)
  const words = wordsIn(text)
  return (
    words.some((word) => HOUSEHOLD_WORDS.has(word) || HOUSEHOLD_END.test(word)) ||
    isOfFamily(words) ||
    UNPARTED.test(name) ||
    partsOf(text).some((part) => isAddress(wordsIn(part)))
  )
}

/** Whether a name has a form of address with somebody's name. */
export const isOfPerson = (name: string): boolean => {
  const text = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  return TITLED.test(text) || TITLED_UNPARTED.test(text)
}

const isOfFamily = (words: readonly string[]): boolean =>
  words.length > 1 && (FAMILY_WORDS.has(words[0] ?? '') || words.at(-1) === 'family')

/** A street may be the second name of a district behind a mark: Zürich (Kreis 4) / Langstrasse. A comma may part an address. */
const partsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/^(\d{1,4} ?[a-z]?), ?/g, '$1 ')
    .replaceAll(/, ?(?=\d)/g, ' ')
    .split(/[()/,]/)

const isStreet = (word: string): boolean => STREET_WORDS.has(word) || STREET_END.test(word)

const isShortStreet = (words: readonly string[], at: number): boolean =>
  SHORT_STREETS.has(words[at] ?? '') &&
  at > 0 &&
  /^(\d|$)/.test(words[at + 1] ?? '') &&
  !/^\d/.test(words[at - 1] ?? '')

function isAddress(words: readonly string[]): boolean {
  const hasStreet = words.some((word, at) => isStreet(word) || isShortStreet(words, at))
  return words.some((word, at) => {
    if (!HOUSE_NUMBER.test(word) || YEAR.test(word)) return false
    const before = words[at - 1] ?? ''
    const after = words[at + 1] ?? ''
    if (AREA_WORDS.has(before) || AREA_WORDS.has(after)) return false
    if (FLAT_WORDS.has(before) || FLAT_WORDS.has(after)) return true
    // Wien 3 Landstraße: the number of a district stands before its name.
    const isOfDistrict = at > 0 && isStreet(after)
    return hasStreet && !isOfDistrict
  })
}
