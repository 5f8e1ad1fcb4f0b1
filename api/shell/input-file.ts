import { accessSync, constants, readFileSync, type Stats, statSync } from 'node:fs'
import { Failure } from '../request/failure.ts'
import { jsonFault } from '../request/json-fault.ts'
import { readUtf8, requireFieldsOnce, requireNoNull } from '../request/json-text.ts'
import { BODY_LIMIT_BYTES } from '../request/validation.ts'
import { CommandRefused } from './failure.ts'
import type { Terminal } from './terminal.ts'

const STANDARD_INPUT = '-'

/**
 * The JSON of a file, or of standard input for `-`.
 *
 * @throws {CommandRefused} if there is no such file
 * @throws {Failure} `body-too-large` or `malformed-body` as the HTTP service would
 */
export function readJsonFile(file: string, terminal: Terminal, limitBytes = BODY_LIMIT_BYTES): unknown {
  return toJson(readBytes(file, terminal, limitBytes), file, limitBytes)
}

/**
 * The JSON of bytes that were read from a file.
 *
 * @throws {Failure} `body-too-large` or `malformed-body` as the HTTP service would
 */
export function toJson(bytes: Uint8Array, file: string, limitBytes = BODY_LIMIT_BYTES): unknown {
  if (bytes.length > limitBytes) throw tooLarge(limitBytes)
  const what = file === STANDARD_INPUT ? 'Standard input' : file
  const text = readUtf8(bytes, what)
  const document = parsed(text, what)
  requireFieldsOnce(text)
  requireNoNull(text)
  return document
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure('malformed-body', whyNoJson(text, what))
  }
}

function whyNoJson(text: string, what: string): string {
  if (text.trim() === '') return `${what} is empty.`
  const fault = jsonFault(text)
  if (fault !== undefined && /^\s*[{[]/.test(text)) return `${what} is not JSON: ${fault}.`
  // A table is no request, however it begins.
  return `${what} is not JSON in UTF-8. A table goes into a dataset (cordon import) or a template (cordon template).`
}

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws {CommandRefused} if there is no such file
 * @throws {Failure} `body-too-large` as the HTTP service would
 */
export function readBytes(file: string, terminal: Terminal, limitBytes: number): Uint8Array {
  const bytes = file === STANDARD_INPUT ? terminal.readInput() : readBounded(file, limitBytes)
  if (bytes.length > limitBytes) throw tooLarge(limitBytes)
  return bytes
}

const tooLarge = (limitBytes: number): Failure =>
  new Failure('body-too-large', `The input may have at most ${limitBytes / 1_048_576} MiB.`)

function readBounded(file: string, limitBytes: number): Uint8Array {
  if (sizeOf(file) > limitBytes) throw tooLarge(limitBytes)
  try {
    return readFileSync(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

/**
 * Refuses what is no file that can be read, before anything is done with it.
 *
 * @throws {CommandRefused} that says what is there instead
 */
export function requireFile(file: string): void {
  if (file === STANDARD_INPUT) throw new CommandRefused('This command reads files, and not standard input.')
  sizeOf(file)
  try {
    accessSync(file, constants.R_OK)
  } catch (error) {
    throw unreadable(file, error)
  }
}

function sizeOf(file: string): number {
  let found: Stats | undefined
  try {
    found = statSync(file, { throwIfNoEntry: false })
  } catch (error) {
    throw unreadable(file, error)
  }
  if (!found) throw new CommandRefused(`There is no file ${file}.`)
  if (found.isDirectory()) throw new CommandRefused(`${file} is a folder; name a file.`)
  return found.size
}

/** A file that is there, and that its owner or the machine keeps from being read. */
const unreadable = (file: string, error: unknown): CommandRefused =>
  new CommandRefused(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`)
