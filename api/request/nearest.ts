import { editDistance } from '../../src/index.ts'

const MAX_LENGTH = 40

/** Words ordered by how few edits turn `typed` into them; of equals, the one listed first. */
export function nearestFirst(typed: string, words: readonly string[]): readonly string[] {
  const from = typed.slice(0, MAX_LENGTH).toLowerCase()
  return words
    .map((word) => ({ word, edits: editDistance(from, word.slice(0, MAX_LENGTH).toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
    .map(({ word }) => word)
}
