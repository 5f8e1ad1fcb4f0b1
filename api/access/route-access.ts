import type { Scope } from '../store/keys.ts'

/** What a route asks of its caller. */
export interface RouteAccess {
  /** Without one, everybody may. */
  readonly scope?: Scope
  /** What `:id` names, if the caller must own it. */
  readonly owner?: 'dataset' | 'city'
  /** The scope that `save` in the query asks for. */
  readonly saving?: Scope
  /** Gives out much at once: the log says who took it. */
  readonly isBulk?: true
}

const EVERYBODY: RouteAccess = {}
const READ: RouteAccess = { scope: 'read' }
const READ_MUCH: RouteAccess = { scope: 'read', isBulk: true }
const READ_OR_SAVE: RouteAccess = { scope: 'read', saving: 'contribute' }
const CONTRIBUTE: RouteAccess = { scope: 'contribute' }
const TO_OWN_DATASET: RouteAccess = { scope: 'contribute', owner: 'dataset' }

/**
 * Every route, with what it asks for. A route that is not here answers nobody: `test/access/route-access.test.ts` finds
 * it. Saved estimates, filed inventories and jobs ask for no owner here, since `owned-store.ts` finds nothing of others.
 */
export const ROUTE_ACCESS: Readonly<Record<string, RouteAccess>> = {
  'GET /healthz': EVERYBODY,
  'GET /readyz': EVERYBODY,
  'GET /metrics': { scope: 'operate' },

  // What a browser loads before its user can say a key: nothing in it is of this service alone.
  'GET /': EVERYBODY,
  'GET /answer': EVERYBODY,
  'GET /brief': EVERYBODY,
  'GET /s/': EVERYBODY,
  'GET /d': EVERYBODY,
  'GET /d/:id': EVERYBODY,
  'GET /years': EVERYBODY,
  'GET /peers': EVERYBODY,
  'GET /factors': EVERYBODY,
  'GET /factors/:set/:record': EVERYBODY,
  'GET /assets/:name': EVERYBODY,
  'GET /examples/:name': EVERYBODY,
  'GET /openapi.json': EVERYBODY,
  'GET /docs': EVERYBODY,
  'GET /docs/': EVERYBODY,
  'GET /docs/static/index.html': EVERYBODY,
  'GET /docs/static/swagger-initializer.js': EVERYBODY,
  'GET /docs/static/*': EVERYBODY,
  'GET /docs/json': EVERYBODY,
  'GET /docs/yaml': EVERYBODY,
  'GET /docs/problems': EVERYBODY,
  'GET /docs/factors': EVERYBODY,
  'GET /docs/factors/:set/:record': EVERYBODY,
  'GET /docs/attribution': EVERYBODY,
  'GET /docs/attribution/:set': EVERYBODY,
  // To whoever does not own the estimate, these are pages without one.
  'GET /e/:id': EVERYBODY,
  'GET /e/:id/why': EVERYBODY,
  'GET /e/:id/brief': EVERYBODY,
  'GET /e/:id/years': EVERYBODY,
  'GET /e/:id/peers': EVERYBODY,

  'GET /v1/keys/me': READ,
  'GET /v1/vocabulary': READ,
  'GET /v1/schemas/result': READ,
  'GET /v1/templates/:name': READ,
  'GET /v1/factor-sets': READ,
  'GET /v1/factor-sets/:id': READ,
  'GET /v1/factor-sets/:id/factors': READ,
  'GET /v1/factor-sets/:id/factors/:recordId': READ,
  'GET /v1/factor-sets/:id/attribution': READ,
  'GET /v1/factor-sets/:id/sources': READ,
  'GET /v1/factor-sets/:before/diff/:after': READ,
  'GET /v1/overlays': READ,
  'GET /v1/import-formats': READ,
  'POST /v1/imports/recognise': READ,
  'GET /v1/import-formats/tidy/template': READ,

  'POST /v1/estimates': READ_OR_SAVE,
  'GET /v1/estimates': READ,
  'GET /v1/estimates/:id': READ,
  'GET /v1/estimates/:id/lines': READ,
  'GET /v1/estimates/:id/explanation': READ,
  'GET /v1/estimates/:id/boundaries': READ,
  'GET /v1/estimates/:id/inventory': READ,
  'GET /v1/estimates/:id/brief': READ,
  'DELETE /v1/estimates/:id': CONTRIBUTE,
  'POST /v1/verifications': READ,
  'POST /v1/reconciliations': READ,
  'POST /v1/restatements': READ,
  'POST /v1/scenarios': READ,
  'GET /v1/scenario-levers': READ,
  'POST /v1/scenarios/explanation': READ,
  'POST /v1/comparisons': READ,
  'POST /v1/years': READ,
  'POST /v1/peers': READ,
  'POST /v1/statements/:part': READ,
  'POST /v1/filed-inventories': READ_OR_SAVE,
  'GET /v1/filed-inventories': READ,
  'GET /v1/filed-inventories/:id': READ,
  'GET /v1/filed-inventories/:id/comparison': READ,

  'GET /v1/cities': READ,
  'GET /v1/cities/:id': READ,
  'PUT /v1/cities/:id': { scope: 'contribute', owner: 'city' },
  'PUT /v1/cities/:id/years/:year': { scope: 'contribute', owner: 'city' },
  'DELETE /v1/cities/:id/years/:year': { scope: 'contribute', owner: 'city' },
  'GET /v1/cities/:id/years': READ_MUCH,
  'GET /v1/cities/:id/series': READ_MUCH,
  'GET /v1/cities/:id/nowcast': READ_MUCH,

  'POST /v1/datasets': CONTRIBUTE,
  'GET /v1/datasets': READ,
  'GET /v1/datasets/:id': READ,
  'GET /v1/datasets/:id/events': READ,
  'GET /v1/datasets/:id/estimates': READ_MUCH,
  'DELETE /v1/datasets/:id': TO_OWN_DATASET,
  'PUT /v1/datasets/:id/content': TO_OWN_DATASET,
  'PUT /v1/datasets/:id/zones': TO_OWN_DATASET,
  'GET /v1/datasets/:id/zones': READ_MUCH,
  'POST /v1/datasets/:id/releases': { scope: 'release', owner: 'dataset' },
  'GET /v1/datasets/:id/releases': READ_MUCH,
  'GET /v1/datasets/:id/released': READ_MUCH,
  'GET /v1/releases/:id': READ_MUCH,
  'GET /v1/releases/:id/certificate': READ,

  'GET /v1/jobs': READ,
  'GET /v1/jobs/:id': READ,
  'GET /v1/jobs/:id/events': READ,
  'DELETE /v1/jobs/:id': CONTRIBUTE,
}

/** What a route asks for; who may GET may HEAD. */
export const findAccess = (method: string, url: string): RouteAccess | undefined =>
  ROUTE_ACCESS[`${method === 'HEAD' ? 'GET' : method} ${url}`]

/** What the contract says of a route: the scope it asks for, if that is not reading. */
export function securityOf(
  method: string,
  url: string,
): readonly Readonly<Record<string, string[]>>[] | undefined {
  const { scope, saving } = findAccess(method, url) ?? {}
  if (scope === undefined) return []
  const asked = saving === undefined ? scope : `${saving} with save`
  return asked === 'read' ? undefined : [{ key: [asked] }, {}]
}
