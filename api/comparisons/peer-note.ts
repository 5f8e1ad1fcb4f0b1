import type { EstimateRequest } from '../estimate/request-schema.ts'

/** What the reader of a row must know: periods without facts, modes that are not in it. */
const TOLD: ReadonlySet<string> = new Set([
  'dataset-gaps',
  'dataset-withheld',
  'mode-left-out',
  'feed-doubtful',
])

/** What must be known of a city among peers, in English; the codes have titles in every language. */
interface PeerNote {
  readonly note?: string
  readonly codes?: string[]
}

export function noteOf({ city, demandSource }: EstimateRequest): PeerNote {
  const told = (demandSource?.notices ?? []).filter(({ code }) => TOLD.has(code))
  const all: readonly { readonly code: string; readonly detail: string }[] =
    city.population === undefined
      ? [...told, { code: 'population-missing', detail: withoutPopulation(demandSource !== undefined) }]
      : told
  if (all.length === 0) return {}
  return {
    note: all.map(({ detail }) => detail).join(' '),
    codes: [...new Set(all.map(({ code }) => code))],
  }
}

const withoutPopulation = (isOfDataset: boolean): string =>
  isOfDataset
    ? 'No figure per inhabitant: the population of this year is not saved with the city, or may not stand beside this dataset.'
    : 'No figure per inhabitant: state city.population.'
