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
}

/** The request is not of the documented form; carries every fault found. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(`The request has ${faults.length} fault${faults.length === 1 ? '' : 's'}.`)
    this.faults = faults
  }
}

/** The body cannot be read as JSON. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody'
}

/** The body is larger than is read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** No such factor set is loaded. */
export class UnknownFactorSet extends Error {
  override readonly name = 'UnknownFactorSet'
  readonly available: readonly string[]
  /** Where the request named the set, if in its body. */
  readonly pointer: string | undefined

  constructor(available: readonly string[], pointer?: string) {
    super(`No such factor set. Available: ${available.join(', ') || 'none'}.`)
    this.available = available
    this.pointer = pointer
  }
}

/** The path names nothing. */
export class NothingThere extends Error {
  override readonly name = 'NothingThere'
}

/** The path is there, for other methods. */
export class MethodNotAllowed extends Error {
  override readonly name = 'MethodNotAllowed'
  readonly allowed: readonly string[]

  constructor(allowed: readonly string[]) {
    super(`This path answers ${allowed.join(', ')}.`)
    this.allowed = allowed
  }
}

/** As much is being worked on as the service takes on. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

/** The service cannot answer yet, or no longer. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
}

/** A saved estimate cannot be made again as it was. */
export class NotReplayable extends Error {
  override readonly name = 'NotReplayable'
}

/** A workbook cannot be read, or not without risk; carries every fault found. */
export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ code, detail }) => `${code}: ${detail}`).join('\n'))
    this.faults = faults
  }
}

/** A fault of a file: where, as a column or a rule, and how often; never a value of it. */
export interface ImportFault {
  readonly code: string
  readonly column?: string
  readonly detail: string
  readonly count?: number
}

/** A file cannot be taken in; carries every fault found. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly faults: readonly [ImportFault, ...ImportFault[]]

  constructor(faults: readonly [ImportFault, ...ImportFault[]]) {
    super(
      faults
        .map(({ code, column, detail }) => `${code}${column ? ` (${column})` : ''}: ${detail}`)
        .join('\n'),
    )
    this.faults = faults
  }
}

/** The body is of a type that the path does not take. */
export class UnsupportedType extends Error {
  override readonly name = 'UnsupportedType'
}

/** What is there already does not go with what is asked. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** Whoever sent a file has gone away before its end. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone'
}
