import type { Language } from '../words/language.ts'

/** A year or a month as a language writes it: `2023-05` is May 2023, 2023年5月. */
export function periodText(period: string, language: Language): string {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(period) ?? []
  if (year === undefined) return period
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    timeZone: 'UTC',
    ...(month === undefined ? {} : { month: 'long' }),
  }).format(Date.UTC(Number(year), Number(month ?? 1) - 1))
}
