/** How common cars are in a country: the more common, the more they are driven at least. */
export type Motorisation = 'highest' | 'high' | 'other'

const COUNTRIES: ReadonlyMap<string, Motorisation> = new Map([
  ...['AU', 'CA', 'NZ', 'US'].map((code) => [code, 'highest'] as const),
  ...'AT BE CH DE DK ES FI FR GB IE IS IT JP KR LU NL NO PT SE'
    .split(' ')
    .map((code) => [code, 'high'] as const),
])

/**
 * Groups countries by how much their inhabitants drive; a convention of this project.
 *
 * @param country ISO 3166-1 alpha-2
 */
export const motorisationOf = (country: string): Motorisation => COUNTRIES.get(country) ?? 'other'
