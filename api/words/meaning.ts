import { CATALOGUES, LANGUAGES, type Language, type WordKey } from './catalogue.ts'

const MAX_LENGTH = 80

/** A text without what makes no difference: case, punctuation and accents. */
const folded = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}%°/]+/gu, ' ')
    .trim()

/** What names mean: one key, or several where people use one name for several things. */
type Meanings = ReadonlyMap<string, readonly WordKey[]>

const known = new Map<string, Meanings>()

/** What the names of a group mean in one language, by their folded texts. */
function meaningsOf(group: string, language: Language): Meanings {
  const key = `${language} ${group}`
  const kept = known.get(key)
  if (kept) return kept
  const { words, also, several } = CATALOGUES[language]
  const found = new Map<string, readonly WordKey[]>()
  const add = (name: string, keys: readonly string[]): void => {
    const of = keys.filter((one) => one.startsWith(`${group}.`)) as WordKey[]
    if (of.length > 0) found.set(folded(name), [...new Set([...(found.get(folded(name)) ?? []), ...of])])
  }
  for (const [one, name] of Object.entries(words)) add(name, [one])
  for (const [one, names] of Object.entries(also)) for (const name of names) add(name, [one])
  for (const [name, keys] of Object.entries(several)) add(name, keys)
  known.set(key, found)
  return found
}

/**
 * What a text means among the words of a group, such as `mode`: by its code, by its names in a language, then by those of all.
 *
 * @returns the last parts of the keys, the nearest first; one if there is no doubt, none if nothing is known by that name
 */
export function meaningsIn(group: string, text: string, language?: Language): readonly string[] {
  const name = folded(text)
  if (name === '') return []
  const order = [...new Set([...(language ? [language] : []), ...LANGUAGES])]
  const code = `${group}.${text.trim().toLowerCase()}`
  if (!language && Object.hasOwn(CATALOGUES.en.words, code)) return [code.slice(group.length + 1)]
  for (const one of order) {
    const keys = meaningsOf(group, one).get(name) ?? meaningsOf(group, one).get(singular(name))
    if (keys) return keys.map((key) => key.slice(group.length + 1))
    if (one === language && Object.hasOwn(CATALOGUES.en.words, code)) return [code.slice(group.length + 1)]
  }
  return []
}

/** `cars`, `buses`, `ferries`: as lists of vehicles are headed. */
function singular(name: string): string {
  if (name.endsWith('ies')) return name.replace(/ies$/, 'y')
  return /(ss|us|x|ch)es$/.test(name) ? name.replace(/es$/, '') : name.replace(/([^s])s$/, '$1')
}

/** Every name of one thing, in all languages. */
export const namesOf = (key: WordKey): readonly string[] => [
  ...new Set(
    LANGUAGES.flatMap((language) => [
      CATALOGUES[language].words[key],
      ...(CATALOGUES[language].also[key] ?? []),
    ]),
  ),
]
