import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../request/failure.ts'
import type { AccessSettings } from '../settings/access.ts'
import type { Store } from '../store/store.ts'
import { actorOf, type Caller, hasScope, isTrusted, runFor } from './caller.ts'
import type { Keyring } from './keyring.ts'
import { forbidden, requireOwner } from './owner.ts'
import { findAccess, type RouteAccess } from './route-access.ts'
import type { ReadToken } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
  interface FastifyContextConfig {
    /** Refuses whoever asks. */
    readonly isClosed?: boolean
  }
}

interface Guarding {
  readonly store: Store
  readonly keyring: Keyring
  readonly settings: AccessSettings
  readonly readToken?: ReadToken | undefined
}

const MACHINE: Caller = { kind: 'machine' }
const STRANGER: Caller = { kind: 'stranger' }
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The one answer to whoever has no key that is right: it does not say what is wrong with it. */
const unauthorized = (): Failure =>
  new Failure('unauthorized', 'Send a key that this service knows: Authorization: Bearer cordon_…')

/** Decides for every request who asks and whether that caller may. Nothing else does. */
export async function guard(app: FastifyInstance, guarding: Guarding): Promise<void> {
  const { store, settings } = guarding
  app.decorateRequest('caller')
  const requireRoom = await newRoom(app, settings)

  app.addHook('onRequest', (request, _, done) => {
    request.caller = STRANGER
    const { url, config } = request.routeOptions
    // Nothing is at the path, or it does not answer the method: both say so to everybody.
    if (url === undefined || config.isClosed) {
      done()
      return
    }
    if (isAtMachine(request, settings)) {
      request.caller = MACHINE
      done()
      return
    }
    const access = findAccess(request.method, url)
    if (!access) {
      done(forbidden())
      return
    }
    decide(request, access, guarding, requireRoom).then(() => done(), done)
  })

  // The last hook before the handler, so that whatever the handler begins runs for its caller.
  app.addHook('preHandler', (request, _, done) => runFor(request.caller, done))

  app.addHook('onResponse', (request, reply, done) => {
    done()
    const { method, caller, params, routeOptions } = request
    const { url = '' } = routeOptions
    if (isTrusted(caller) || reply.statusCode >= 400 || !findAccess(method, url)?.isBulk) return
    const { id = '' } = params as { readonly id?: string }
    store
      .appendAudit({
        at: new Date().toISOString(),
        actor: actorOf(caller),
        action: 'bulk.read',
        subject: id,
        detail: { route: url },
      })
      .catch((error: unknown) => {
        // By its name alone: what a database says may repeat values.
        const fault = error instanceof Error ? error.name : typeof error
        request.log.error({ fault }, 'a bulk read was not noted')
      })
  })
}

/** What proxies add to a request that they pass on; not every one says for whom. */
const OF_PROXIES = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]

/** On a loopback address the key is the machine; what a proxy passes on comes from elsewhere. */
const isAtMachine = ({ headers }: FastifyRequest, { asksForKeys, trustProxy }: AccessSettings): boolean =>
  !asksForKeys && !(trustProxy !== false && OF_PROXIES.some((name) => name in headers))

async function decide(
  request: FastifyRequest,
  access: RouteAccess,
  guarding: Guarding,
  requireRoom: (request: FastifyRequest) => Promise<void>,
): Promise<void> {
  const { store, settings } = guarding
  const caller = await callerOf(request, guarding, access.scope === undefined)
  request.caller = caller
  if (access.scope === undefined) return
  await requireRoom(request)
  const scope = access.saving !== undefined && isSaving(request) ? access.saving : access.scope
  if (caller.kind === 'stranger') {
    if (scope !== 'read' || !settings.openRead) throw unauthorized()
    return
  }
  if (!hasScope(caller, scope)) throw forbidden()
  if (!access.owner) return
  const { id = '' } = request.params as { readonly id?: string }
  await requireOwner(store, access.owner, id, caller)
}

/** The longest that a token may be. */
const MAX_SECRET_CHARACTERS = 8192

/** What stands behind the scheme; empty if the scheme is another one, or the rest no token. */
function secretIn(authorization: string): string {
  const [scheme, ...rest] = authorization.split(' ')
  const secret = rest.join(' ').trimStart()
  const isToken = /^[\w.~+/=-]+$/.test(secret) && secret.length <= MAX_SECRET_CHARACTERS
  return scheme?.toLowerCase() === 'bearer' && isToken ? secret : ''
}

/** @throws {Failure} `unauthorized` for a key that is not right, even where none is needed */
async function callerOf(
  { headers }: FastifyRequest,
  { keyring, readToken }: Guarding,
  needsNone: boolean,
): Promise<Caller> {
  const { authorization } = headers
  if (authorization === undefined) return STRANGER
  const secret = secretIn(authorization)
  const key = keyring.find(secret)
  if (key) return { ...key, kind: 'key' }
  const fromToken = secret.includes('.') ? await readToken?.(secret) : undefined
  if (fromToken) return fromToken
  if (needsNone) return STRANGER
  throw unauthorized()
}

/** Anything but what the schema reads as no: a spelling that it refuses is refused either way. */
function isSaving({ query }: FastifyRequest): boolean {
  const { save } = query as { readonly save?: unknown }
  return save !== undefined && save !== 'false'
}

/** Refuses who asks too often: keys by their id, strangers by their address. */
async function newRoom(app: FastifyInstance, { perMinute, perDay }: AccessSettings) {
  await app.register(rateLimit, { global: false, cache: 10_000 })
  const keyGenerator = ({ caller, ip }: FastifyRequest): string => (caller.kind === 'key' ? caller.id : ip)
  const most =
    (which: 'perMinute' | 'perDay', otherwise: number) =>
    ({ caller }: FastifyRequest): number =>
      (caller.kind === 'key' ? caller[which] : undefined) ?? otherwise
  const ofMinute = app.createRateLimit({
    max: most('perMinute', perMinute),
    timeWindow: MINUTE_MS,
    keyGenerator,
  })
  const ofDay = app.createRateLimit({ max: most('perDay', perDay), timeWindow: DAY_MS, keyGenerator })
  return async (request: FastifyRequest): Promise<void> => {
    for (const limit of [ofMinute, ofDay]) {
      const room = await limit(request)
      if (!room.isAllowed && room.isExceeded)
        throw new Failure('too-many-requests', `Too many requests ${whose(request)}. Try again later.`, {
          retryAfterS: room.ttlInSeconds,
        })
    }
  }
}

const whose = ({ caller }: FastifyRequest): string =>
  caller.kind === 'key' ? 'by this key' : 'from this address'
