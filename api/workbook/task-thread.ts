import { extname } from 'node:path'
import PQueue from 'p-queue'
import { Piscina } from 'piscina'
import { Failure, refusal, singleRefusal } from '../request/failure.ts'
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

/** The ending of the files of a program that runs from its source, or of one that was built. */
export const SOURCE_ENDING = extname(import.meta.url)

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
  let running: Piscina | undefined
  let isClosed = false

  const readNow = async (bytes: Buffer): Promise<Result> => {
    if (isClosed) throw new Failure('not-ready', 'The service is shutting down.')
    const thread = new Piscina({
      filename: worker.href,
      name: 'readTask',
      maxThreads: 1,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      ...(SOURCE_ENDING === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
    })
    running = thread
    try {
      const said = await answerOf<Result>(thread, bytes, mostMs)
      if ('faults' in said) throw refusal(said.faults, 'workbook-refused')
      return said.result
    } catch (error) {
      if (isClosed) throw new Failure('not-ready', 'The service is shutting down.')
      throw error
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

async function answerOf<Result>(thread: Piscina, bytes: Buffer, mostMs: number): Promise<TaskAnswer<Result>> {
  const signal = AbortSignal.timeout(mostMs)
  try {
    return (await thread.run(bytes, { signal })) as TaskAnswer<Result>
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
