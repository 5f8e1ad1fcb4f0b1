/** Upper bounds of the duration histogram [s]. */
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] as const

interface Series {
  readonly labels: string
  count: number
  sumS: number
  /** How many requests took at most the bucket's bound. */
  readonly within: number[]
}

/** Counts of answered requests by method, route and status, and how long they took. */
export interface Metrics {
  observe(method: string, route: string, status: number, durationMs: number): void
  /** Prometheus text format 0.0.4. */
  text(): string
}

/** Metrics that start at nothing. Routes are patterns, so the number of series is bounded. */
export function newMetrics(): Metrics {
  const all = new Map<string, Series>()
  return {
    observe: (method, route, status, durationMs) => {
      const labels = `method="${method}",route="${route}",status="${status}"`
      let series = all.get(labels)
      if (!series) {
        series = { labels, count: 0, sumS: 0, within: BUCKETS_S.map(() => 0) }
        all.set(labels, series)
      }
      const durationS = durationMs / 1000
      series.count += 1
      series.sumS += durationS
      for (let index = BUCKETS_S.length - 1; index >= 0 && durationS <= (BUCKETS_S[index] ?? 0); index -= 1)
        series.within[index] = (series.within[index] ?? 0) + 1
    },
    text: () => {
      const name = 'cordon_http_request_duration_seconds'
      const histogram = [...all.values()].flatMap(({ labels, count, sumS, within }) => [
        ...BUCKETS_S.map((bound, index) => `${name}_bucket{${labels},le="${bound}"} ${within[index] ?? 0}`),
        `${name}_bucket{${labels},le="+Inf"} ${count}`,
        `${name}_sum{${labels}} ${sumS}`,
        `${name}_count{${labels}} ${count}`,
      ])
      const { rss, heapUsed } = process.memoryUsage()
      return [
        '# HELP cordon_http_requests_total Requests answered.',
        '# TYPE cordon_http_requests_total counter',
        ...[...all.values()].map(({ labels, count }) => `cordon_http_requests_total{${labels}} ${count}`),
        `# HELP ${name} Time from the first byte of a request to the last of its answer.`,
        `# TYPE ${name} histogram`,
        ...histogram,
        '# HELP process_resident_memory_bytes Resident memory.',
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${rss}`,
        '# HELP nodejs_heap_used_bytes Heap in use.',
        '# TYPE nodejs_heap_used_bytes gauge',
        `nodejs_heap_used_bytes ${heapUsed}`,
        '',
      ].join('\n')
    },
  }
}
