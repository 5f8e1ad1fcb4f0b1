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
  read(): number
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
  for (const [name, { help, isTotal, read }] of Object.entries(measured))
    if (isTotal) newTotal(name, help, read, register)
    else
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
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

function newTotal(name: string, help: string, read: () => number, register: Registry): void {
  new Counter({
    name,
    help,
    registers: [register],
    collect() {
      this.reset()
      this.inc(read())
    },
  })
}
