import { wordsOf } from './every-language.ts'
import { LANGUAGES, type Language, type Speech, speechWith } from './speech.ts'

export { LANGUAGES, type Language, type Speech, type WordKey } from './speech.ts'

/** @param tags languages that a reader prefers, first first; a region is looked past */
export function languageOf(tags: readonly string[]): Language {
  const bases = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return bases.find((base): base is Language => base in LANGUAGES) ?? 'en'
}

/** Speech for who has every language at hand: the service, and tests. */
export const speechOf = (language: Language): Speech => speechWith(wordsOf(language))

interface Missing {
  readonly code: string
  readonly what: string
}

/** The name of a part that is not counted; the service's own words where the catalogue has none. */
export function missingName({ code, what }: Missing, { name }: Speech): string {
  const known = name('missing', code)
  return known === code ? what : known
}

/** The names of all parts that are not counted, each once. */
export const missingNames = (
  { missing }: { readonly missing: readonly Missing[] },
  speech: Speech,
): readonly string[] => [...new Set(missing.map((one) => missingName(one, speech)))]
