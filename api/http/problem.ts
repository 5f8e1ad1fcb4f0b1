import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { EstimateRefused } from '../../src/index.ts'
import { Failure, type FailureMore, type FailureSlug, type Fault, refusal } from '../request/failure.ts'
import { readToEnd } from './unread-body.ts'

export interface ProblemMembers {
  readonly status: number
  readonly title: string
  /** As `docs/problems.md` explains it; a fault of ours says nothing. */
  readonly when?: string
}

/** When it is worth asking again after a 503. */
const RETRY_AFTER_S = 1

/** Every type of problem with its status: the only place that knows a status for an error. */
export const PROBLEMS = {
  'malformed-body': { status: 400, title: 'The body cannot be read as JSON', when: 'the body is not JSON' },
  'invalid-request': {
    status: 400,
    title: 'The request does not have the documented form',
    when: 'the shape is wrong: `errors` names each field',
  },
  'person-level-data': {
    status: 400,
    title: 'The request looks like data about persons, vehicles or devices',
    when: 'something looks like data about a person, household, vehicle or device',
  },
  unauthorized: {
    status: 401,
    title: 'The request needs a key that the service knows',
    when: 'there is no key with the request, or none that is known: send `Authorization: Bearer cordon_…`. `cordon keys add` makes one',
  },
  forbidden: {
    status: 403,
    title: 'The key does not allow this',
    when: 'the key is known, but it lacks the scope, or what it asks for belongs to another key',
  },
  'unknown-factor-set': {
    status: 404,
    title: 'There is no such factor set',
    when: 'no such set; `available` names those there are',
  },
  'not-found': { status: 404, title: 'There is nothing at this path', when: 'nothing lives at this address' },
  'wrong-host': {
    status: 421,
    title: 'The service does not answer to this host name',
    when: 'the `Host` of the request names another machine: use the address that the service printed, or name the host in `CORDON_ALLOWED_HOSTS`',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The path does not answer this method',
    when: 'the address answers other methods, named in `Allow`',
  },
  'not-replayable': {
    status: 409,
    title: 'The saved estimate cannot be made again as it was',
    when: 'a view of a saved estimate is wanted that was not kept, and the estimate cannot be made again: its factor set or method version is not here. Send the request again',
  },
  conflict: {
    status: 409,
    title: 'The request conflicts with what is saved already',
    when: 'what is there already does not go with what is asked: a dataset of this id with other facts, a file that was read in another way, a job that was cancelled',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    when: 'more than 1 MiB: send aggregates, or fewer rows; a result to be verified or a workbook may have 16 MiB',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The service does not read this media type',
    when: 'send `application/json`; a workbook or a file of a dataset as the type that it is of',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests by one key',
    when: 'a key, or an address without one, asks more often than it may: try again after `Retry-After`',
  },
  'estimate-refused': {
    status: 422,
    title: 'The request is well formed but cannot be estimated',
    when: 'well formed, but it cannot be estimated: `errors` says why',
  },
  'workbook-refused': {
    status: 422,
    title: 'The workbook cannot be read',
    when: 'a workbook cannot be read, or not without risk: `errors` says why, by sheet and cell; nothing is kept',
  },
  'file-refused': {
    status: 422,
    title: 'The file cannot be imported',
    when: 'a file cannot be taken into its dataset: `errors` says why, by column and count. Nothing of it is kept',
  },
  fault: { status: 500, title: 'Something failed on our side' },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    when: 'starting, shutting down, or the disk is full: try again after `Retry-After`',
  },
  busy: {
    status: 503,
    title: 'The service is busy',
    when: 'too many Monte Carlo simulations, or imports, are waiting: try again after `Retry-After`, or ask for propagation',
  },
} as const satisfies Record<ProblemSlug, ProblemMembers>
export type ProblemSlug = FailureSlug | 'fault'

/** An RFC 9457 problem. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly errors?: readonly Fault[]
  readonly available?: readonly string[]
}

/** Any error as a problem. What is not known is a fault of ours and says nothing of its cause. */
export function toProblem(error: unknown, requestId: string): Problem {
  const failure = toFailure(error)
  const slug = failure?.slug ?? 'fault'
  const { title, status } = PROBLEMS[slug]
  const { errors, available }: FailureMore = failure?.more ?? {}
  return {
    type: slug === 'fault' ? 'about:blank' : `/docs/problems#${slug}`,
    title,
    status,
    detail: failure?.detail ?? 'The fault is logged under the id of this request.',
    instance: `urn:request:${requestId}`,
    ...(errors === undefined ? {} : { errors }),
    ...(available === undefined ? {} : { available }),
  }
}

function toFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  if (error instanceof EstimateRefused) return refusal(error.refusals)
  const known = FRAMEWORK_ERRORS[codeOf(error)]
  if (known) return new Failure(...known)
  return isUnservedPath(error) ? new Failure('not-found', 'Nothing is at this path.') : undefined
}

