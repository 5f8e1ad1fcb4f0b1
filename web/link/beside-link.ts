import { toFragment, type Work } from './work-link.ts'

/** The address of a page that shows what stands beside the request of a link: other years of the city, or other cities. */
export const besideAt = (page: 'years' | 'peers', work: Work, language: string): string =>
  `/${page}?lang=${language}#${toFragment({ ...work, total: undefined })}`
