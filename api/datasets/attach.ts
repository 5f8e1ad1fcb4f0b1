import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readInPlace } from '../imports/in-place.ts'
import type { ReleaseImported } from '../releases/release-imported.ts'
import { Failure, singleRefusal } from '../request/failure.ts'
import { IN_PLACE } from '../store/in-place/facts-in-place.ts'
import { FactsElsewhere, type ImportOptions } from '../store/intake.ts'
import type { Store } from '../store/store.ts'
import type { ListedFiles } from './files-in-place.ts'
import { getDataset } from './get-dataset.ts'
import { type Imported, inWords } from './import-file.ts'

/** What facts of a dataset are to be read in place. */
export interface AttachOrder extends ListedFiles {
  readonly dataset: string
  /** Where the files are, as whoever attaches them says, with the snapshot of a table. */
  readonly place: string
  /** The owner's names by names of columns of the tidy table, where they differ. */
  readonly names: Readonly<Record<string, string>>
  readonly unread: readonly string[]
}

/**
 * Reads the facts of a dataset where they are from now on, in the place of those that were attached before: all of them,
 * or none.
 *
 * @throws {Failure} with every fault, or `conflict` if the dataset has facts of its own
 */
export async function attach(
  { store, release }: { readonly store: Store; readonly release: ReleaseImported },
  order: AttachOrder,
  signal: AbortSignal,
): Promise<Imported> {
  const dataset = await getDataset(order.dataset, store)
  if (dataset.retentionMonths !== undefined)
    throw new Failure(
      'conflict',
      'Facts of this dataset are deleted after some months, and those that are read in place are only their owner’s to delete. Say first: cordon datasets retain <id> forever.',
    )
  const digest = digestOf(order)
  const files = await store.listFiles(dataset.id)
  const before = files.find(({ format }) => format === IN_PLACE)
  if (before?.digest === digest) {
    const file = await store.findFile(dataset.id, digest)
    if (file) return { file, again: true }
  }
  if (files.length > 0 && !before) throw inWords(new FactsElsewhere())
  const zones =
    dataset.legalBasis === 'open-licence' ? [] : (await store.listZones(dataset.id)).map(({ zone }) => zone)
  const receiving = zones.length > 0 ? { ...dataset, zones } : dataset
  const folder = join(store.stagingFolder(), randomUUID())
  await mkdir(folder, { mode: 0o700 })
  try {
    const facts = await readInPlace({ ...order, dataset: receiving }, folder, signal)
    if (order.rows !== undefined && order.rows !== facts.rowsRead) throw otherRows()
    const options = optionsOf(order)
    const kept = { dataset: dataset.id, format: IN_PLACE, digest, options, replaces: before?.digest }
    const file = await store.takeIn((intake) => intake.keep(facts, kept), signal)
    const unreleased = await release(dataset.id)
    return { file, again: false, ...(unreleased === undefined ? {} : { unreleased }) }
  } catch (error) {
    throw inWords(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const otherRows = (): Failure =>
  singleRefusal(
    'file-refused',
    'file-unreadable',
    'The files do not have as many rows as the table says of the snapshot.',
  )

const optionsOf = ({ place, names, unread }: AttachOrder): ImportOptions => ({
  place,
  ...Object.fromEntries(Object.entries(names).map(([name, own]) => [`column ${name}`, own])),
  ...(unread.length > 0 ? { unread: unread.toSorted().join(',') } : {}),
})

/** Of what is read, and how: the same files under other names are other facts. */
function digestOf(order: AttachOrder): string {
  const { files } = order
  const read = { files: files.map(({ path, content }) => [path, content]), ...optionsOf(order) }
  return `sha256:${createHash('sha256').update(JSON.stringify(read)).digest('hex')}`
}
