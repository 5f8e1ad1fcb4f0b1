import { useEffect, useRef, useState } from 'preact/hooks'
import type { DatasetFacts } from '../service/answer-types.ts'
import { cancelJob, deleteDataset, registerDataset } from '../service/files.ts'
import type { ImportRun, ImportState } from './import-state.ts'
import { takeIn } from './take-in.ts'

/** What to import, and as what. */
export interface ImportOrder {
  readonly facts: DatasetFacts
  readonly query: Readonly<Record<string, string>>
  readonly file: File
}

export interface Import {
  readonly state: ImportState
  readonly start: (order: ImportOrder) => void
  readonly cancel: () => void
}

type Take = (run: ImportRun, tell: (state: ImportState) => void) => Promise<ImportState>

/** Runs one import at a time. */
export function useTaking(): {
  readonly state: ImportState
  readonly start: (take: Take) => void
  readonly cancel: () => void
} {
  const [state, setState] = useState<ImportState>({ is: 'idle' })
  const running = useRef<ImportRun | undefined>(undefined)
  const isRunning = state.is === 'sending' || state.is === 'reading'
  useEffect(() => {
    if (!isRunning) return
    // Who leaves the page now would stop sending without a word.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isRunning])
  const start = async (take: Take): Promise<void> => {
    const run: ImportRun = { ended: new AbortController() }
    running.current = run
    const ended = await take(run, setState)
    setState(run.ended.signal.aborted ? { is: 'stopped', why: 'cancelled' } : ended)
  }
  const cancel = (): void => {
    const { ended, job } = running.current ?? {}
    if (job !== undefined) void cancelJob(job)
    ended?.abort()
  }
  return { state, start: (take) => void start(take), cancel }
}

/** Imports into a dataset of its own. Whatever goes wrong, the dataset goes too. */
export function useImport(): Import {
  const { state, start, cancel } = useTaking()
  return {
    state,
    start: (order) =>
      start(async (run, tell) => {
        const ended = await importFile(order, run, tell)
        if (ended.is !== 'taken') void deleteDataset(order.facts.id)
        return ended
      }),
    cancel,
  }
}

async function importFile(
  { facts, query, file }: ImportOrder,
  run: ImportRun,
  tell: (state: ImportState) => void,
): Promise<ImportState> {
  tell({ is: 'sending', bytes: 0 })
  const registered = await registerDataset(facts)
  if ('gone' in registered) return { is: 'stopped', why: 'gone' }
  if ('problem' in registered) return { is: 'refused', problem: registered.problem }
  return takeIn({ dataset: facts.id, query, file }, run, tell)
}
