import de from '../../words/de.json' with { type: 'json' }
import en from '../../words/en.json' with { type: 'json' }
import es from '../../words/es.json' with { type: 'json' }
import fr from '../../words/fr.json' with { type: 'json' }
import pt from '../../words/pt.json' with { type: 'json' }
import zh from '../../words/zh.json' with { type: 'json' }

/** The languages that people are spoken to in; English is the source. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** The key of a word or sentence: what it is of, and which. */
export type WordKey = keyof (typeof en)['words']

/** What a language says: a text for each key, other names of the same thing, and names that mean several. */
export interface Catalogue {
  readonly words: Readonly<Record<WordKey, string>>
  readonly also: Readonly<Record<string, readonly string[]>>
  readonly several: Readonly<Record<string, readonly string[]>>
}

/** Every language's words: `words/<language>.json`. A language without a key does not compile. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, de, es, fr, pt, zh }

export const WORD_KEYS = Object.keys(en.words) as readonly WordKey[]

const PLACEHOLDER = /\{(\w+)\}/g

/** A text in a language, with values for what stands in braces. */
export function say(language: Language, key: WordKey, values: Readonly<Record<string, string>> = {}): string {
  return CATALOGUES[language].words[key].replaceAll(PLACEHOLDER, (all, name: string) => values[name] ?? all)
}
