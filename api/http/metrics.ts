import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Upper bounds of the duration histogram [s]. */
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const LABELS = ['method', 'route', 'status'] as const

/** Counts of answered requests by method, route and status, how long they took, and what the process takes. */
export interface Metrics {
  observe(method: string, route: string, status: number, durationMs: number): void
  readonly contentType: string
  text(): Promise<string>
}

/** A number that is looked up when metrics are asked for. */
export interface Measured {
  readonly help: string
  /** Rises only. */
  readonly isTotal?: true
  /** A number; or one for each value of a label, which are few and known. */
  read(): number | LabelledNumbers
}

/** Numbers by the values of a label. */
export interface LabelledNumbers {
  readonly label: string
  readonly by: Readonly<Record<string, number>>
}

/**
 * Metrics that start at nothing. Routes are patterns, so the number of series is bounded.
 *
 * @param measured by name
 */
export function newMetrics(measured: Readonly<Record<string, Measured>> = {}): Metrics {
  const register = new Registry()
  const registers = [register]
  const requests = new Counter({
    name: 'cordon_http_requests_total',
    help: 'Requests answered.',
    labelNames: LABELS,
    registers,
  })
  const durations = new Histogram({
    name: 'cordon_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: LABELS,
    buckets: BUCKETS_S,
    registers,
  })
  new Gauge({
    name: 'nodejs_heap_used_bytes',
    help: 'Heap in use.',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed)
    },
  })
  for (const [name, one] of Object.entries(measured)) newMeasured(name, one, register)
  let isWatched = false
  return {
    observe: (method, route, status, durationMs) => {
      const labels = { method, route, status }
      requests.inc(labels)
      durations.observe(labels, durationMs / 1000)
    },
    contentType: register.contentType,
    text: () => {
      // Timers and observers of the process begin with the first who asks.
      if (!isWatched) collectDefaultMetrics({ register })
      isWatched = true
      return register.metrics()
    },
  }
}

function newMeasured(name: string, { help, isTotal, read }: Measured, register: Registry): void {
  const first = read()
  const labelNames = typeof first === 'number' ? [] : [first.label]
  const facts = { name, help, labelNames, registers: [register] }
  const said = (): readonly (readonly [Record<string, string>, number])[] => {
    const now = read()
    if (typeof now === 'number') return [[{}, now]]
    return Object.entries(now.by).map(([value, number]) => [{ [now.label]: value }, number])
  }
  if (isTotal)
    new Counter({
      ...facts,
      collect() {
        this.reset()
        for (const [labels, number] of said()) this.inc(labels, number)
      },
    })
  else
    new Gauge({
      ...facts,
      collect() {
        for (const [labels, number] of said()) this.set(labels, number)
      },
    })
}
