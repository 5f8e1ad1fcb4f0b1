import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { RefusalCode } from '../../src/index.ts'
import { Failure, refusal, singleRefusal } from '../request/failure.ts'
import { WORKBOOK_BOUNDS } from './bounds.ts'
import { type SheetScan, sheetScanner } from './sheet-scan.ts'
import { tokenWatcher } from './token-length.ts'
import { isSeamless } from './zip-layout.ts'

/** The contents of an archive that was checked byte by byte and keeps all limits. */
export interface Archive {
  /** A scan of each sheet, by its path in the archive. */
  readonly scans: ReadonlyMap<string, SheetScan>
  /** The texts that tell which sheet is where, by path. */
  readonly texts: ReadonlyMap<string, string>
}

const CONTENT_TYPES = '[Content_Types].xml'
export const WORKBOOK_PART = 'xl/workbook.xml'
export const RELATIONS_PART = 'xl/_rels/workbook.xml.rels'
export const STYLES_PART = 'xl/styles.xml'
const KEPT: readonly string[] = [CONTENT_TYPES, WORKBOOK_PART, RELATIONS_PART]
const MAX_KEPT_BYTES = 1_048_576
const XML = /\.(?:xml|rels)$/i
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/
const ACTIVE: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData/i, 'macros'],
  [/macrosheets\//i, 'macro sheets'],
  [/externalLinks\//i, 'links to other workbooks'],
  [/activeX|ctrlProps\/|embeddings\//i, 'controls or embedded objects'],
]

const refused = (code: RefusalCode, detail: string): Failure =>
  singleRefusal('workbook-refused', code, detail)

/**
 * Checks an .xlsx archive before anything of it is parsed. Memory stays small: unpacked bytes are counted and dropped.
 *
 * @param withStyles whether the scans keep the style of each cell
 * @throws {Failure} if it is not a workbook, or not safe to read
 */
export async function lookThrough(bytes: Buffer, withStyles = false): Promise<Archive> {
  requireZip(bytes)
  const zip = await opened(bytes)
  const entries = await entriesOf(zip)
  requireHarmless(entries, bytes)
  const scans = new Map<string, SheetScan>()
  const texts = new Map<string, string>()
  let left: number = WORKBOOK_BOUNDS.unpackedBytes
  for (const entry of entries) {
    const { unpacked, scan, text } = await unpack(zip, entry, left, withStyles)
    left -= unpacked
    if (scan) scans.set(entry.fileName, scan)
    if (text !== undefined) texts.set(entry.fileName, text)
  }
  return { scans, texts }
}

function requireZip(bytes: Buffer): void {
  if (bytes.length > WORKBOOK_BOUNDS.fileBytes)
    throw refused(
      'workbook-too-large',
      `The workbook may have at most ${WORKBOOK_BOUNDS.fileBytes / 1_048_576} MiB.`,
    )
  const kind = fileKind(bytes)
  if (kind.is === 'empty') throw refused('workbook-not-xlsx', 'The file is empty.')
  if (kind.is === 'encrypted') throw refused('workbook-encrypted', 'Save the workbook without a password.')
  if (kind.is === 'compound')
    throw refused(
      'workbook-not-xlsx',
      'The file comes from Excel before 2007 (.xls), even if its name says otherwise. Save it as .xlsx.',
    )
  if (kind.is === 'other')
    throw refused(
      'workbook-not-xlsx',
      `The file is ${kind.name}, even if its name says otherwise. Send an .xlsx workbook.`,
    )
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  return fromBufferPromise(bytes, {
    lazyEntries: true,
    validateEntrySizes: true,
    strictFileNames: true,
  }).catch(() => {
    throw refused('workbook-damaged', 'The file starts like an archive, but its end is missing.')
  })
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > WORKBOOK_BOUNDS.entries)
    throw refused('workbook-too-large', `The workbook has more than ${WORKBOOK_BOUNDS.entries} parts.`)
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch {
    throw refused('workbook-damaged', 'The directory of the archive is broken.')
  }
  return entries
}

/** Checks what the directory shows, and reports all faults at once. */
function requireHarmless(entries: readonly Entry[], bytes: Buffer): void {
  const names = entries.map(({ fileName }) => fileName)
  if (!names.includes(CONTENT_TYPES) || !names.includes(WORKBOOK_PART))
    throw refused('workbook-not-xlsx', 'The file is an archive, but not an .xlsx workbook.')
  const faults: { code: RefusalCode; detail: string }[] = []
  for (const [pattern, name] of ACTIVE)
    if (names.some((one) => pattern.test(one)))
      faults.push({ code: 'workbook-active', detail: `The workbook has ${name}. Save it without them.` })
  if (entries.some((entry) => entry.isEncrypted()))
    faults.push({
      code: 'workbook-encrypted',
      detail: 'Parts of the workbook are encrypted. Save it without a password.',
    })
  if (new Set(names).size < names.length || !entries.every(isKnownMethod) || !isSeamless(bytes, entries))
    faults.push({
      code: 'workbook-damaged',
      detail: 'The parts of the workbook are not where its directory says.',
    })
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (unpacked > WORKBOOK_BOUNDS.unpackedBytes || entries.some(isBomb)) faults.push(TOO_MUCH)
  if (faults.length > 0) throw refusal(faults, 'workbook-refused')
}

const TOO_MUCH = {
  code: 'workbook-too-large',
  detail: `Unpacked, the workbook may have at most ${WORKBOOK_BOUNDS.unpackedBytes / 1_048_576} MiB, and each part at most ${WORKBOOK_BOUNDS.ratio} times its packed size.`,
} as const

/** Stored, or deflated. */
const isKnownMethod = ({ compressionMethod }: Entry): boolean =>
  compressionMethod === 0 || compressionMethod === 8

const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > WORKBOOK_BOUNDS.ratioFromBytes &&
  uncompressedSize > compressedSize * WORKBOOK_BOUNDS.ratio

interface Unpacked {
  readonly unpacked: number
  readonly scan?: SheetScan
  readonly text?: string
}

/** Unpacks at most `most` bytes of an entry; the archive library stops if an entry is longer than it states. */
async function unpack(zip: ZipFile, entry: Entry, most: number, withStyles: boolean): Promise<Unpacked> {
  const scanner = SHEET.test(entry.fileName) ? sheetScanner(withStyles) : undefined
  const isKept = KEPT.includes(entry.fileName) || (withStyles && entry.fileName === STYLES_PART)
  const kept: Buffer[] | undefined = isKept ? [] : undefined
  const watcher = XML.test(entry.fileName) ? tokenWatcher() : undefined
  let unpacked = 0
  let isLooking = true
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) {
      unpacked += (part as Buffer).length
      if (unpacked > most || (kept && unpacked > MAX_KEPT_BYTES))
        throw refusal([TOO_MUCH], 'workbook-refused')
      if (watcher && !watcher.push(part as Buffer))
        throw refused('workbook-damaged', 'A part of the workbook has a tag or a text without end.')
      kept?.push(part as Buffer)
      if (scanner && isLooking) isLooking = scanner.push(part as Buffer)
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw refused('workbook-damaged', 'A part of the workbook cannot be unpacked.')
  }
  return {
    unpacked,
    ...(scanner ? { scan: scanner.result() } : {}),
    ...(kept ? { text: Buffer.concat(kept).toString('utf8') } : {}),
  }
}

