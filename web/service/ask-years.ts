import type { CityYears, Comparison, Peers } from './answer-types.ts'
import { type Asked, ask } from './ask.ts'

const posted = (body: object, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...(signal ? { signal } : {}),
})

/** Years of a city on one basis; nothing is kept. */
export const showYears = (
  years: readonly unknown[],
  factorSet: string | undefined,
  signal: AbortSignal,
): Promise<Asked<CityYears>> =>
  ask('/v1/years', posted({ years, ...(factorSet === undefined ? {} : { factorSet }) }, signal))

/** Why two years differ, or each year of a series from the one before. */
export const compareYears = (
  members: readonly unknown[],
  signal: AbortSignal,
): Promise<Asked<Comparison>> => {
  const [from, to] = members
  return ask('/v1/comparisons', posted(members.length === 2 ? { from, to } : { series: members }, signal))
}

/** Cities beside each other. */
export const comparePeers = (
  cities: readonly unknown[],
  against: string | undefined,
  signal: AbortSignal,
): Promise<Asked<Peers>> =>
  ask('/v1/peers', posted({ cities, ...(against === undefined ? {} : { against }) }, signal))

/** The years of a saved city. */
export const savedYears = (city: string): Promise<Asked<CityYears>> =>
  ask(`/v1/cities/${encodeURIComponent(city)}/years`)
