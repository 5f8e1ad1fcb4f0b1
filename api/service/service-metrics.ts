import type { ImportJobs } from '../datasets/import-jobs.ts'
import type { Admission } from '../http/admission.ts'
import type { Measured } from '../http/metrics.ts'
import type { Store } from '../store/store.ts'
import type { StoreCounts } from './counted-store.ts'

interface Parts {
  readonly admission: Admission
  readonly jobs: Pick<ImportJobs, 'running'>
  readonly store: Pick<Store, 'isReady' | 'areFactsReady' | 'failures'>
  readonly counts: StoreCounts
  readonly draws: () => number
  readonly simulationsWaiting?: (() => number) | undefined
}

/** What an operator watches beside requests: queues, work under way, and whether it can be saved. */
export const serviceMetrics = ({
  admission,
  jobs,
  store,
  counts,
  draws,
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
  cordon_draws_total: {
    help: 'Draws of simulations and scenarios that were asked for and made.',
    isTotal: true,
    read: draws,
  },
  cordon_imports_ended_total: {
    help: 'Imports that ended, by how.',
    isTotal: true,
    read: () => ({ label: 'state', by: counts.imports }),
  },
  cordon_releases_total: {
    help: 'Releases that were due, by whether they could be made.',
    isTotal: true,
    read: () => ({ label: 'outcome', by: counts.releases }),
  },
  cordon_estimates_saved_total: {
    help: 'Estimates that were saved.',
    isTotal: true,
    read: () => counts.savedEstimates,
  },
  cordon_backups_total: {
    help: 'Backups, by whether they could be made.',
    isTotal: true,
    read: () => ({ label: 'outcome', by: counts.backups }),
  },
  cordon_last_backup_timestamp_seconds: {
    help: 'When the last backup was made, in seconds since 1970; 0 if none was since the service started.',
    read: () => counts.lastBackupAt,
  },
  cordon_store_ready: {
    help: '1 while the data folder can be written and read.',
    read: () => (store.isReady() ? 1 : 0),
  },
  cordon_facts_ready: {
    help: '1 while facts can be read too.',
    read: () => (store.isReady() && store.areFactsReady?.() !== false ? 1 : 0),
  },
  cordon_store_failures_total: {
    help: 'How often the data folder could not be written or read any more.',
    isTotal: true,
    read: store.failures,
  },
})