/** What serves the files of /docs says so of a path that can name no file, such as one with a zero byte. */
const isUnservedPath = (error: unknown): boolean =>
  error instanceof Error &&
  'expose' in error &&
  'status' in error &&
  Number(error.status) >= 400 &&
  Number(error.status) < 500

/** Fastify's own errors: what it says of them would repeat parts of the request. */
const FRAMEWORK_ERRORS: Readonly<Record<string, readonly [FailureSlug, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'This path does not take bodies of this type: most paths take application/json, and /openapi.json lists the types of each.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'body-too-large',
    'A body may have 1 MiB; a result to be verified or a workbook, 16 MiB.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed-body', 'The body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'malformed-body',
    'The body is not JSON, or has a field name that is never read.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'malformed-body',
    'The body is not as long as its Content-Length says.',
  ],
  STORE_UNAVAILABLE: [
    'not-ready',
    'What is saved cannot be written or read, such as when the disk is full or the database does not answer. The service tries again by itself.',
  ],
  FACTS_GONE: [
    'not-ready',
    'Files that this dataset is read from in place are gone or were changed. Who keeps them puts them back, or attaches them as they are now.',
  ],
  FACTS_UNREADABLE: [
    'not-ready',
    'Files of the facts are gone or damaged, or their disk is away. Whoever runs the service puts them back; its log names them. What needs no facts goes on.',
  ],
  ENOSPC: ['not-ready', 'The disk of the service is full.'],
  EDQUOT: ['not-ready', 'The disk of the service is full.'],
  FST_ERR_BAD_URL: ['not-found', 'The path cannot be read.'],
  // Paths that exist refuse this method before they look at its body.
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: ['not-found', 'Nothing is at this path.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'The path is too long.'],
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Answers with a problem and logs a fault of ours, by name and place in the code; never with anything a caller sent. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request.id)
  const isGone = codeOf(error) === 'ECONNRESET' && !request.raw.complete
  if ((problem.type === 'about:blank' && !isGone) || placeOf(error) !== undefined)
    logFault(error, request.log)
  setHeaders(problem, error, reply)
  reply.code(problem.status).type('application/problem+json')
  readToEnd(request.raw, () => reply.send(JSON.stringify(problem)))
}

function setHeaders({ status }: Problem, error: unknown, reply: FastifyReply): void {
  const { allowed, retryAfterS }: FailureMore = error instanceof Failure ? error.more : {}
  if (allowed) reply.header('allow', allowed.join(', '))
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="cordon"')
  if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS))
  if (status === 503) reply.header('retry-after', String(RETRY_AFTER_S))
}

/** Logs a fault of ours, by name and place in the code. */
export function logFault(error: unknown, log: Pick<FastifyBaseLogger, 'error'>, more: object = {}): void {
  const place = placeOf(error)
  log.error(
    { ...more, fault: nameOf(error), ...(place === undefined ? {} : { place }), at: framesOf(error) },
    'fault',
  )
}

/** The file of ours that a fault lies in: whoever runs the service puts it back. */
const placeOf = (error: unknown): string | undefined =>
  codeOf(error) === 'FACTS_UNREADABLE' && error instanceof Error && 'place' in error
    ? String(error.place)
    : undefined

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Only the frames of a stack: messages may repeat values. */
function framesOf(error: unknown): readonly string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '))
}

/** What Node's parser says of a request that never became one: the status and its standard phrase. */
const UNREADABLE: Readonly<Record<string, readonly [status: number, phrase: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}
const UNKNOWN_METHOD = [501, 'Not Implemented'] as const

/** A request line of HTTP, whatever its method; without one the method is no method. */
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64} [^ ]{1,8192} HTTP\/1\.[01]\r?\n/

function isUnknownMethod(error: Error): boolean {
  const packet = (error as { readonly rawPacket?: Buffer }).rawPacket
  return (
    codeOf(error) === 'HPE_INVALID_METHOD' &&
    packet !== undefined &&
    REQUEST_LINE.test(packet.subarray(0, 8300).toString('latin1'))
  )
}

/** Answers bytes that are no HTTP request, as far as the connection still takes an answer. */
export function answerUnreadable(error: Error, socket: Socket): void {
  if (codeOf(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isUnknown = isUnknownMethod(error)
  const [status, title] = isUnknown ? UNKNOWN_METHOD : (UNREADABLE[codeOf(error)] ?? [400, 'Bad Request'])
  const detail = isUnknown
    ? 'HTTP has no such method.'
    : status === 431
      ? 'The address and the headers of a request may have 16 KiB together.'
      : 'The request cannot be read as HTTP.'
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail,
    instance: `urn:request:${randomUUID()}`,
  })
  const headers = `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${headers}\r\n\r\n${body}`)
}
