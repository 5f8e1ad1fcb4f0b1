const MAX_LETTERS = 40

/** A name as an id takes it: small letters, digits and hyphens; empty if it has none of these, as in Chinese. */
export const slugOf = (name: string): string =>
  name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LETTERS)
    .replace(/^-+|-+$/g, '')

/** The id of a city in the facts of a file that does not name it; names beyond Latin letters get their code points. */
export function cityIdOf(name: string, country: string): string {
  const slug = slugOf(name)
  const points = [...name.trim()].slice(0, 6).map((letter) => (letter.codePointAt(0) ?? 0).toString(36))
  return `${country.toLowerCase()}-${slug === '' ? points.join('') : slug}`
}

const DAY_MS = 86_400_000

/**
 * Each import has a dataset of its own, so that two of them never count one thing twice. It has the day and the
 * millisecond of the day in figures: letters among them would look like the number of a device, which the service refuses.
 */
export const newDatasetId = (city: string, format: string, now: Date): string =>
  `${slugOf(city) || 'city'}-${format}-${now.toISOString().slice(0, 10)}-${now.getTime() % DAY_MS}`
