import { de } from './de.ts'
import { en, type WordKey, type Words } from './en.ts'

/** Languages of the page. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

const CATALOGUES: Readonly<Record<Language, Words>> = { en, de }

/** @param tags languages that a reader prefers, first first; a region is looked past */
export function languageOf(tags: readonly string[]): Language {
  const bases = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return bases.find((base): base is Language => base in LANGUAGES) ?? 'en'
}

/** Says things in one language. */
export interface Speech {
  readonly language: Language
  readonly say: (key: WordKey, values?: Readonly<Record<string, string | number>>) => string
  /** The word of a code, such as that of a mode; the code itself where the catalogue has none. */
  readonly name: (group: 'mode' | 'sector' | 'carrier' | 'scope' | 'missing', code: string) => string
}

export function speechOf(language: Language): Speech {
  const words = CATALOGUES[language]
  const say: Speech['say'] = (key, values = {}) => filled(words[key], values)
  return {
    language,
    say,
    name: (group, code) => {
      const key = `${group}.${code}`
      return key in words ? words[key as WordKey] : code
    },
  }
}

/** A text with its `{names}` filled in; a name without a value stays, so that a test sees it. */
function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
