import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Busy, NotReady, WorkbookRefused } from './failures.ts'
import type { WorkbookAnswer } from './filed-inventory-worker.ts'
import type { FiledInventory } from './schemas/filed-inventory.ts'

/**
 * Reads the bytes of a workbook.
 *
 * @throws {WorkbookRefused} with every fault
 */
export type ReadFiled = (bytes: Buffer) => Promise<FiledInventory>

/** A thread for each workbook, one at a time: whatever a file does, it is over after a while. */
export interface FiledReader {
  /**
   * @throws {Busy} if as many are waiting as may
   * @throws {NotReady} once the reader is closed
   */
  readonly read: ReadFiled
  /** Ends the thread; what is still being read fails. */
  close(): Promise<void>
}

interface ReaderOptions {
  readonly mostWaiting?: number
  readonly mostMs?: number
  readonly mostHeapMb?: number
}

const SOURCE = extname(import.meta.url)
const WORKER = new URL(`./filed-inventory-worker${SOURCE}`, import.meta.url)

/** A reader whose thread starts with a workbook and ends with it. */
export function filedReader({
  mostWaiting = 8,
  mostMs = 30_000,
  mostHeapMb = 512,
}: ReaderOptions = {}): FiledReader {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let running: Worker | undefined
  let isClosed = false

  const readNow = async (bytes: Buffer): Promise<FiledInventory> => {
    if (isClosed) throw new NotReady('The service is shutting down.')
    const worker = new Worker(WORKER, {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      ...(SOURCE === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
    })
    running = worker
    try {
      const said = await answerOf(worker, mostMs)
      if ('faults' in said) throw new WorkbookRefused(said.faults)
      return said.inventory
    } finally {
      running = undefined
      await worker.terminate()
    }
  }

  return {
    read: async (bytes) => {
      if (waiting >= mostWaiting) throw new Busy('Too many workbooks are waiting. Try again.')
      waiting += 1
      const turn = last.then(() => readNow(bytes))
      last = turn.catch(() => undefined)
      return turn.finally(() => {
        waiting -= 1
      })
    },
    close: async () => {
      isClosed = true
      await running?.terminate()
    },
  }
}

function answerOf(worker: Worker, mostMs: number): Promise<WorkbookAnswer> {
  return new Promise((resolve, reject) => {
    const tooMuch = (): void =>
      reject(
        new WorkbookRefused([
          { code: 'workbook-too-large', detail: 'Reading it takes more time or memory than it may.' },
        ]),
      )
    const timer = setTimeout(tooMuch, mostMs)
    worker.once('message', resolve)
    worker.once('error', (error) =>
      'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : reject(error),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new NotReady('The reading of the workbook was ended.'))
    })
  })
}
