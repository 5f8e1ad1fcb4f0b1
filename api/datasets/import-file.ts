import type { Readable } from 'node:stream'
import { containerOf } from '../imports/container.ts'
import { factFaults } from '../imports/fact-faults.ts'
import { refuseFaults } from '../imports/import-option.ts'
import type { Importer, StagedFile } from '../imports/importer.ts'
import { discard, type Staged, stage } from '../imports/staging.ts'
import { Failure, singleRefusal } from '../request/failure.ts'
import type { ImportLimits } from '../settings/config.ts'
import {
  AlreadyKept,
  type EndedJob,
  type ImportOptions,
  type Intake,
  type KeptFile,
} from '../store/intake.ts'
import { StatementFailed } from '../store/statement-failed.ts'
import type { Store } from '../store/store.ts'
import type { ImportProgress } from './progress.ts'

/** The order to import a file into a dataset. */
export interface ImportOrder {
  readonly dataset: string
  readonly importer: Importer
  readonly options: ImportOptions
  /** The digest of the file that this one replaces. */
  readonly replaces?: string | undefined
}

/** The result of an import. */
export interface Imported {
  readonly file: KeptFile
  /** The dataset had the same file already, read the same way: nothing changed. */
  readonly again: boolean
}

const FACTS = 'staged_fact'
const LOOK_MS = 200

/**
 * Receives a file: the first half of an import, which waits for the sender.
 *
 * @throws {Failure} `not-found` if there is no such dataset
 * @throws {Failure} `body-too-large` or `file-refused`
 */
export async function receiveFile(
  store: Store,
  { dataset }: ImportOrder,
  bytes: Readable,
  limits: ImportLimits,
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<Staged> {
  if (!(await store.findDataset(dataset))) throw noDataset()
  return stage(
    bytes,
    store.stagingFolder(),
    limits,
    (received) => progress.report({ bytes: received }),
    signal,
  )
}

/**
 * Reads a received file and saves all its facts or, if anything is wrong, none. Either way its folder is removed
 * afterwards.
 *
 * @param job ends in the transaction that saves the facts
 * @throws {Failure} with every fault
 * @throws {Failure} `conflict` if the dataset has the file already, read with other options
 */
export async function importFile(
  store: Store,
  order: ImportOrder,
  staged: Staged,
  progress: ImportProgress,
  signal: AbortSignal,
  job?: EndedJob,
): Promise<Imported> {
  try {
    const before = await alreadyThere(store, order, staged.digest)
    if (before) return { file: before, again: true }
    const file = await store.takeIn(
      (intake) => readAndKeep(store, order, staged, intake, progress, job),
      signal,
    )
    return { file, again: false }
  } catch (error) {
    signal.throwIfAborted()
    const other = error instanceof AlreadyKept && (await alreadyThere(store, order, staged.digest))
    if (other) return { file: other, again: true }
    throw error instanceof StatementFailed ? refusalOf(error) : error
  } finally {
    await discard(staged)
  }
}

async function readAndKeep(
  store: Store,
  order: ImportOrder,
  staged: Staged,
  intake: Intake,
  progress: ImportProgress,
  job?: EndedJob,
): Promise<KeptFile> {
  const { importer, options, replaces } = order
  const watch = setInterval(() => progress.report(intake.progress()), LOOK_MS)
  try {
    const dataset = await store.findDataset(order.dataset)
    if (!dataset) throw noDataset()
    progress.enter('reading')
    const read = await importer.read(asStagedFile(staged, importer), intake, dataset, options)
    progress.enter('checking')
    // Facts reach the tables of the catalog only once nothing can be refused any more: what a database has written to its
    // file may stay there after a rollback.
    await intake.run(`CREATE TEMP TABLE ${FACTS} AS ${read.facts}`)
    refuseFaults(await factFaults(FACTS, intake, dataset))
    progress.enter('storing')
    return await intake.keep(
      FACTS,
      { dataset: dataset.id, format: importer.format, digest: staged.digest, options, replaces },
      read,
      job,
    )
  } finally {
    clearInterval(watch)
  }
}

function asStagedFile({ firstBytes, ...staged }: Staged, importer: Importer): StagedFile {
  if (staged.bytes === 0) throw singleRefusal('file-refused', 'file-empty', 'The file is empty.')
  const container = containerOf(firstBytes, importer)
  if (container === undefined)
    throw singleRefusal(
      'file-refused',
      'file-unreadable',
      `The file must be ${importer.containers.join(', ')}; its first bytes are of another kind.`,
    )
  return { ...staged, container }
}

/** The file, if the dataset has it already, read the same way. */
async function alreadyThere(
  store: Store,
  { dataset, importer, options, replaces }: ImportOrder,
  digest: string,
): Promise<KeptFile | undefined> {
  const before = await store.findFile(dataset, digest)
  if (before) {
    const same = before.format === importer.format && keyOf(before.options) === keyOf(options)
    if (same) return before
    if (replaces !== digest)
      throw new Failure(
        'conflict',
        `The dataset has this file already, read with other options. To read it again, send it with replaces=${digest}.`,
      )
  }
  if (replaces !== undefined && !(await store.findFile(dataset, replaces)))
    throw new Failure('conflict', 'The dataset has no file with the digest in `replaces`.')
  return undefined
}

const keyOf = (options: ImportOptions): string => JSON.stringify(Object.entries(options).sort())

const noDataset = (): Failure => new Failure('not-found', 'No dataset with this id is registered.')

function refusalOf(failed: StatementFailed): Error {
  const { kind, line } = failed
  if (kind === 'unreadable') {
    const where = line === undefined ? '' : ` The first fault is on line ${line}.`
    return singleRefusal(
      'file-refused',
      'file-unreadable',
      `The file does not have the format stated, or is damaged.${where}`,
    )
  }
  if (kind === 'memory')
    return singleRefusal(
      'file-refused',
      'file-unreadable',
      'The file needs more memory than an import may use. Send it in parts.',
    )
  return failed
}
