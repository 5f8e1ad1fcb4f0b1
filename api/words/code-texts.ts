import de from '../../words/codes/de.json' with { type: 'json' }
import es from '../../words/codes/es.json' with { type: 'json' }
import fr from '../../words/codes/fr.json' with { type: 'json' }
import pt from '../../words/codes/pt.json' with { type: 'json' }
import zh from '../../words/codes/zh.json' with { type: 'json' }
import type { Language } from './catalogue.ts'

/** What a code says, and what to do about it; no advice where nothing need be done. */
export interface SpokenCode {
  readonly title: string
  readonly advice: string
}
type SpokenCodes = Readonly<Record<string, SpokenCode>>

/** Languages besides English, which is the source. */
const SPOKEN: Readonly<Record<Exclude<Language, 'en'>, SpokenCodes>> = { de, es, fr, pt, zh }

/** The text of each code of a list in a language; in English where that has none. */
export function codeTextsIn(codes: SpokenCodes, language: Language | undefined): SpokenCodes {
  const spoken = language === undefined || language === 'en' ? {} : SPOKEN[language]
  return Object.fromEntries(
    Object.entries(codes).map(([code, { title, advice }]) => [code, spoken[code] ?? { title, advice }]),
  )
}
