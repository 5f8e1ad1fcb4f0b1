import { sendFile, watchJob } from '../service/files.ts'
import type { ImportRun, ImportState } from './import-state.ts'

interface TakingOrder {
  readonly dataset: string
  readonly query: Readonly<Record<string, string>>
  readonly file: File
}

/** Sends a file into a dataset that is there, and waits until it is read. */
export async function takeIn(
  order: TakingOrder,
  run: ImportRun,
  tell: (state: ImportState) => void,
): Promise<ImportState> {
  const { signal } = run.ended
  const { file, dataset } = order
  tell({ is: 'sending', bytes: 0 })
  const since = performance.now()
  const sent = (bytes: number): void => {
    const perByte = (performance.now() - since) / 1000 / Math.max(1, bytes)
    tell({ is: 'sending', bytes, secondsLeft: (file.size - bytes) * perByte })
  }
  const received = await sendFile(order, sent, signal)
  if ('gone' in received) return { is: 'stopped', why: 'gone' }
  if ('problem' in received) return { is: 'refused', problem: received.problem }
  run.job = received.answer.id
  const asked = await watchJob(received.answer.id, (job) => tell({ is: 'reading', job }), signal)
  // A service that knows the job no more was started anew with an empty memory.
  if (!('answer' in asked)) return { is: 'stopped', why: 'interrupted' }
  const job = asked.answer
  if (job.state === 'succeeded') return { is: 'taken', dataset, job }
  if (job.problem) return { is: 'refused', problem: job.problem }
  return { is: 'stopped', why: job.state === 'cancelled' ? 'cancelled' : 'interrupted' }
}
