import type { AuditStore } from './audit.ts'
import type { Backup } from './backup.ts'
import type { CityYearStore } from './city-years.ts'
import type { DatasetStore, ZoneCoverage } from './datasets.ts'
import type { ListPosition } from './deletion-list.ts'
import type { ErasureStore } from './erasure.ts'
import type { IntakeStore } from './intake.ts'
import type { JobStore } from './jobs.ts'
import type { HeldBy, KeyStore } from './keys.ts'
import type { Page, PageRequest } from './page.ts'
import type { ReleasedStore } from './released.ts'

export type { Page, PageRequest } from './page.ts'

/** A saved estimate in a list. */
export interface SavedEstimateSummary {
  readonly id: string
  readonly city: { readonly name: string; readonly country: string }
  readonly period: string
  readonly factorSet: string
  readonly co2e: { readonly value: number; readonly unit: string }
  /** Whose facts it was made of. */
  readonly dataset?: string
  /** When that dataset was deleted. */
  readonly withdrawnAt?: string
}

/** A saved estimate; the texts are JSON, kept to the byte. */
export interface SavedEstimate extends SavedEstimateSummary {
  readonly request: string
  readonly result: string
  readonly lines: string
}

/** Cities and datasets with what was given out of them. */
export type ActivityStore = DatasetStore & ZoneCoverage & ReleasedStore

/** Estimates that callers asked to save. */
export interface EstimateStore {
  /** Saving a saved estimate again changes nothing, but that one that was withdrawn stands again. */
  saveEstimate(estimate: SavedEstimate): Promise<void>
  findEstimate(id: string): Promise<SavedEstimate | undefined>
  /** Whether there was one. */
  deleteEstimate(id: string): Promise<boolean>
  /** By id; all of them if no holder is named. */
  listEstimates(page: PageRequest, heldBy?: HeldBy): Promise<Page<SavedEstimateSummary>>
}

/** A filed inventory in a list. */
export interface SavedFiledSummary {
  readonly id: string
  readonly city: string | null
  readonly year: string | null
  readonly rows: number
  readonly unread: number
}

/** A filed inventory as read; the document is JSON, kept to the byte. */
export interface SavedFiled extends SavedFiledSummary {
  readonly document: string
}

/** Inventories that cities filed elsewhere: saved to compare with, never used in an estimate. */
export interface FiledInventoryStore {
  /** Saving a saved inventory again changes nothing. */
  saveFiled(inventory: SavedFiled): Promise<void>
  findFiled(id: string): Promise<SavedFiled | undefined>
  /** By id; all of them if no holder is named. */
  listFiled(page: PageRequest, heldBy?: HeldBy): Promise<Page<SavedFiledSummary>>
}

/** Copies everything that is saved, while the service goes on. */
export interface BackupStore {
  /**
   * Writes a backup: whole, or nothing.
   *
   * @param to a file that is not there yet
   * @param deletions how far the list of deletions was
   * @throws {StoreRefused} if it cannot be written there
   */
  backUp(to: string, deletions?: ListPosition): Promise<Backup>
}

/**
 * Everything that is saved, but the facts of datasets: answers are made of what was released. Whatever is acknowledged survives the end of the process, however it
 * ends.
 */
export interface Store
  extends EstimateStore,
    FiledInventoryStore,
    DatasetStore,
    CityYearStore,
    ZoneCoverage,
    IntakeStore,
    JobStore,
    KeyStore,
    AuditStore,
    ErasureStore,
    BackupStore,
    ReleasedStore {
  /** False while nothing can be saved or read, such as on a full disk, and once it is closed. */
  isReady(): boolean
  /** Whether facts can be read, where they are lost apart from all else. */
  areFactsReady?(): boolean
  /** How often it was lost since it opened. */
  failures(): number
  /** The folder for files under check; made if missing, emptied when the store opens and closes. */
  stagingFolder(): string
  close(): Promise<void>
}