/** How files begin that are named .xlsx but are something else. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\s*<(!doctype html|html)/i, 'a web page'],
  [/^\s*<\?xml/, 'an XML text'],
  [/^\{\\rtf/, 'a rich text'],
  [/^\s*[{[]/, 'a JSON text'],
  [/^Rar!/, 'a RAR archive'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'a picture'],
]
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const ENCRYPTED_PART = 'EncryptedPackage'

/**
 * Tells what a file is, by its first bytes.
 *
 * `compound` is the container of Excel before 2007 and of encrypted workbooks.
 */
type FileKind =
  | { readonly is: 'zip' | 'empty' | 'encrypted' | 'compound' }
  | { readonly is: 'other'; readonly name: string }

export function fileKind(bytes: Buffer): FileKind {
  if (bytes.length === 0) return { is: 'empty' }
  const start = bytes.toString('latin1', 0, 64)
  if (start.startsWith('PK\x03\x04')) return { is: 'zip' }
  if (start.startsWith(COMPOUND))
    return { is: bytes.includes(Buffer.from(ENCRYPTED_PART, 'utf16le')) ? 'encrypted' : 'compound' }
  const found = BEGINNINGS.find(([pattern]) => pattern.test(start))
  return { is: 'other', name: found?.[1] ?? 'not a workbook' }
}
