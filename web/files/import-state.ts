import type { Job, Problem } from '../service/answer-types.ts'

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

/** An import that runs: what ends it, and its job once the service has the file. */
export interface ImportRun {
  readonly ended: AbortController
  job?: string
}
