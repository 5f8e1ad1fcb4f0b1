import { type ChildServer, SERVICE, startServer } from './child-server.ts'
import type { Measurement } from './measurement.ts'

const COUNTRIES = ['GB', 'US', 'DE', 'FR', 'ES', 'IT', 'NL', 'PL', 'SE', 'NO', 'FI', 'CN', 'JP', 'IN', 'BR']
const YEARS = Array.from({ length: 15 }, (_, at) => 2010 + at)
const MODES = ['car', 'bus', 'van', 'motorcycle', 'rail', 'metro']
const EVERY_MS = 20
const MAX_WAIT_MS = 50

/**
 * How long `/healthz` waits while series are asked for that nobody has asked for since the service started: of fifteen years, of
 * fifteen countries, all at once.
 */
export async function benchHealth(smoke: boolean): Promise<readonly Measurement[]> {
  const service = await startServer(SERVICE)
  try {
    const countries = smoke ? COUNTRIES.slice(0, 2) : COUNTRIES
    for (const country of countries) await takeIn(service, country)
    const waits: number[] = []
    let isDone = false
    const asking = (async () => {
      while (!isDone) {
        const asked = performance.now()
        await text(service, '/healthz')
        waits.push(performance.now() - asked)
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
      }
    })()
    const started = performance.now()
    await Promise.all(
      countries.map((country) => text(service, `/v1/cities/town/series?dataset=${nameOf(country)}&by=year`)),
    )
    const seriesMs = performance.now() - started
    isDone = true
    await asking
    waits.sort((one, other) => one - other)
    return [
      { name: 'health.series', value: seriesMs, unit: 'ms' },
      { name: 'health.median', value: waits[Math.floor(waits.length / 2)] ?? 0, unit: 'ms' },
      { name: 'health.longest', value: waits.at(-1) ?? 0, unit: 'ms', target: MAX_WAIT_MS },
    ]
  } finally {
    await service.stop()
  }
}

const nameOf = (country: string): string => `town-${country.toLowerCase()}`

/** A table of one town of a country. */
async function takeIn(service: ChildServer, country: string): Promise<void> {
  await text(service, '/v1/datasets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: nameOf(country),
      title: 'Distances',
      owner: 'Benchmark',
      legalBasis: 'open-licence',
      licence: 'CC BY 4.0',
      country,
      grain: 'year',
    }),
  })
  const rows = YEARS.flatMap((year) => MODES.map((mode) => `${year},town,${mode},${1_000_000 + year}`))
  await text(service, `/v1/datasets/${nameOf(country)}/content?format=tidy`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: `period,city,mode,vehicle_distance_vkm\n${rows.join('\n')}\n`,
  })
}

async function text({ url }: ChildServer, path: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(`${url}${path}`, init)
  const body = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`)
  return body
}
