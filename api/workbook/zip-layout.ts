import type { Entry } from 'yauzl'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const END = 0x06054b50
const END_BYTES = 22
const LONG_END = 0x06064b50
const LONG_LOCATOR = 0x07064b50
const LONG_LOCATOR_BYTES = 20
const HAS_DESCRIPTOR = 0x0008
/** Sizes after the data: with or without a signature, of 4 or 8 bytes each. */
const DESCRIPTOR_BYTES = [12, 16, 20, 24] as const

/**
 * Whether the entries of an archive follow each other from its first byte to its directory, each as the directory
 * describes it, and nothing follows the directory but the record that ends the archive.
 *
 * Some programs read an archive by its directory and some from its start. Only if both see the same, the archive is what
 * we checked. One that reads from the start may also wait for ever for the end of what stands behind the directory.
 */
export function isSeamless(bytes: Buffer, entries: readonly Entry[]): boolean {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  let ends: readonly number[] = [0]
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader
    const dataStart = ends.includes(start) ? dataStartOf(bytes, entry) : undefined
    if (dataStart === undefined) return false
    const end = dataStart + entry.compressedSize
    ends = hasDescriptor(entry) ? DESCRIPTOR_BYTES.map((more) => end + more) : [end]
  }
  return ends.some((end) => endsAfterDirectory(bytes, end, entries.length))
}

const signAt = (bytes: Buffer, at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0)

/** Whether a directory of so many entries starts here, and the archive ends with it. */
function endsAfterDirectory(bytes: Buffer, start: number, entries: number): boolean {
  let at = start
  for (let index = 0; index < entries; index += 1) {
    if (signAt(bytes, at) !== CENTRAL || at + CENTRAL_BYTES > bytes.length) return false
    at += CENTRAL_BYTES + [28, 30, 32].reduce((sum, field) => sum + bytes.readUInt16LE(at + field), 0)
  }
  if (signAt(bytes, at) === LONG_END && at + 12 <= bytes.length)
    at += 12 + Number(bytes.readBigUInt64LE(at + 4))
  if (signAt(bytes, at) === LONG_LOCATOR) at += LONG_LOCATOR_BYTES
  const isEnd = signAt(bytes, at) === END && at + END_BYTES <= bytes.length
  return isEnd && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length
}

const hasDescriptor = ({ generalPurposeBitFlag }: Entry): boolean =>
  (generalPurposeBitFlag & HAS_DESCRIPTOR) !== 0

/** Where the data of an entry start, if its own head agrees with the directory. */
function dataStartOf(bytes: Buffer, entry: Entry): number | undefined {
  const at = entry.relativeOffsetOfLocalHeader
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined
  const size = bytes.readUInt32LE(at + 18)
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26)
  const agrees =
    bytes.readUInt16LE(at + 6) === entry.generalPurposeBitFlag &&
    bytes.readUInt16LE(at + 8) === entry.compressionMethod &&
    (size === entry.compressedSize || (hasDescriptor(entry) && size === 0)) &&
    bytes.subarray(at + 30, nameEnd).equals(entry.fileNameRaw)
  return agrees ? nameEnd + bytes.readUInt16LE(at + 28) : undefined
}
