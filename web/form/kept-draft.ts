import type { Draft } from './draft.ts'

const KEY = 'cordon-draft'

/**
 * Keeps what was typed in this tab, so that a reload loses nothing; other tabs keep theirs.
 *
 * @returns false where the storage is full or closed: the page goes on, and says so
 */
export function keepDraft(draft: Draft): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
    return true
  } catch {
    return false
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
