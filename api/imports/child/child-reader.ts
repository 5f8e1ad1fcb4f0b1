import { extname } from 'node:path'
import { shuttingDown } from '../../request/failure.ts'
import type { FileReader } from '../file-reader.ts'
import { READ_LIMITS, type ReadLimits } from '../read-limits.ts'
import { type ReadingProcess, startReadingProcess } from './reading-process.ts'

/** Starting one takes longer than reading a small file. */
const IDLE_MS = 600_000
/** As many as read at once when many files come. */
const MOST_IDLE = 2

interface ReaderOptions {
  readonly limits?: ReadLimits
  readonly idleMs?: number
  /** The file that a process runs. */
  readonly worker?: URL
  /** Called after each file with the most memory that its process has had. */
  readonly measured?: (peakBytes: number) => void
}

const SOURCE = extname(import.meta.url)
/** Built, all files lie in one folder. */
const WORKER = new URL(SOURCE === '.ts' ? '../import-worker.ts' : './import-worker.js', import.meta.url)

/**
 * Reads each file in a process apart: one that crashes, hangs or needs too much ends by itself or is ended, and the file
 * is refused.
 */
export function childReader({
  limits = READ_LIMITS,
  idleMs = IDLE_MS,
  worker = WORKER,
  measured = () => undefined,
}: ReaderOptions = {}): FileReader {
  /** These wait for the next file: they are warm. The last one ended last. */
  const idle: ReadingProcess[] = []
  let isClosed = false
  const running = new Set<ReadingProcess>()
  const endIdle = (): void => {
    for (const reading of idle.splice(0)) reading.end()
  }
  const rest = setTimeout(endIdle, idleMs).unref()
  const keep = (reading: ReadingProcess): void => {
    idle.push(reading)
    rest.refresh().unref()
  }
  const start = (): ReadingProcess => {
    const reading = startReadingProcess(worker, limits, () => {
      const place = idle.indexOf(reading)
      if (place >= 0) idle.splice(place, 1)
    })
    return reading
  }
  const withReading = async <T>(work: (reading: ReadingProcess) => Promise<T>): Promise<T> => {
    if (isClosed) throw shuttingDown()
    const reading = idle.pop() ?? start()
    running.add(reading)
    try {
      return await work(reading)
    } finally {
      const isUsable = await reading.isUsable()
      running.delete(reading)
      // Only now: another that ended meanwhile may wait already, and one that nobody knows of would never end.
      if (isUsable && !isClosed && idle.length < MOST_IDLE) keep(reading)
      else reading.end()
    }
  }
  return {
    prepare: () => {
      if (running.size + idle.length < MOST_IDLE && !isClosed) keep(start())
      idle.at(-1)?.prepare()
    },
    read: (order, progress, signal) =>
      withReading(async (reading) => {
        const { facts, peakBytes } = await reading.read(order, progress, signal)
        measured(peakBytes)
        return facts
      }),
    lookAt: (firstBytes, signal) => withReading((reading) => reading.lookAt(firstBytes, signal)),
    close: async () => {
      isClosed = true
      clearTimeout(rest)
      endIdle()
      for (const reading of running) reading.end()
    },
  }
}
