import type { DatasetStore, ZoneCoverage } from './datasets.ts'
import type { IntakeStore } from './intake.ts'
import type { JobStore } from './jobs.ts'
import type { Page, PageRequest } from './page.ts'

export type { Page, PageRequest } from './page.ts'

/** What a list of saved estimates says of one. */
export interface SavedEstimateSummary {
  readonly id: string
  readonly city: { readonly name: string; readonly country: string }
  readonly period: string
  readonly factorSet: string
  readonly co2e: { readonly value: number; readonly unit: string }
}

/** A saved estimate; the texts are JSON, kept to the byte. */
export interface SavedEstimate extends SavedEstimateSummary {
  readonly request: string
  readonly result: string
  readonly lines: string
}

/** Estimates that were asked to be kept. */
export interface EstimateStore {
  /** Saving an estimate that is already kept changes nothing. */
  saveEstimate(estimate: SavedEstimate): Promise<void>
  findEstimate(id: string): Promise<SavedEstimate | undefined>
  /** By id. */
  listEstimates(page: PageRequest): Promise<Page<SavedEstimateSummary>>
}

/** What a list of filed inventories says of one. */
export interface SavedFiledSummary {
  readonly id: string
  readonly city: string | null
  readonly year: string | null
  readonly rows: number
  readonly unread: number
}

/** What a city filed, as it was read; the document is JSON, kept to the byte. */
export interface SavedFiled extends SavedFiledSummary {
  readonly document: string
}

/** Inventories that cities filed elsewhere: kept to compare with, never used. */
export interface FiledInventoryStore {
  /** Saving an inventory that is already kept changes nothing. */
  saveFiled(inventory: SavedFiled): Promise<void>
  findFiled(id: string): Promise<SavedFiled | undefined>
  /** By id. */
  listFiled(page: PageRequest): Promise<Page<SavedFiledSummary>>
}

/** What is kept between calls. Whatever is acknowledged survives the end of the process, however it ends. */
export interface Store
  extends EstimateStore,
    FiledInventoryStore,
    DatasetStore,
    ZoneCoverage,
    IntakeStore,
    JobStore {
  isReady(): boolean
  /** Where files lie while they are looked at; made when missing, emptied when the store is opened and closed. */
  stagingFolder(): string
  close(): Promise<void>
}
