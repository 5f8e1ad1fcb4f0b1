import { useEffect, useRef, useState } from 'preact/hooks'
import type { DatasetFacts, Job, Problem } from '../service/answer-types.ts'
import { cancelJob, deleteDataset, registerDataset, sendFile, watchJob } from '../service/files.ts'

/** What to import, and as what. */
export interface ImportOrder {
  readonly facts: DatasetFacts
  readonly query: Readonly<Record<string, string>>
  readonly file: File
}

/** How far an import has come. */
export type ImportState =
  | { readonly is: 'idle' }
  | { readonly is: 'sending'; readonly bytes: number; readonly secondsLeft?: number | undefined }
  /** The service has the file. No job: the service does not answer just now. */
  | { readonly is: 'reading'; readonly job: Job | undefined }
  | { readonly is: 'taken'; readonly dataset: string; readonly job: Job }
  | { readonly is: 'refused'; readonly problem: Problem }
  /** Nothing was kept, and the file was not at fault. */
  | { readonly is: 'stopped'; readonly why: 'gone' | 'interrupted' | 'cancelled' }

export interface Import {
  readonly state: ImportState
  readonly start: (order: ImportOrder) => void
  readonly cancel: () => void
}

/** Runs one import at a time. Whatever goes wrong, the dataset that it registered goes too. */
export function useImport(): Import {
  const [state, setState] = useState<ImportState>({ is: 'idle' })
  const running = useRef<{ readonly ended: AbortController; job?: string } | undefined>(undefined)
  const isRunning = state.is === 'sending' || state.is === 'reading'
  useEffect(() => {
    if (!isRunning) return
    // Who leaves the page now would stop sending without a word.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isRunning])

  const start = async (order: ImportOrder): Promise<void> => {
    const run: { readonly ended: AbortController; job?: string } = { ended: new AbortController() }
    running.current = run
    const ended = await importFile(order, run, setState)
    if (ended.is !== 'taken') void deleteDataset(order.facts.id)
    setState(run.ended.signal.aborted ? { is: 'stopped', why: 'cancelled' } : ended)
  }
  const cancel = (): void => {
    const { ended, job } = running.current ?? {}
    if (job !== undefined) void cancelJob(job)
    ended?.abort()
  }
  return { state, start: (order) => void start(order), cancel }
}

async function importFile(
  { facts, query, file }: ImportOrder,
  run: { readonly ended: AbortController; job?: string },
  tell: (state: ImportState) => void,
): Promise<ImportState> {
  const { signal } = run.ended
  tell({ is: 'sending', bytes: 0 })
  const registered = await registerDataset(facts)
  if ('gone' in registered) return { is: 'stopped', why: 'gone' }
  if ('problem' in registered) return { is: 'refused', problem: registered.problem }
  const since = performance.now()
  const sent = (bytes: number): void => {
    const perByte = (performance.now() - since) / 1000 / Math.max(1, bytes)
    tell({ is: 'sending', bytes, secondsLeft: (file.size - bytes) * perByte })
  }
  const received = await sendFile({ dataset: facts.id, query, file }, sent, signal)
  if ('gone' in received) return { is: 'stopped', why: 'gone' }
  if ('problem' in received) return { is: 'refused', problem: received.problem }
  run.job = received.answer.id
  const asked = await watchJob(received.answer.id, (job) => tell({ is: 'reading', job }), signal)
  // A service that knows the job no more was started anew with an empty memory.
  if (!('answer' in asked)) return { is: 'stopped', why: 'interrupted' }
  const job = asked.answer
  if (job.state === 'succeeded') return { is: 'taken', dataset: facts.id, job }
  if (job.problem) return { is: 'refused', problem: job.problem }
  return { is: 'stopped', why: job.state === 'cancelled' ? 'cancelled' : 'interrupted' }
}
