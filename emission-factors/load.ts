import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { breaksOf } from './breaks.ts'
import { canonicalOf, potentialsOf } from './canonical.ts'
import type {
  ColdStartRecord,
  FactorRecord,
  FactorSetContent,
  GasCurveRecord,
  RegionGroup,
  Source,
  SpeedCurveRecord,
} from './domain.ts'
import { listFactorRows } from './factor-rows.ts'
import { type NormalRow, readNormals, recordsOfNormals } from './normals.ts'
import { listSeries, recordsOfSeries } from './series.ts'
import { COLD_START_COLUMNS, CURVE_COLUMNS, type FactorRow, GAS_CURVE_COLUMNS, readTable } from './table.ts'

/** `set.json`: what a released set is called and what its files must hash to. */
export interface SetHeader {
  readonly id: string
  readonly title: string
  readonly released: string
  readonly supersedes?: string
  readonly standIns: readonly string[]
  readonly files: Readonly<Record<string, string>>
  readonly digest: string
}

/** The digest of a text or of the files of a set, as written in `set.json`. */
export function sha256(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/** The digest of a whole set: of the sorted lines `name digest`. */
export function setDigest(files: Readonly<Record<string, string>>): string {
  const names = Object.keys(files).sort()
  return sha256(names.map((name) => `${name} ${files[name]}\n`).join(''))
}

/**
 * The files of a set, each checked against the digest that `set.json` states.
 *
 * @throws {Error} naming the file that is missing or altered
 */
export function readSetFiles(folder: string): { header: SetHeader; texts: Readonly<Record<string, string>> } {
  const texts: Record<string, string> = {}
  const header = proveSetFiles(folder, (name, content) => {
    texts[name] = content.toString('utf8')
  })
  return { header, texts }
}

/**
 * Proves the files of a set against the digests that `set.json` states, and keeps none of them.
 *
 * @param use sees each file that is as stated
 * @throws {Error} naming the file that is missing or altered
 */
export function proveSetFiles(
  folder: string,
  use: (name: string, content: Buffer) => void = () => {},
): SetHeader {
  const header = JSON.parse(readFile(folder, 'set.json').toString('utf8')) as SetHeader
  for (const [name, expected] of Object.entries(header.files)) {
    const content = readFile(folder, name)
    const actual = sha256(content)
    if (actual !== expected)
      throw new Error(
        `${join(folder, name)}: altered; its digest is ${actual} and set.json states ${expected}`,
      )
    use(name, content)
  }
  const digest = setDigest(header.files)
  if (digest !== header.digest)
    throw new Error(`${join(folder, 'set.json')}: altered; the files hash to ${digest}, not ${header.digest}`)
  return header
}

function readFile(folder: string, name: string): Buffer {
  const path = join(folder, name)
  if (!existsSync(path)) throw new Error(`${path}: the file is missing`)
  return readFileSync(path)
}

/**
 * A released set, ready for use. Its digest proves that it is the one that was verified, so rows are not
 * checked one by one.
 *
 * @param folder the folder of one set, holding `set.json`
 * @throws {Error} naming the file that is missing, altered or unreadable
 */
export function loadFactorSet(folder: string): FactorSetContent {
  const { header, texts } = readSetFiles(folder)
  return contentOf(header, texts)
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] }

/**
 * The content of a set, of its files' texts.
 *
 * @throws {Error} naming the file that is missing or unreadable
 */
export function contentOf(header: SetHeader, texts: Readonly<Record<string, string>>): FactorSetContent {
  const text = (name: string): string => {
    const found = texts[name]
    if (found === undefined) throw new Error(`set.json of ${header.id}: names no ${name}`)
    return found
  }
  text('factors.csv')
  // Single records before those of series, as a packed set lists them.
  const rows = [...listFactorRows(texts), ...normalsOf(texts), ...seriesOf(texts)]
  const ofKind = (kind: string, name: string, columns: readonly string[]): unknown[] =>
    readTable(text(name), columns, name).rows.map((row) => Object.assign({ kind }, row))
  const optional = (kind: string, name: string, columns: readonly string[]): unknown[] | undefined =>
    texts[name] === undefined ? undefined : ofKind(kind, name, columns)
  const curves = ofKind('speed-curve', 'curves.csv', CURVE_COLUMNS)
  const gasCurves = optional('gas-curve', 'gas-curves.csv', GAS_CURVE_COLUMNS)
  const coldStarts = optional('cold-start', 'cold-start.csv', COLD_START_COLUMNS)
  const breaks = breaksOf(texts)
  const potentials = potentialsOf(rows)
  const records: FactorRecord[] = rows.map((row) => {
    const { canonicalValue, canonicalUnit } = canonicalOf(row, potentials)
    // Field by field: of a hundred thousand rows, to assign an object to each takes three times as long.
    const record = row as FactorRow & Pick<Writable<FactorRecord>, 'canonicalValue' | 'canonicalUnit'>
    record.canonicalValue = canonicalValue
    record.canonicalUnit = canonicalUnit
    return record
  })
  const regions = JSON.parse(text('regions.json')) as {
    groups: RegionGroup[]
    subnational: Record<string, string>
  }
  return {
    id: header.id,
    digest: header.digest,
    released: header.released,
    ...(header.supersedes === undefined ? {} : { supersedes: header.supersedes }),
    sources: JSON.parse(text('sources.json')) as Source[],
    groups: regions.groups,
    subnational: regions.subnational,
    standIns: header.standIns,
    records,
    curves: curves as SpeedCurveRecord[],
    ...(gasCurves === undefined ? {} : { gasCurves: gasCurves as GasCurveRecord[] }),
    ...(coldStarts === undefined ? {} : { coldStarts: coldStarts as ColdStartRecord[] }),
    ...(breaks === undefined ? {} : { breaks }),
  }
}

/** One record for each year of each series; none in sets without `series.csv`. */
export const seriesOf = (texts: Readonly<Record<string, string>>): FactorRow[] =>
  listSeries(texts).flatMap(recordsOfSeries)

/** The temperature of each region's year and months; none in sets without `normals.csv`. */
export function normalsOf({ 'normals.csv': normals }: Readonly<Record<string, string>>): FactorRow[] {
  return normals === undefined ? [] : recordsOfNormals(readNormals(normals).rows as unknown as NormalRow[])
}

/** The sets under a folder, newest release first. Folders without `set.json` are passed over. */
export function listFactorSets(root: string): { id: string; folder: string; released: string }[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'set.json')))
    .map((entry) => {
      const folder = join(root, entry.name)
      const { id, released } = JSON.parse(readFileSync(join(folder, 'set.json'), 'utf8')) as SetHeader
      return { id, folder, released }
    })
    .sort((a, b) => b.released.localeCompare(a.released) || b.id.localeCompare(a.id, 'en', { numeric: true }))
}
