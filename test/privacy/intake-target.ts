import { readerHere } from '../../api/imports/read-file.ts'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { newApp } from '../fixtures/service.ts'

/** What somebody sends, as whoever runs the service sees it: the dataset, its zones and cities, and a file. */
export interface Sent {
  readonly name: string
  /** Facts of the dataset that are not those of {@link AGREEMENT}. */
  readonly facts?: object
  readonly zones?: readonly object[]
  readonly cities?: readonly { readonly id: string; readonly facts: object }[]
  readonly format?: string
  /** Query parameters of the file. */
  readonly options?: Readonly<Record<string, string>>
  readonly file?: string | Buffer
  /** Another file after it, into the same dataset. */
  readonly second?: string
  /** A request instead of all this. */
  readonly request?: {
    readonly method: 'POST' | 'PUT'
    readonly url: string
    readonly payload: object | Buffer
  }
}

/** Somebody's data in disguise. */
export interface Try extends Sent {
  /** What it carries; it is kept if the store holds this, or anything at all if it is absent. */
  readonly canary?: string
}

/** Tries of one kind. */
export interface TryClass {
  readonly name: string
  readonly tries: readonly Try[]
}

/** What became of what was sent: not taken, taken without what it carried, or kept. */
export type Fate = 'refused' | 'dropped' | 'kept'

export const AGREEMENT = {
  title: 'Counts of a carrier',
  owner: 'A carrier',
  legalBasis: 'agreement',
  country: 'DE',
  grain: 'day',
  contributorUnit: 'device',
} as const

export const OPEN = {
  title: 'Published counts',
  owner: 'A city',
  legalBasis: 'open-licence',
  licence: 'CC BY 4.0',
  country: 'DE',
  grain: 'day',
} as const

export type IntakeTarget = Awaited<ReturnType<typeof intakeTarget>>

/** A service into which everything is sent over HTTP alone. */
export async function intakeTarget() {
  const store = memoryStore()
  const app = await newApp({ store, importers: IMPORTERS, reader: readerHere(IMPORTERS) })
  let datasets = 0
  const answered: string[] = []
  const call = async (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload: object | string | Buffer = '',
    type?: string,
  ) => {
    const answer = await app.inject({
      method,
      url,
      payload: payload as never,
      ...(type ? { headers: { 'content-type': type } } : {}),
    })
    if (answer.statusCode >= 500) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
    answered.push(answer.body)
    return answer
  }
  /** Whether the store holds a text, wherever it may stand. */
  const holds = async (id: string, canary: string | undefined): Promise<boolean> => {
    const dataset = await store.findDataset(id)
    const rows = await store.cube({
      dataset: id,
      by: ['period', 'city', 'mode', 'distance_band', 'speed_band'],
    })
    const zones = await store.listFactZones(id)
    const table = await store.listZones(id)
    if (canary === undefined) return (dataset?.facts ?? 0) > 0
    return JSON.stringify([dataset, rows, zones, table, await store.listCities({ limit: 1000 })]).includes(
      canary,
    )
  }
  return {
    app,
    answered,
    close: async (): Promise<void> => {
      await app.close()
      await store.close()
    },
    /** Sends it all, and says what became of it, and which codes a refusal had. */
    send: async (sent: Try): Promise<{ fate: Fate; codes: readonly string[] }> => {
      answered.length = 0
      if (sent.request) {
        const { method, url, payload } = sent.request
        const answer = await call(method, url, payload, Buffer.isBuffer(payload) ? XLSX : 'application/json')
        const isKept =
          answer.statusCode < 400 && (sent.canary === undefined || answer.body.includes(sent.canary))
        return {
          fate: answer.statusCode >= 400 ? 'refused' : isKept ? 'kept' : 'dropped',
          codes: codesOf(answer.body),
        }
      }
      datasets += 1
      const id = `sent-${datasets}`
      const steps: [() => Promise<{ statusCode: number; body: string }>][] = [
        [() => call('POST', '/v1/datasets', { id, ...AGREEMENT, ...sent.facts }, 'application/json')],
        ...(sent.cities ?? []).map((city): [() => Promise<{ statusCode: number; body: string }>] => [
          () => call('PUT', `/v1/cities/${city.id}`, city.facts, 'application/json'),
        ]),
      ]
      if (sent.zones)
        steps.push([() => call('PUT', `/v1/datasets/${id}/zones`, { zones: sent.zones }, 'application/json')])
      const query = new URLSearchParams({ format: sent.format ?? 'tidy', ...sent.options })
      for (const file of [sent.file, sent.second])
        if (file !== undefined)
          steps.push([
            () => call('PUT', `/v1/datasets/${id}/content?${query}`, file, 'application/octet-stream'),
          ])
      for (const [step] of steps) {
        const { statusCode, body } = await step()
        if (statusCode >= 400) return { fate: 'refused', codes: codesOf(body) }
      }
      return { fate: (await holds(id, sent.canary)) ? 'kept' : 'dropped', codes: [] }
    },
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const codesOf = (body: string): readonly string[] =>
  ((JSON.parse(body || '{}').errors ?? []) as { code: string; column?: string; detail: string }[]).map(
    ({ code, column, detail }) => `${code} ${column ?? ''} ${detail.slice(0, 60)}`,
  )
