import { isAscii } from 'node:buffer'
import { DELIMITERS, type Delimiter } from './preamble.ts'
import { MAX_LINE_BYTES } from './read-limits.ts'

const [BLANK, QUOTE, LINE_FEED, RETURN] = [0x20, 0x22, 0x0a, 0x0d] as const
const ENDS = [LINE_FEED, RETURN] as const
/** Blanks that are looked at one by one while a text comes in; a text with more is looked at once it is there. */
const MAX_BLANKS = 10_000

/** What is seen of a table of text, part by part. */
export interface SeenText {
  see(part: Buffer): void
  /** Whether a line is longer than any row of a table. */
  readonly hasLongLine: boolean
  readonly isAscii: boolean
  /** Whether a cell may begin or end with a blank: most tables have none, and need no trimming. */
  readonly mayHaveBlanks: boolean
}

/**
 * Looks at the bytes of a table of text, each once and in time that grows with their number alone.
 *
 * @param delimiters what may part its cells
 * @param maxBlanks so many are looked at; with more, a cell may begin or end with one
 */
export function seeText(delimiters: readonly Delimiter[], maxBlanks = Number.POSITIVE_INFINITY): SeenText {
  const edges = edgesOf(delimiters)
  const seen = { hasLongLine: false, isAscii: true, mayHaveBlanks: false }
  let open = 0
  let left = maxBlanks
  const hasBlankAtEdge = (part: Buffer): boolean => {
    for (let at = part.indexOf(BLANK); at >= 0; at = part.indexOf(BLANK, at + 1)) {
      left -= 1
      if (left < 0 || edges.has(part[at - 1]) || edges.has(part[at + 1])) return true
    }
    return false
  }
  return Object.assign(seen, {
    see: (part: Buffer): void => {
      // Of a longer part, lines within it could be too long as well.
      for (let from = 0; from < part.length; from += MAX_LINE_BYTES) {
        const piece = part.subarray(from, from + MAX_LINE_BYTES)
        seen.isAscii &&= isAscii(piece)
        seen.mayHaveBlanks ||= !seen.isAscii || hasBlankAtEdge(piece)
        const [first, last] = lineEnds(piece)
        seen.hasLongLine ||= open + (first ?? piece.length) > MAX_LINE_BYTES
        open = last === undefined ? open + piece.length : piece.length - last - 1
      }
    },
  })
}

/** Watches a file come in, to tell of a text that no reader has to look through it before it is read. */
export function watchForPlainText(): {
  readonly see: (part: Buffer) => void
  readonly isPlain: () => boolean
} {
  const seen = seeText(DELIMITERS, MAX_BLANKS)
  const isPlain = (): boolean => seen.isAscii && !seen.mayHaveBlanks && !seen.hasLongLine
  // What is of another kind is known by its first bytes, and is looked at no further.
  return { see: (part) => (isPlain() ? seen.see(part) : undefined), isPlain }
}

/** What stands next to the first or last character of a cell; undefined where a part ends. */
const edgesOf = (delimiters: readonly Delimiter[]): ReadonlySet<number | undefined> =>
  new Set([undefined, BLANK, QUOTE, ...ENDS, ...delimiters.map((one) => one.charCodeAt(0))])

/** Where the first and the last line end in a part; lines between them are shorter than a part. */
function lineEnds(part: Buffer): readonly [first: number | undefined, last: number | undefined] {
  const firsts = ENDS.map((end) => part.indexOf(end)).filter((at) => at >= 0)
  if (firsts.length === 0) return [undefined, undefined]
  return [Math.min(...firsts), Math.max(...ENDS.map((end) => part.lastIndexOf(end)))]
}
