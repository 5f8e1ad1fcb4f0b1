import type { Language, PageWords } from './speech.ts'

const LOADED: Readonly<Record<Language, () => Promise<{ default: PageWords }>>> = {
  en: () => import('./spoken/en.ts'),
  de: () => import('./spoken/de.ts'),
  es: () => import('./spoken/es.ts'),
  fr: () => import('./spoken/fr.ts'),
  pt: () => import('./spoken/pt.ts'),
  zh: () => import('./spoken/zh.ts'),
}

/** The words of one language, and of no other. */
export const loadWords = async (language: Language): Promise<PageWords> => (await LOADED[language]()).default
