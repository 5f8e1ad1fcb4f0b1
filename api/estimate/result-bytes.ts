import type { EstimateResult } from './result-schema.ts'

/**
 * What a result holds that comes again in other results, such as a default figure: its bytes are kept. What is of one request
 * is not: to keep it costs more than to write it.
 */
const bytesMade = new WeakMap<object, Buffer | 'not-yet'>()

/** Says that a part of a result comes again. */
export const comesAgain = (part: object): void => void bytesMade.set(part, 'not-yet')

/**
 * A result as JSON, byte for byte `JSON.stringify(result)`. Each field is a text of its own, so that one with letters beyond
 * ASCII does not make the others wide.
 */
export function resultBytes(result: EstimateResult): Buffer {
  let length = 0
  let name: keyof EstimateResult
  for (name in result) {
    const value = result[name]
    if (value === undefined) continue
    const begun = `${length === 0 ? '{' : ','}"${name}":`
    if (isLong(value)) length = writeBytes(write(length, begun), listBytes(value))
    else if (isKnown(value)) length = writeBytes(write(length, begun), bytesOf(value))
    else length = write(length, begun + JSON.stringify(value))
  }
  length = write(length, '}')
  const bytes = Buffer.allocUnsafeSlow(length)
  page.copy(bytes, 0, 0, length)
  return bytes
}

/** What is being written. */
let page = Buffer.allocUnsafeSlow(2 ** 18)
/** A UTF-16 unit takes at most three bytes of UTF-8. */
const MAX_BYTES_OF_UNIT = 3

function write(at: number, text: string): number {
  makeRoom(at, MAX_BYTES_OF_UNIT * text.length)
  return at + page.write(text, at)
}

function makeRoom(at: number, more: number): void {
  if (at + more <= page.length) return
  const wider = Buffer.allocUnsafeSlow(2 * (at + more))
  page.copy(wider, 0, 0, at)
  page = wider
}

/** Shorter lists are as quickly written. */
const MIN_LISTED = 8
const MAX_LISTS = 16
const MAX_LIST_BYTES = 100_000

const isLong = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length >= MIN_LISTED && bytesMade.has(value[0] as object)

/** Lists of parts that come again, the latest first: results of one kind have the same. */
const listsMade: { readonly items: readonly object[]; readonly bytes: Buffer }[] = []

const isKnown = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && bytesMade.has(value)

function writeBytes(at: number, bytes: Buffer): number {
  makeRoom(at, bytes.length)
  bytes.copy(page, at)
  return at + bytes.length
}

function listBytes(items: readonly object[]): Buffer {
  const place = listsMade.findIndex((one) => isSame(one.items, items))
  const [known] = place < 0 ? [] : listsMade.splice(place, 1)
  const list = known ?? { items, bytes: joined(items) }
  const isKept =
    known !== undefined || (items.every((item) => bytesMade.has(item)) && list.bytes.length <= MAX_LIST_BYTES)
  if (isKept && listsMade.unshift(list) > MAX_LISTS) listsMade.pop()
  return list.bytes
}

function isSame(a: readonly object[], b: readonly object[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

const COMMA = Buffer.from(',')

const joined = (items: readonly object[]): Buffer =>
  Buffer.concat([
    Buffer.from('['),
    ...items.flatMap((item, index) => (index === 0 ? [bytesOf(item)] : [COMMA, bytesOf(item)])),
    Buffer.from(']'),
  ])

function bytesOf(item: object): Buffer {
  const known = bytesMade.get(item)
  if (known !== undefined && known !== 'not-yet') return known
  const bytes = Buffer.from(JSON.stringify(item))
  if (known !== undefined) bytesMade.set(item, bytes)
  return bytes
}
