import type { EstimateRequest } from '../estimate/request-schema.ts'

/** What the reader of a row must know: periods without facts, modes that are not in it. */
const TOLD: ReadonlySet<string> = new Set([
  'dataset-gaps',
  'dataset-withheld',
  'mode-left-out',
  'feed-doubtful',
])

/** What is to be said of a city whose rows are of a dataset. */
export function noteOf({ city, demandSource }: EstimateRequest): string | undefined {
  if (demandSource === undefined) return undefined
  const told = demandSource.notices.filter(({ code }) => TOLD.has(code)).map(({ detail }) => detail)
  if (city.population === undefined)
    told.push(
      'No figure per inhabitant: the population of this year is not saved with the city, or may not stand beside this dataset.',
    )
  return told.length === 0 ? undefined : told.join(' ')
}
