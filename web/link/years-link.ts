import { toFragment, type Work } from './work-link.ts'

/** The address of the years of a link. */
export const yearsAt = (work: Work, language: string): string =>
  `/years?lang=${language}#${toFragment({ ...work, total: undefined })}`
