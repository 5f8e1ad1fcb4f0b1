import type en from '../../words/en.json'

/** Languages of the page; readers of others get English. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
  zh: '中文',
} as const
export type Language = keyof typeof LANGUAGES

/** A sentence of the page. */
export type WordKey = keyof (typeof en)['page']

/** What the page says in one language: a page loads those of its reader alone. */
export interface PageWords {
  readonly language: Language
  readonly page: Readonly<Record<WordKey, string>>
  /** Names of modes, energy and flows, which the page shares with the workbook. */
  readonly names: Readonly<Record<string, string>>
  /** The same names in English, as texts of the service have them; none for English itself. */
  readonly english: Readonly<Record<string, string>>
  /** What the service says in English: a phrase may hold `{names}`, which stand for anything. */
  readonly phrases: Readonly<Record<string, string>>
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
  | 'measure'
  | 'field'

/** Says things in one language. */
export interface Speech {
  readonly language: Language
  readonly words: PageWords
  readonly say: (key: WordKey, values?: Readonly<Record<string, string | number>>) => string
  /** The name of a code, such as that of a mode; the code itself where the catalogue has none. */
  readonly name: (group: NameGroup, code: string) => string
}

export function speechWith(words: PageWords): Speech {
  const { language, page, names } = words
  return {
    language,
    words,
    say: (key, values = {}) => filled(page[key], values),
    name: (group, code) => {
      const key = `${group}.${code}`
      return names[key] ?? (key in page ? page[key as WordKey] : code)
    },
  }
}

/** A text with its `{names}` filled in; a name without a value stays, so that a test sees it. */
function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
