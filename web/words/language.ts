import de from '../../words/de.json' with { type: 'json' }
import en from '../../words/en.json' with { type: 'json' }

/** Languages of the page that are whole; readers of others get English. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

/** A sentence of the page. */
export type WordKey = keyof (typeof en)['page']
type Sentences = Readonly<Record<WordKey, string>>

const SENTENCES: Readonly<Record<Language, Sentences>> = {
  en: en.page,
  de: de.page,
}

/** Names of modes and energy, which the page shares with the workbook. */
const NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: en.words,
  de: de.words,
}

/** @param tags languages that a reader prefers, first first; a region is looked past */
export function languageOf(tags: readonly string[]): Language {
  const bases = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return bases.find((base): base is Language => base in LANGUAGES) ?? 'en'
}

/** What codes are of: modes and energy of the workbook's words, and those of the page alone. */
export type NameGroup =
  | 'mode'
  | 'sector'
  | 'carrier'
  | 'scope'
  | 'missing'
  | 'powertrain'
  | 'kind'
  | 'class'
  | 'region'
  | 'sub-sector'

/** Says things in one language. */
export interface Speech {
  readonly language: Language
  readonly say: (key: WordKey, values?: Readonly<Record<string, string | number>>) => string
  /** The name of a code, such as that of a mode; the code itself where the catalogue has none. */
  readonly name: (group: NameGroup, code: string) => string
}

export function speechOf(language: Language): Speech {
  const sentences = SENTENCES[language]
  return {
    language,
    say: (key, values = {}) => filled(sentences[key], values),
    name: (group, code) => {
      const key = `${group}.${code}`
      return NAMES[language][key] ?? (key in sentences ? sentences[key as WordKey] : code)
    },
  }
}

/** The name of a part that is not counted; the service's own words where the catalogue has none. */
export function missingName(
  { code, what }: { readonly code: string; readonly what: string },
  { name }: Speech,
): string {
  const known = name('missing', code)
  return known === code ? what : known
}

/** A text with its `{names}` filled in; a name without a value stays, so that a test sees it. */
function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
