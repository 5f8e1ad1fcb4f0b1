import de from '../../words/de.json' with { type: 'json' }
import en from '../../words/en.json' with { type: 'json' }
import es from '../../words/es.json' with { type: 'json' }
import fr from '../../words/fr.json' with { type: 'json' }
import pt from '../../words/pt.json' with { type: 'json' }
import zh from '../../words/zh.json' with { type: 'json' }
import type { Language, PageWords, WordKey } from './speech.ts'

/** What a file of `words/` holds for the page. */
interface Catalogue {
  readonly words: Readonly<Record<string, string>>
  /** A language without a sentence does not compile. */
  readonly page: Readonly<Record<WordKey, string>>
  readonly phrases?: Readonly<Record<string, string>>
}

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, de, es, fr, pt, zh }

/** The words of any language, for who has them all at hand: a browser loads its own by `spoken/`. */
export function wordsOf(language: Language): PageWords {
  const { words, page, phrases = {} } = CATALOGUES[language]
  const english = language === 'en' ? {} : namesIn(en.words, SHARED)
  return {
    language,
    page,
    names: { ...namesIn(words, SHARED), ...namesIn(words, OF_TEMPLATE) },
    english,
    phrases,
  }
}

/** The page shares these with the workbook; other words of the workbook it does not say. */
const SHARED = /^(?:mode|carrier|powertrain|flow)\./
/** Fields that the form lacks are said as the template says them. */
const OF_TEMPLATE = /^(?:measure|field)\./

const namesIn = (words: Readonly<Record<string, string>>, named: RegExp): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).filter(([key]) => named.test(key)))
