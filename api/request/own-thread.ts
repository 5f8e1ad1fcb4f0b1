import { extname } from 'node:path'
import type { Piscina } from 'piscina'

/** The ending of the files of a program that runs from its source, or of one that was built. */
export const SOURCE_ENDING = extname(import.meta.url)

/** How threads start that run a file of this program: its source needs a loader. */
export const threadStart = (): { readonly execArgv?: string[] } =>
  SOURCE_ENDING === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}

interface OwnThread {
  /** The file of the thread. */
  readonly worker: URL
  /** What it exports for the work: plain data in, plain data out. */
  readonly name: string
  readonly mostHeapMb: number
  /** Ends the work. */
  readonly signal: AbortSignal
}

/** Works in a thread that starts and ends with its task, so that its memory is freed. */
export async function inOwnThread<Answer>(
  task: unknown,
  { worker, name, mostHeapMb, signal }: OwnThread,
): Promise<Answer> {
  // Loaded where a thread is wanted: most commands need none.
  const { Piscina: Threads } = await import('piscina')
  const thread: Piscina = new Threads({
    filename: worker.href,
    name,
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    ...threadStart(),
  })
  // A thread that cannot even start leaves its task behind.
  thread.on('error', () => void thread.destroy())
  try {
    return (await thread.run(task, { signal })) as Answer
  } finally {
    await thread.destroy()
  }
}
