import type { Readable } from 'node:stream'
import type { FileReader } from '../imports/file-reader.ts'
import type { Importer } from '../imports/importer.ts'
import { discard, type Staged, stage } from '../imports/staging.ts'
import type { ReleaseImported } from '../releases/release-imported.ts'
import { Failure, refusal } from '../request/failure.ts'
import type { ImportLimits } from '../settings/config.ts'
import { type Dataset, UnknownDataset } from '../store/datasets.ts'
import {
  AlreadyKept,
  type EndedJob,
  FactsElsewhere,
  type ImportOptions,
  type KeptFile,
  NotInPlace,
} from '../store/intake.ts'
import { JobCancelled } from '../store/jobs.ts'
import { RepeatedFacts } from '../store/repeated-facts.ts'
import type { Store } from '../store/store.ts'
import { TellingParts } from '../store/telling-parts.ts'
import { TellingTotals } from '../store/telling-totals.ts'
import type { ImportProgress } from './progress.ts'

/** The order to import a file into a dataset. */
export interface ImportOrder {
  readonly dataset: string
  readonly importer: Importer
  readonly options: ImportOptions
  /** The digest of the file that this one replaces. */
  readonly replaces?: string | undefined
  /** Facts whose keys other files have too are added to theirs; they are refused if absent. */
  readonly sameKeys?: 'add' | undefined
}

/** What takes files in. */
export interface Taking {
  readonly store: Store
  readonly reader: FileReader
  /** Releases what the file made whole. */
  readonly release?: ReleaseImported | undefined
}

/** The result of an import. */
export interface Imported {
  readonly file: KeptFile
  /** The dataset had the same file already, read the same way: nothing changed. */
  readonly again: boolean
  /** Why a release that was due could not be made. */
  readonly unreleased?: string
}

const LOOK_MS = 200

/** Somebody ended the import before it was saved. */
export class Cancelled extends Failure {
  constructor() {
    super('conflict', 'The import was cancelled.')
  }
}

/**
 * Receives a file: the first half of an import, which waits for the sender.
 *
 * @throws {Failure} `not-found` if there is no such dataset
 * @throws {Failure} `body-too-large` or `file-refused`
 */
