import type {
  DatasetDetail,
  DatasetEstimates,
  DatasetFacts,
  FileLook,
  Job,
  Problem,
  Result,
} from './answer-types.ts'
import { type Asked, ask } from './ask.ts'
import { eventsIn } from './event-stream.ts'
import { withKey } from './kept-key.ts'

/** As much of a file as the service looks at before it is taken. */
const LOOKED_AT_BYTES = 65_536
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OCTETS = 'application/octet-stream'
/** Cities that are listed to choose from. */
const MAX_CITIES = 500

/** What a file looks like; only its first bytes are sent. */
export const recognise = (file: File, signal: AbortSignal): Promise<Asked<FileLook>> =>
  ask('/v1/imports/recognise', {
    method: 'POST',
    headers: { 'content-type': OCTETS },
    body: file.slice(0, LOOKED_AT_BYTES, OCTETS),
    signal,
  })

/** The estimate of one year of a filled template; nothing is kept. */
export const estimateWorkbook = (file: File, period: string | undefined): Promise<Asked<Result>> =>
  ask(`/v1/estimates${period === undefined ? '' : `?${new URLSearchParams({ period })}`}`, {
    method: 'POST',
    headers: { 'content-type': WORKBOOK },
    body: file,
  })

export const registerDataset = (facts: DatasetFacts): Promise<Asked<unknown>> =>
  ask('/v1/datasets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(facts),
  })

const at = (dataset: string): string => `/v1/datasets/${encodeURIComponent(dataset)}`

export const deleteDataset = (dataset: string): Promise<Asked<unknown>> =>
  ask(at(dataset), { method: 'DELETE' })

export const datasetDetail = (dataset: string): Promise<Asked<DatasetDetail>> => ask(at(dataset))

/** The cities of a dataset in a period, with what each emitted. */
export const datasetCities = (dataset: string, period: string): Promise<Asked<DatasetEstimates>> =>
  ask(`${at(dataset)}/estimates?${new URLSearchParams({ period, limit: String(MAX_CITIES) })}`)

/** Says which city each zone of a dataset lies in. */
export const saveZones = (dataset: string, file: File): Promise<Asked<unknown>> =>
  ask(`${at(dataset)}/zones`, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: file })

export const findJob = (id: string): Promise<Asked<Job>> => ask(`/v1/jobs/${encodeURIComponent(id)}`)

export const cancelJob = (id: string): Promise<Asked<Job>> =>
  ask(`/v1/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' })

/**
 * Sends a file into a dataset. A request of `fetch` tells nothing of what was sent so far, so this is an older one.
 *
 * @param sent called with the bytes sent so far
 */
export function sendFile(
  { dataset, query, file }: { dataset: string; query: Readonly<Record<string, string>>; file: File },
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Asked<Job>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `${at(dataset)}/content?${new URLSearchParams(query)}`)
    request.setRequestHeader('content-type', OCTETS)
    request.setRequestHeader('prefer', 'respond-async')
    const key = new Headers(withKey({}).headers).get('authorization')
    if (key !== null) request.setRequestHeader('authorization', key)
    request.upload.onprogress = ({ loaded }) => sent(loaded)
    request.onerror = () => resolve({ gone: true })
    request.onabort = () => resolve({ gone: true })
    request.onload = () => {
      const body = parsed(request.responseText)
      if (body === undefined) resolve({ gone: true })
      else resolve(request.status < 300 ? { answer: body as Job } : { problem: body as Problem })
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 2_000

/**
 * Watches a job until it has ended: by its events and, while the service does not answer, by asking again.
 *
 * @param changed called with the job, and with undefined while the service is gone
 * @returns the job as it ended; a problem if the service knows it no more
 */
export async function watchJob(
  id: string,
  changed: (job: Job | undefined) => void,
  signal: AbortSignal,
): Promise<Asked<Job>> {
  for (;;) {
    const asked = await findJob(id)
    if ('problem' in asked || signal.aborted) return asked
    if ('answer' in asked) {
      if (asked.answer.state !== 'running') return asked
      changed(asked.answer)
      const ended = await eventsOf(id, changed, signal)
      if (ended) return { answer: ended }
    } else changed(undefined)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/**
 * The events of a job.
 *
 * @returns undefined if the events stopped before the job ended
 */
async function eventsOf(
  id: string,
  changed: (job: Job) => void,
  signal: AbortSignal,
): Promise<Job | undefined> {
  try {
    const response = await fetch(`/v1/jobs/${encodeURIComponent(id)}/events`, withKey({ signal }))
    if (!response.ok) return undefined
    for await (const { data } of eventsIn(response)) {
      const job = data as Job
      if (job.state !== 'running') return job
      changed(job)
    }
    return undefined
  } catch {
    return undefined
  }
}
