import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapPropagator,
  type Tracer,
} from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Where spans go, and how a caller says of which trace it is a part. */
export interface Tracing {
  readonly tracer: Tracer
  readonly propagator: TextMapPropagator
}

/**
 * A span for each request: its method, the pattern of its route and the status of its answer. Never a path, a query, an
 * address or anything that a caller sent.
 */
export function spanRequests(app: FastifyInstance, { tracer, propagator }: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', (request, _, done) => {
    const { url = 'none' } = request.routeOptions
    const parent: Context = propagator.extract(ROOT_CONTEXT, request.headers, {
      get: (headers, name) => headers[name],
      keys: (headers) => Object.keys(headers),
    })
    const span = tracer.startSpan(
      `${request.method} ${url}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': url },
      },
      parent,
    )
    spans.set(request, span)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}
