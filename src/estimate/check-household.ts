import type { Refusal } from '../issues/issue.ts'
import type { EstimateInput } from './input.ts'

/** Fewer say what a household does, and not a city. Conventions of the project; distances and energy alone have no floor. */
const MIN_PERSONS = 100
const MIN_VEHICLES = 10

/** Less than one, and a part of a person, are out of the range of their field, and told so there. */
const isUnder = (value: number, floor: number): boolean => value >= 1 && value < floor

/** Refuses what is so small that it is about a household, a person or a vehicle. */
export function checkHousehold({ city: { name, population }, demand }: EstimateInput): readonly Refusal[] {
  const found: Refusal[] = []
  const refuse = (pointer: string, detail: string): void => {
    found.push({ code: 'about-a-household', pointer, detail })
  }
  if (isOfHousehold(name))
    refuse(
      '/city/name',
      'The name speaks of a household or of an address. Name a city, a district or a region.',
    )
  if (population && Number.isInteger(population.value) && isUnder(population.value, MIN_PERSONS))
    refuse(
      population.pointer,
      `Fewer than ${MIN_PERSONS} inhabitants are a few households. Estimate the municipality that they live in.`,
    )
  for (const { vehicles } of demand)
    if (vehicles && isUnder(vehicles.value, MIN_VEHICLES))
      refuse(
        vehicles.pointer,
        `Fewer than ${MIN_VEHICLES} vehicles tell what single ones do. State their distance or energy, or add them to a larger row.`,
      )
  return found
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Words of no city, in the languages of the workbook and some more. */
const HOUSEHOLD_WORDS = wordsOf(
  'household households haushalt haushalte ménage ménages foyer hogar hogares domicílio huishouden hushåll husholdning',
)
/** At the start of a name; inside, as in Sagrada Família, they are of places too. */
const FAMILY_WORDS = wordsOf('family familie familia família famille famiglia')

/** With a number, an address: streets, of which some are the end of a name, and flats. */
const STREET_WORDS = wordsOf(
  `street road avenue lane drive crescent boulevard bd blvd rue chemin impasse calle avenida carrer rua travessa alameda
  viale corso ulica ul straße strasse str gasse platz allee laan straat gatan flat apartment appartement apartamento wohnung`,
)
const STREET_END = /(?:straße|strasse|str|gasse|weg|allee|straat|laan|gatan|vägen|gata)$/
const HOUSE_NUMBER = /^\d{1,4}[a-z]?$/
/** Where words are not set apart: a family, a household, a street with a house number. */
const UNPARTED = /家庭|住户|住戶|[路街巷弄道]\d{1,5}[号號]/

const wordsIn = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
const isStreet = (word: string): boolean => STREET_WORDS.has(word) || STREET_END.test(word)

/** A district may have a number, and a street for its second name behind a mark: Zürich (Kreis 4) / Langstrasse. */
const isAddress = (words: readonly string[]): boolean =>
  words.some((word) => HOUSE_NUMBER.test(word)) && words.some(isStreet)

function isOfHousehold(name: string): boolean {
  const text = name.normalize('NFC').toLowerCase()
  const words = wordsIn(text)
  return (
    words.some((word) => HOUSEHOLD_WORDS.has(word)) ||
    (words.length > 1 && FAMILY_WORDS.has(words[0] ?? '')) ||
    UNPARTED.test(name) ||
    text.split(/[()/]/).some((part) => isAddress(wordsIn(part)))
  )
}
