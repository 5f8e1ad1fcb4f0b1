import type { ImportJobs } from '../datasets/import-jobs.ts'
import type { Admission } from '../http/admission.ts'
import type { Measured } from '../http/metrics.ts'
import type { Store } from '../store/store.ts'

interface Parts {
  readonly admission: Admission
  readonly jobs: Pick<ImportJobs, 'running'>
  readonly store: Pick<Store, 'isReady' | 'failures'>
  readonly simulationsWaiting?: (() => number) | undefined
}

/** What an operator watches beside requests: queues, work under way, and whether it can be saved. */
export const serviceMetrics = ({
  admission,
  jobs,
  store,
  simulationsWaiting = () => 0,
}: Parts): Readonly<Record<string, Measured>> => ({
  cordon_requests_waiting: { help: 'Requests that wait for their turn.', read: admission.waiting },
  cordon_requests_open: { help: 'Requests that are being answered.', read: admission.open },
  cordon_requests_refused_total: {
    help: 'Requests that were refused because too many waited, or waited for too long.',
    isTotal: true,
    read: admission.refused,
  },
  cordon_simulations_waiting: { help: 'Simulations that wait for a thread.', read: simulationsWaiting },
  cordon_imports_running: { help: 'Imports that are received, wait or run.', read: jobs.running },
  cordon_store_ready: {
    help: '1 while the data folder can be written and read.',
    read: () => (store.isReady() ? 1 : 0),
  },
  cordon_store_failures_total: {
    help: 'How often the data folder could not be written or read any more.',
    isTotal: true,
    read: store.failures,
  },
})
