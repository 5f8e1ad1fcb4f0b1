import de from '../../words/problems/de.json' with { type: 'json' }
import en from '../../words/problems/en.json' with { type: 'json' }
import es from '../../words/problems/es.json' with { type: 'json' }
import fr from '../../words/problems/fr.json' with { type: 'json' }
import pt from '../../words/problems/pt.json' with { type: 'json' }
import zh from '../../words/problems/zh.json' with { type: 'json' }
import type { Language } from './catalogue.ts'

/** What the page of problems says, and the title of each type; in English those of the types themselves. */
export interface ProblemTexts {
  readonly page: Readonly<Record<keyof (typeof en)['page'], string>>
  readonly types?: Readonly<Record<string, string>>
}

const TEXTS: Readonly<Record<Language, ProblemTexts>> = { en, de, es, fr, pt, zh }

export const problemTextsIn = (language: Language): ProblemTexts => TEXTS[language]
