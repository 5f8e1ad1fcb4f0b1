const MAX_LENGTH = 40

/** Words ordered by how few edits turn `typed` into them; of equals, the one listed first. */
export function nearestFirst(typed: string, words: readonly string[]): readonly string[] {
  const from = typed.slice(0, MAX_LENGTH).toLowerCase()
  return words
    .map((word) => ({ word, edits: editsBetween(from, word.slice(0, MAX_LENGTH).toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
    .map(({ word }) => word)
}

/** Levenshtein distance. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column += 1) {
      const substituted = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1)
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, substituted))
    }
    row = next
  }
  return row[to.length] ?? 0
}
