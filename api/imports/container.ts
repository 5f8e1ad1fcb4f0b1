import type { Container, Importer } from './importer.ts'
import { markedEncoding, unmarkedUtf16 } from './text-encoding.ts'

const PARQUET = 'PAR1'
const ZIP = 'PK\u0003\u0004'

/**
 * How a file is packed, by its first bytes: what the sender declares is often wrong.
 *
 * @param firstBytes after gzip was undone
 * @returns undefined if no file of the format begins like this
 */
export function containerOf(firstBytes: Buffer, { containers }: Importer): Container | undefined {
  const found = looksLike(firstBytes, containers)
  const accepted = containers.map((one) => one.replace('.gz', ''))
  return found !== undefined && accepted.includes(found) ? found : undefined
}

function looksLike(firstBytes: Buffer, containers: readonly Container[]): Container | undefined {
  const start = firstBytes.subarray(0, 4).toString('latin1')
  if (start === PARQUET) return 'parquet'
  // A workbook is an archive: the format says which of the two it takes.
  if (start === ZIP) return containers.includes('xlsx') ? 'xlsx' : 'zip'
  if (isUtf16(firstBytes)) return containers.some((one) => one.startsWith('csv')) ? 'csv' : undefined
  if (firstBytes.includes(0)) return undefined
  const [character] = firstBytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (character === '[') return 'json'
  // One object may be a whole JSON document or the first line of many.
  if (character === '{') return containers.some((one) => one.startsWith('ndjson')) ? 'ndjson' : 'json'
  return containers.includes('json') && !containers.some((one) => one.startsWith('csv')) ? 'json' : 'csv'
}

/** Text of two bytes a letter: tables are read in it, JSON is not. */
const isUtf16 = (firstBytes: Buffer): boolean =>
  /^utf-16/.test(markedEncoding(firstBytes) ?? unmarkedUtf16(firstBytes) ?? '')
