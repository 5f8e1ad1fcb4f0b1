import PQueue from 'p-queue'
import { Failure, refusal, shuttingDown, singleRefusal } from '../request/failure.ts'
import { inOwnThread } from '../request/own-thread.ts'
import type { TaskAnswer } from './task.ts'

/** Reads each workbook in a thread of its own, one at a time: no file can block the service for long. */
export interface WorkbookThread<Result> {
  /**
   * @throws {Failure} with every fault; `busy` if too many are waiting already; `not-ready` once the thread is closed
   */
  readonly read: (bytes: Buffer) => Promise<Result>
  /** Ends the thread; a workbook that is still being read fails. */
  close(): Promise<void>
}

export interface ThreadOptions {
  readonly mostWaiting?: number
  readonly mostMs?: number
  readonly mostHeapMb?: number
}

/**
 * A reader whose thread starts and ends with a workbook, so that its memory is freed.
 *
 * @param worker the file with the work, whose exported `readTask` takes bytes and gives a {@link TaskAnswer}
 */
export function workbookThread<Result>(
  worker: URL,
  { mostWaiting = 8, mostMs = 60_000, mostHeapMb = 512 }: ThreadOptions = {},
): WorkbookThread<Result> {
  const queue = new PQueue({ concurrency: 1 })
  const closing = new AbortController()

  const readNow = async (bytes: Buffer): Promise<Result> => {
    const tooLong = AbortSignal.timeout(mostMs)
    const signal = AbortSignal.any([tooLong, closing.signal])
    try {
      const said = await inOwnThread<TaskAnswer<Result>>(bytes, {
        worker,
        name: 'readTask',
        mostHeapMb,
        signal,
      })
      if ('faults' in said) throw refusal(said.faults, 'workbook-refused')
      return said.result
    } catch (error) {
      if (closing.signal.aborted) throw shuttingDown()
      throw tooLong.aborted || isOutOfMemory(error) ? tooLarge() : error
    }
  }

  return {
    read: async (bytes) => {
      if (queue.size + queue.pending >= mostWaiting)
        throw new Failure('busy', 'Too many workbooks are waiting. Try again.')
      return queue.add(() => readNow(bytes))
    },
    close: async () => {
      closing.abort()
      await queue.onIdle()
    },
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

const tooLarge = (): Failure =>
  singleRefusal(
    'workbook-refused',
    'workbook-too-large',
    'Reading the workbook takes too much time or memory. Remove what is not part of the inventory.',
  )
