/** What is asked of a set of factors, by the names of the public API; absent parts ask for nothing. */
export const SEARCH_FIELDS = [
  'mode',
  'country',
  'year',
  'carrier',
  'emissionStandard',
  'kind',
  'q',
  'match',
  'sort',
] as const
export type SearchField = (typeof SEARCH_FIELDS)[number]
export type FactorSearch = Readonly<Partial<Record<SearchField, string>>>

/** The search in the query of an address; what is empty asks for nothing. */
export function searchIn(query: URLSearchParams): FactorSearch {
  return Object.fromEntries(
    SEARCH_FIELDS.flatMap((field) => {
      const text = query.get(field)?.trim() ?? ''
      return text === '' ? [] : [[field, text]]
    }),
  )
}

/** A search as the query of an address. */
export const toQuery = (search: FactorSearch): URLSearchParams =>
  new URLSearchParams(
    SEARCH_FIELDS.flatMap((field) => {
      const text = search[field]
      return text === undefined || text === '' ? [] : [[field, text]]
    }),
  )

/** A look-up of an estimate needs a country, a year, and a kind or a mode. */
export const isLookUp = ({ country, year, kind, mode }: FactorSearch): boolean =>
  country !== undefined && year !== undefined && (kind !== undefined || mode !== undefined)

/** Where a record has a page of its own. */
export const factorAt = (set: string, id: string, language: string): string =>
  `/factors/${encodeURIComponent(set)}/${encodeURIComponent(id)}?lang=${language}`
