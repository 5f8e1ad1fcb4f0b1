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

/** What is kept between calls. Whatever is acknowledged survives the end of the process, however it ends. */
export interface Store extends EstimateStore, DatasetStore, ZoneCoverage, IntakeStore, JobStore {
  isReady(): boolean
  /** Where files lie while they are looked at; made when missing, emptied when the store is opened and closed. */
  stagingFolder(): string
  close(): Promise<void>
}
