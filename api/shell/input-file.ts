import { readFileSync, statSync } from 'node:fs'
import { Failure } from '../request/failure.ts'
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
    throw new Failure('malformed-body', `${what} is not JSON in UTF-8.`)
  }
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
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new CommandRefused(`There is no file ${file}.`)
  if (found.isDirectory()) throw new CommandRefused(`${file} is a folder; name a file.`)
  if (found.size > limitBytes) throw tooLarge(limitBytes)
  return readFileSync(file)
}
