import { type ChildProcess, execFile, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from '../../request/failure.ts'
import type { FactsFile } from '../../store/intake.ts'
import type { ReadOrder, ReadProgress } from '../file-reader.ts'
import type { FileLook } from '../look-at-file.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { FromChild, ToChild } from './message.ts'
import { findResidentBytes } from './resident.ts'
import { ReaderFault, ReaderStopped, readsTooLarge, readsTooLong } from './stopped.ts'

const WATCH_MS = 100
/** What a process may hold after a file, to be used again. */
const MAX_IDLE_BYTES = 320 * 1_048_576
/** What may be asked for at once between two looks; beyond it the system itself refuses. */
const SPARE_BYTES = 400 * 1_048_576
const MAX_SAID = 8192
/** Looking at the start of a file takes milliseconds. */
const LOOK_WALL_MS = 20_000
const OUT_OF_MEMORY = ['heap out of memory', 'Reached heap limit', 'Allocation failed', 'bad_alloc']

/** The facts of a file, and the most memory that the process has had until then. */
interface MeasuredFacts {
  readonly facts: FactsFile
  readonly peakBytes: number
}

/** A process that reads files, one after another. */
export interface ReadingProcess {
  /** Gets ready for a file that is coming in. */
  prepare(): void
  /**
   * Reads a file. Whatever ends this but a refusal ends the process too.
   *
   * @throws {Failure} with every fault
   * @throws {ReaderStopped} if the process ended over the file
   */
  read(order: ReadOrder, progress: ReadProgress, signal: AbortSignal): Promise<MeasuredFacts>
  /** Looks at the first bytes of a file. */
  lookAt(firstBytes: Uint8Array, signal: AbortSignal): Promise<FileLook>
  /** Whether it can read another file. */
  isUsable(): Promise<boolean>
  end(): void
}

/**
 * @param worker the file that it runs: it calls `serveReads`
 * @param ended called when the process has ended, however it did
 */
export function startReadingProcess(worker: URL, limits: ReadLimits, ended: () => void): ReadingProcess {
  const child = fork(fileURLToPath(worker), [], {
    execArgv: [
      `--max-old-space-size=${limits.heapMebibytes}`,
      ...(extname(worker.pathname) === '.ts' ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  let isEnded = false
  const end = (): void => {
    isEnded = true
    child.kill('SIGKILL')
  }
  const note = (): void => {
    isEnded = true
    ended()
  }
  child.once('exit', note).once('error', note)
  const said = lastWords(child)
  const started = startOf(child, limits)
  // Whoever reads is told.
  started.catch(end)
  letGo(child)
  const ask = async (order: ToChild, reading: Omit<Reading, 'said'>): Promise<Answer> => {
    holdOn(child)
    try {
      await started
      return await answerOf(child, order, { ...reading, said })
    } catch (error) {
      if (!(error instanceof Failure) || error instanceof ReaderStopped || reading.signal.aborted) end()
      throw error
    } finally {
      letGo(child)
    }
  }
  return {
    prepare: () => {
      const tell = (): void => void child.send({ prepare: true } satisfies ToChild, () => undefined)
      started.then(tell).catch(() => undefined)
    },
    read: async (order, progress, signal) => {
      const answer = await ask(order, { progress, signal, limits })
      if ('facts' in answer) return answer
      throw new Error('The process that reads files answered another question.')
    },
    lookAt: async (firstBytes, signal) => {
      const answer = await ask({ firstBytes }, { signal, limits: { ...limits, wallMs: LOOK_WALL_MS } })
      if ('look' in answer) return answer.look
      throw new Error('The process that reads files answered another question.')
    },
    isUsable: async () => {
      const bytes = (await findResidentBytes(child.pid ?? 0)) ?? 0
      return !isEnded && !child.killed && bytes <= MAX_IDLE_BYTES
    },
    end,
  }
}

/** What a file could make use of is not there: no key, no address, no option of node. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG']
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** Keeps the service running while it waits for an answer, and only then. */
function holdOn(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

function letGo(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

/** The end of what the process itself writes when it dies: looked at, and never shown. */
function lastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.setEncoding('latin1').on('data', (text: string) => {
    words = (words + text).slice(-MAX_SAID)
  })
  // A pipe of a child is a socket.
  ;(child.stderr as unknown as { unref(): void } | null)?.unref()
  return () => words
}

async function startOf(child: ChildProcess, limits: ReadLimits): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const failed = (): void => reject(new Error('The process that reads files did not start.'))
    child.once('error', failed)
    child.once('exit', failed)
    child.once('message', () => {
      child.off('exit', failed)
      resolve()
    })
  })
  await limitMemory(child, limits)
}

/** Sets a limit of the system's own where it has the command for it; elsewhere the watch alone looks after memory. */
function limitMemory({ pid }: ChildProcess, { residentBytes }: ReadLimits): Promise<void> {
  const bytes = residentBytes + SPARE_BYTES
  return new Promise((resolve) => {
    execFile('prlimit', ['--pid', String(pid), `--data=${bytes}`, '--core=0'], () => resolve())
  })
}

type Answer = MeasuredFacts | { readonly look: FileLook }

interface Reading {
  readonly progress?: ReadProgress
  readonly signal: AbortSignal
  readonly limits: ReadLimits
  readonly said: () => string
}

function answerOf(child: ChildProcess, order: ToChild, reading: Reading): Promise<Answer> {
  const { progress, signal, limits, said } = reading
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      child.off('message', hear).off('close', stopped)
      signal.removeEventListener('abort', aborted)
      clearTimeout(timer)
      clearInterval(watch)
    }
    const fail = (error: unknown): void => {
      stop()
      reject(error)
    }
    const kill = (error: unknown): void => {
      child.kill('SIGKILL')
      fail(error)
    }
    const hear = (message: FromChild): void => {
      if ('phase' in message) progress?.enter(message.phase)
      else if ('rows' in message) progress?.report(message)
      else if ('facts' in message || 'look' in message) {
        stop()
        resolve(message)
      } else if ('refused' in message) {
        const { slug, detail, more } = message.refused
        if (message.isBroken) kill(new ReaderStopped('engine'))
        else fail(new Failure(slug, detail, more))
      } else if ('fault' in message) fail(new ReaderFault(message.fault.name, message.fault.frames))
    }
    const stopped = (code: number | null, killedBy: string | null): void => {
      const isOfMemory = killedBy === 'SIGKILL' || OUT_OF_MEMORY.some((words) => said().includes(words))
      fail(isOfMemory ? readsTooLarge(limits.residentBytes) : new ReaderStopped(killedBy ?? `code ${code}`))
    }
    const aborted = (): void => kill(signal.reason)
    const timer = setTimeout(() => kill(readsTooLong(limits.wallMs)), limits.wallMs)
    const watch = setInterval(() => {
      void findResidentBytes(child.pid ?? 0).then((bytes = 0) => {
        if (bytes > limits.residentBytes) kill(readsTooLarge(limits.residentBytes))
      })
    }, WATCH_MS)
    // `close` comes after all that the process wrote.
    child.on('message', hear).once('close', stopped)
    signal.addEventListener('abort', aborted)
    if (signal.aborted) aborted()
    else child.send(order, () => undefined)
  })
}
