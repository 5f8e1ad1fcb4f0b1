import type { RefusalCode } from '../../src/index.ts'

/** One thing wrong with a request, with its place: a pointer into the body, or the name of a query parameter. */
export interface Fault {
  readonly code: RefusalCode
  readonly pointer?: string
  readonly parameter?: string
  readonly detail: string
  readonly candidates?: readonly string[]
  /** Of a file: the column that is at fault, and how many of its rows are. */
  readonly column?: string
  readonly count?: number
  /** Of a workbook: the sheet and the cell, such as `D12`. */
  readonly sheet?: string
  readonly cell?: string
}

/** The kinds of failure, each named as the last part of the address of its problem. */
export type FailureSlug =
  | 'malformed-body'
  | 'invalid-request'
  | 'person-level-data'
  | 'unauthorized'
  | 'forbidden'
  | 'unknown-factor-set'
  | 'not-found'
  | 'wrong-host'
  | 'method-not-allowed'
  | 'not-replayable'
  | 'conflict'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'too-many-requests'
  | 'estimate-refused'
  | 'workbook-refused'
  | 'file-refused'
  | 'not-ready'
  | 'busy'

/** What a failure may say beside its detail. */
export interface FailureMore {
  readonly errors?: readonly Fault[]
  /** Names that would have been found. */
  readonly available?: readonly string[]
  /** Methods that the path answers. */
  readonly allowed?: readonly string[]
  /** When to ask again [s]. */
  readonly retryAfterS?: number
}

/** What was asked is not done, and whoever asked can mend it or come back. Everything else that is thrown is a fault of ours. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly slug: FailureSlug
  readonly detail: string
  readonly more: FailureMore

  constructor(slug: FailureSlug, detail: string, more: FailureMore = {}) {
    super(more.errors?.map((fault) => `${fault.code}: ${fault.detail}`).join('\n') ?? detail)
    this.slug = slug
    this.detail = detail
    this.more = more
  }

  get faults(): readonly Fault[] {
    return this.more.errors ?? []
  }
}

/**
 * What a request, a file of a dataset or a workbook is refused with, every fault listed. Signs of data about persons
 * count before faults of form, and both before the kind of what was sent.
 */
export function refusal(
  errors: readonly Fault[],
  sent: 'estimate-refused' | 'file-refused' | 'workbook-refused' = 'estimate-refused',
): Failure {
  const has = (code: RefusalCode): boolean => errors.some((fault) => fault.code === code)
  const slug = has('person-level-data')
    ? 'person-level-data'
    : has('invalid-field')
      ? 'invalid-request'
      : sent
  const count = errors.length === 1 ? 'One fault' : `${errors.length} faults`
  return new Failure(slug, `${count}; each is listed in errors.`, { errors })
}

/** A refusal for one fault that has no place. */
export const singleRefusal = (
  sent: 'file-refused' | 'workbook-refused',
  code: RefusalCode,
  detail: string,
): Failure => refusal([{ code, detail }], sent)

/** The failure of a factor set that is not loaded. @param pointer where a request body named it */
export function unknownFactorSet(available: readonly string[], pointer?: string): Failure {
  const detail = `No such factor set. Available: ${available.join(', ') || 'none'}.`
  if (pointer === undefined) return new Failure('unknown-factor-set', detail, { available })
  const fault: Fault = {
    code: 'invalid-field',
    pointer,
    detail: 'No such factor set.',
    candidates: available,
  }
  return new Failure('unknown-factor-set', detail, { errors: [fault], available })
}

/** The failure of what is asked of a service that is about to end. */
export const shuttingDown = (): Failure => new Failure('not-ready', 'The service is shutting down.')

/** Whether an error is a failure of one of these kinds. */
export const isFailure = (error: unknown, ...slugs: readonly FailureSlug[]): error is Failure =>
  error instanceof Failure && slugs.includes(error.slug)

/** Whether an error is what {@link refusal} makes of a request. */
export const isRefusal = (error: unknown): error is Failure =>
  isFailure(error, 'estimate-refused', 'invalid-request', 'person-level-data')
