import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Tracing } from '../http/request-spans.ts'
import { getProject } from '../settings/project.ts'

/** Traces that go to a collector. */
export interface Traces extends Tracing {
  /** Sends what is left, for as long as a stop can wait. */
  close(): Promise<void>
}

/** What a collector that does not answer may hold a stop up. */
const MAX_CLOSE_MS = 1_000
const SEND_MS = 5_000

/**
 * Sends spans of requests to a collector, in the background: one that does not answer loses them, and nothing else.
 *
 * @param endpoint as OTEL_EXPORTER_OTLP_ENDPOINT has it
 */
export function tracesTo(endpoint: string): Traces {
  const { version } = getProject()
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.endsWith('/') ? endpoint.slice(0, -1) : endpoint}/v1/traces`,
    timeoutMillis: SEND_MS,
  })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'cordon', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  return {
    tracer: provider.getTracer('cordon', version),
    propagator: new W3CTraceContextPropagator(),
    close: async () => {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, MAX_CLOSE_MS).unref())
      await Promise.race([provider.shutdown().catch(() => undefined), patience])
    },
  }
}
