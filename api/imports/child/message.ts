import type { FailureMore, FailureSlug } from '../../request/failure.ts'
import type { FactsFile } from '../../store/intake.ts'
import type { ReadOrder } from '../file-reader.ts'
import type { FileLook } from '../look-at-file.ts'

/**
 * What the service tells a process that reads: the one file to read next, or the first bytes of one to look at; and that a
 * file is coming in, to which there is no answer.
 */
export type ToChild = ReadOrder | { readonly firstBytes: Uint8Array } | { readonly prepare: true }

/** What a process that reads tells the service. Never a value of a file. */
export type FromChild =
  /** Its code is loaded: what goes wrong from now on, goes wrong over a file. */
  | { readonly ready: true }
  | { readonly phase: 'reading' | 'checking' }
  | { readonly rows: number; readonly totalRows: number }
  | { readonly facts: FactsFile; readonly peakBytes: number }
  | { readonly look: FileLook }
  | {
      readonly refused: { readonly slug: FailureSlug; readonly detail: string; readonly more: FailureMore }
      readonly isBroken: boolean
    }
  /** A fault of ours, by its name and the frames of its stack. */
  | { readonly fault: { readonly name: string; readonly frames: readonly string[] } }