export async function receiveFile(
  { store, reader }: Taking,
  { dataset }: ImportOrder,
  bytes: Readable,
  limits: ImportLimits,
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<Staged> {
  if (!(await store.findDataset(dataset))) throw noDataset()
  reader.prepare()
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
  taking: Taking,
  order: ImportOrder,
  staged: Staged,
  progress: ImportProgress,
  signal: AbortSignal,
  job?: EndedJob,
): Promise<Imported> {
  const { store } = taking
  try {
    const before = await alreadyThere(store, order, staged.digest)
    if (before) return { file: before, again: true }
    const file = await readAndKeep(taking, order, staged, progress, signal, job)
    const unreleased = await taking.release?.(order.dataset)
    return { file, again: false, ...(unreleased === undefined ? {} : { unreleased }) }
  } catch (error) {
    signal.throwIfAborted()
    const other = error instanceof AlreadyKept && (await alreadyThere(store, order, staged.digest))
    if (other) return { file: other, again: true }
    throw inWords(error)
  } finally {
    await discard(staged)
  }
}

/** What stands in the way of facts, in words for whoever sent them. */
export function inWords(error: unknown): unknown {
  if (error instanceof UnknownDataset) return noDataset()
  if (error instanceof FactsElsewhere) return elsewhere()
  if (error instanceof NotInPlace) return notInPlace()
  if (error instanceof JobCancelled) return new Cancelled()
  if (error instanceof RepeatedFacts) return repeated(error)
  if (error instanceof TellingTotals) return telling(error)
  if (error instanceof TellingParts) return tellingParts(error)
  return error
}

async function readAndKeep(
  { store, reader }: Taking,
  order: ImportOrder,
  staged: Staged,
  progress: ImportProgress,
  signal: AbortSignal,
  job?: EndedJob,
): Promise<KeptFile> {
  const { importer, options, replaces, sameKeys } = order
  const dataset = await store.findDataset(order.dataset)
  if (!dataset) throw noDataset()
  requirePublished(order.importer, dataset)
  await requirePlace(store, order, dataset)
  // Of data that are not openly published, only registered zones come in.
  const zones =
    dataset.legalBasis === 'open-licence' ? [] : (await store.listZones(dataset.id)).map(({ zone }) => zone)
  const facts = await reader.read(
    {
      format: importer.format,
      options,
      dataset: zones.length > 0 ? { ...dataset, zones } : dataset,
      file: staged,
    },
    progress,
    signal,
  )
  progress.enter('storing')
  return store.takeIn(async (intake) => {
    const watch = setInterval(() => progress.report(intake.progress()), LOOK_MS)
    try {
      const { digest } = staged
      return await intake.keep(
        facts,
        { dataset: dataset.id, format: importer.format, digest, options, replaces, sameKeys },
        job,
      )
    } finally {
      clearInterval(watch)
    }
  }, signal)
}

/**
 * What a contract gives to one customer is not given out as open data on a word alone.
 *
 * @throws {Failure} `file-refused`
 */
function requirePublished(
  { isUnderContract, title }: Importer,
  { legalBasis, url }: Pick<Dataset, 'legalBasis' | 'url'>,
): void {
  if (!isUnderContract || legalBasis !== 'open-licence' || url !== undefined) return
  const detail = `A file of ${title} is licensed to who ordered it. If this one is openly published, register the dataset with the url where it is; if not, with legalBasis agreement, so that it leaves as releases alone.`
  throw refusal([{ code: 'under-contract', detail }], 'file-refused')
}

/**
 * An amount that nobody counted is of a place that is known, if the data are not openly published.
 *
 * @throws {Failure} `file-refused` if the city is not registered
 */
async function requirePlace(
  store: Store,
  { importer, options }: ImportOrder,
  dataset: Dataset,
): Promise<void> {
  const { city } = options
  if (!importer.countsNobody || dataset.legalBasis === 'open-licence' || city === undefined) return
  if (await store.findCity(city)) return
  throw refusal(
    [
      {
        code: 'city-unknown',
        detail: 'The city is not registered. Register it with its name, country and population first.',
      },
    ],
    'file-refused',
  )
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

const elsewhere = (): Failure =>
  new Failure(
    'conflict',
    'The facts of a dataset are imported, or read in place, and not both. Register another dataset for these.',
  )

const notInPlace = (): Failure =>
  new Failure(
    'conflict',
    'Trino asks its own table alone. Import the files, or keep facts in a data file or a folder.',
  )

const keyOf = (options: ImportOptions): string => JSON.stringify(Object.entries(options).sort())

/** Two files that both hold a day are most often a day and its correction. */
const repeated = ({ count, files }: RepeatedFacts): Failure =>
  refusal(
    [
      {
        code: 'facts-repeated',
        parameter: 'replaces',
        detail:
          'Facts of the same period, place and mode are in the dataset from other files, whose digests are listed. To put this file in the place of one, send it with replaces=<digest>; to count both, such as two operators of one city, with sameKeys=add.',
        candidates: files,
        count,
      },
    ],
    'file-refused',
  )

/** What a supplier left out must not follow from what was sent. */
const telling = ({ told, beside }: TellingTotals): Failure =>
  refusal(
    [
      {
        code: 'part-follows',
        column: 'period',
        detail:
          told > 0
            ? 'Sums of a year or a month stand beside their months or days, and tell those that were left out: a single one, or ones of fewer than ten contributors together (rule I10). Withhold these sums, or for each of them one more part.'
            : 'Sums of a year or a month stand beside their months or days, in this file and others of the dataset, and would count twice. Withhold the sums, or the parts.',
        count: told > 0 ? told : beside,
      },
    ],
    'file-refused',
  )

/** A file names zones by where a way begins or ends. */
const WHOLES: Readonly<Partial<Record<TellingParts['column'], string>>> = {
  mode: 'Sums without a mode stand beside those of single modes',
  city: 'Sums of cities stand beside those of their zones',
  origin: 'Sums without an origin stand beside those of single origins',
  destination: 'Sums without a destination stand beside those of single destinations',
}

const tellingParts = ({ column, told }: TellingParts): Failure =>
  refusal(
    [
      {
        code: 'part-follows',
        column,
        detail: `${WHOLES[column] ?? 'Sums stand beside their parts'}, and leave fewer than ten contributors whose parts were left out (rule I10). Withhold these sums, or for each of them one more part.`,
        count: told,
      },
    ],
    'file-refused',
  )

const noDataset = (): Failure => new Failure('not-found', 'No dataset with this id is registered.')
