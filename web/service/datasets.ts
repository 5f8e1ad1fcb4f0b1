import type { Dataset, Job, Release } from './answer-types.ts'
import { type Asked, ask } from './ask.ts'
import { eventsIn } from './event-stream.ts'
import { askForKey, type KeyAsked, keptKey, withKey } from './kept-key.ts'

/** Datasets of a page of the list. */
const LISTED = 50

export interface DatasetPage {
  readonly items: readonly Dataset[]
  readonly next?: string
}

/** What is given out of a city in a period and a mode. */
export interface Cell {
  readonly city: string
  readonly mode: string | null
  readonly period: string
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  readonly days: number
}

export interface Released {
  readonly cities: readonly string[]
  readonly items: readonly Cell[]
  readonly isCut: boolean
}

/** What is given out of a zone. */
export type ZoneFlow = Pick<
  Cell,
  'mode' | 'trips' | 'passengerDistancePkm' | 'vehicleDistanceVkm' | 'tonneDistanceTkm'
>

export type Position = readonly [longitude: number, latitude: number]
export type ZoneShape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }

export interface DrawnZones {
  readonly features: readonly {
    readonly properties: { readonly zone: string; readonly flows: readonly ZoneFlow[] }
    readonly geometry: ZoneShape | null
  }[]
}

/** What was checked of a release. Of an openly published dataset it has the licence and no rules of counts. */
export interface Certificate {
  readonly release: string
  readonly licence?: string | null
  readonly rules?: readonly string[]
  readonly k?: number
  readonly withheld?: string
}

const at = (dataset: string): string => `/v1/datasets/${encodeURIComponent(dataset)}`

export const listDatasets = (after?: string): Promise<Asked<DatasetPage>> =>
  ask(
    `/v1/datasets?${new URLSearchParams({ limit: String(LISTED), ...(after === undefined ? {} : { after }) })}`,
  )

export const releasesOf = (dataset: string): Promise<Asked<{ items: readonly Release[] }>> =>
  ask(`${at(dataset)}/releases`)

/** @param city all of them if absent */
export const releasedOf = (dataset: string, city?: string): Promise<Asked<Released>> =>
  ask(`${releasedAt(dataset, city)}`)

export const releasedAt = (dataset: string, city?: string): string =>
  `${at(dataset)}/released${city === undefined ? '' : `?${new URLSearchParams({ city })}`}`

export const zonesAt = (dataset: string, city: string, period: string): string =>
  `${at(dataset)}/zones?${new URLSearchParams({ city, period })}`

export const zonesOf = (dataset: string, city: string, period: string): Promise<Asked<DrawnZones>> =>
  ask(zonesAt(dataset, city, period), { headers: { accept: 'application/geo+json' } })

export const certificateOf = (release: string): Promise<Asked<Certificate>> =>
  ask(`/v1/releases/${encodeURIComponent(release)}/certificate`)

export const releaseNow = (dataset: string): Promise<Asked<Release>> =>
  ask(`${at(dataset)}/releases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })

/** What happens to a dataset while it is looked at. */
export type DatasetNews =
  /** The stream is there, and this release is the last. */
  | { readonly is: 'listening'; readonly release: string | null }
  | { readonly is: 'release'; readonly release: Release }
  | { readonly is: 'withdrawn'; readonly releases: readonly string[] }
  | { readonly is: 'deleted' }
  | { readonly is: 'import'; readonly job: Job }
  /** The service does not answer; it is asked again. */
  | { readonly is: 'gone' }
  /** The key may not listen any more, and there is no other. */
  | { readonly is: 'no-access' }

/** How long a page waits before it asks a service again that did not answer. */
const AGAIN_MS = 2_000
/** As long as the service says that too many listen. */
const LATER_MS = 15_000

/** Tells what happens to a dataset, for as long as it may be read. */
export async function watchDataset(
  dataset: string,
  tell: (news: DatasetNews) => void,
  signal: AbortSignal,
): Promise<void> {
  let isForgotten = false
  let hasListened = false
  while (!signal.aborted) {
    const key = keptKey()
    const response = await fetch(`${at(dataset)}/events`, withKey({ signal })).catch(() => undefined)
    if (signal.aborted) return
    if (response?.status === 401) {
      const asked: KeyAsked = isForgotten ? 'none' : await askForKey(key)
      isForgotten = asked === 'forgotten'
      if (asked !== 'none') continue
      tell({ is: 'no-access' })
      return
    }
    if (response?.status === 404) {
      if (hasListened) tell({ is: 'deleted' })
      return
    }
    if (response?.ok) {
      hasListened = true
      try {
        for await (const { event, data } of eventsIn(response)) {
          if (signal.aborted) return
          const news = newsOf(event, data)
          if (news) tell(news)
          if (news?.is === 'deleted') return
        }
      } catch {
        // The stream broke; it is asked for again.
      }
    }
    if (signal.aborted) return
    if (!response?.ok) tell({ is: 'gone' })
    const isRefused = response !== undefined && !response.ok
    await new Promise((resolve) => setTimeout(resolve, isRefused ? LATER_MS : AGAIN_MS))
  }
}

function newsOf(event: string, data: unknown): DatasetNews | undefined {
  switch (event) {
    case 'dataset':
      return { is: 'listening', release: (data as { readonly release: Release | null }).release?.id ?? null }
    case 'release':
      return { is: 'release', release: data as Release }
    case 'withdrawn':
      return { is: 'withdrawn', releases: (data as { readonly releases: readonly string[] }).releases }
    case 'deleted':
      return { is: 'deleted' }
    case 'import':
      return { is: 'import', job: data as Job }
    default:
      return undefined
  }
}
