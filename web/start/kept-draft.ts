import type { Draft } from './draft.ts'

const KEY = 'cordon-draft'

/** Keeps what was typed in this tab, so that a reload loses nothing. A full or closed storage is no reason to stop. */
export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // The page still has it.
  }
}

export function keptDraft(): Draft | undefined {
  try {
    const text = sessionStorage.getItem(KEY)
    const kept = text === null ? undefined : (JSON.parse(text) as Draft)
    return kept && typeof kept.city === 'string' && typeof kept.rows === 'object' ? kept : undefined
  } catch {
    return undefined
  }
}
