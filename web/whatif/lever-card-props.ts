import type { Range } from '../numbers/figure-text.ts'
import type { Speech } from '../words/language.ts'
import type { Effect, Kind, LeverDraft } from './work.ts'

export interface LeverCardProps {
  readonly id: string
  readonly lever: LeverDraft
  readonly kind: Kind
  readonly effects: readonly Effect[]
  /** What it changes by itself in the last year, once that is known. */
  readonly alone: Range | undefined
  readonly faultAt: (field: string) => string | undefined
  readonly change: (lever: LeverDraft) => void
  /** Absent for one that the page offers. */
  readonly remove: (() => void) | undefined
  readonly speech: Speech
}
