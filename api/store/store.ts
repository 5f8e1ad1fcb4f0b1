import type { DatasetStore, ZoneCoverage } from './datasets.ts'
import type { IntakeStore } from './intake.ts'
import type { JobStore } from './jobs.ts'

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

/** Part of a list; `next` is what to ask on with, absent at the end. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** What to give of a list: at most `limit` items, those behind the one named `after`. */
export interface PageRequest {
  readonly limit: number
  readonly after?: string | undefined
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
