import { extname } from 'node:path'
import PQueue from 'p-queue'
import { Piscina } from 'piscina'
import { Failure, refusal, singleRefusal } from '../request/failure.ts'
import type { WorkbookAnswer } from './read-worker.ts'
import type { FiledInventory } from './schema.ts'

/**
 * Reads the bytes of a workbook.
 *
 * @throws {Failure} with every fault
 */
export type ReadFiled = (bytes: Buffer) => Promise<FiledInventory>

/** Reads each workbook in a thread of its own, one at a time: no file can block the service for long. */
export interface FiledReader {
  /**
   * @throws {Failure} `busy` if too many are waiting already
   * @throws {Failure} `not-ready` once the reader is closed
   */
  readonly read: ReadFiled
  /** Ends the thread; a workbook that is still being read fails. */
  close(): Promise<void>
}

interface ReaderOptions {
  readonly mostWaiting?: number
  readonly mostMs?: number
  readonly mostHeapMb?: number
}

const SOURCE = extname(import.meta.url)
const WORKER = new URL(`./read-worker${SOURCE}`, import.meta.url)

/** A reader whose thread starts and ends with a workbook, so that its memory is freed. */
export function filedReader({
  mostWaiting = 8,
  mostMs = 60_000,
  mostHeapMb = 512,
}: ReaderOptions = {}): FiledReader {
  const queue = new PQueue({ concurrency: 1 })
  let running: Piscina | undefined
  let isClosed = false

  const readNow = async (bytes: Buffer): Promise<FiledInventory> => {
    if (isClosed) throw new Failure('not-ready', 'The service is shutting down.')
    const thread = new Piscina({
      filename: WORKER.href,
      name: 'readTask',
      maxThreads: 1,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      ...(SOURCE === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
    })
    running = thread
    try {
      const said = await answerOf(thread, bytes, mostMs)
      if ('faults' in said) throw refusal(said.faults, 'workbook-refused')
      return said.inventory
    } finally {
      running = undefined
      await thread.destroy()
    }
  }

  return {
    read: async (bytes) => {
      if (queue.size + queue.pending >= mostWaiting)
        throw new Failure('busy', 'Too many workbooks are waiting. Try again.')
      return queue.add(() => readNow(bytes))
    },
    close: async () => {
      isClosed = true
      await running?.destroy()
    },
  }
}

async function answerOf(thread: Piscina, bytes: Buffer, mostMs: number): Promise<WorkbookAnswer> {
  const signal = AbortSignal.timeout(mostMs)
  try {
    return (await thread.run(bytes, { signal })) as WorkbookAnswer
  } catch (error) {
    const isOutOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!isOutOfMemory && !signal.aborted) throw error
    throw singleRefusal(
      'workbook-refused',
      'workbook-too-large',
      'Reading the workbook takes too much time or memory. Remove what is not part of the inventory.',
    )
  }
}
