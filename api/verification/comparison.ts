import { personLevelFaults } from '../request/person-level.ts'
import { pointerTo } from '../request/pointer.ts'
import type { Check, CheckName, Difference, ReworkedText } from './schema.ts'
import { isText, type Path } from './texts.ts'

/** A report names so many differences; the others are counted. */
export const MAX_DIFFERENCES = 500

/** Sums may be added up in another order, which moves their last bits. */
const SUM_TOLERANCE = 1e-12
const MAX_TEXT_LENGTH = 200

type Value = number | null | undefined

/** A check that was made, or could not be. */
export interface Made {
  readonly check: Check
  readonly differences: readonly Difference[]
  /** Of all differences. */
  readonly count: number
  /** Words that read differently now; they are no difference. */
  readonly texts: readonly ReworkedText[]
  /** Of all such words. */
  readonly textCount: number
}

/** One check of a document under way: what was compared, and what differs. */
export class Comparison {
  readonly name: CheckName
  readonly #lines: readonly { readonly id: string }[] | undefined
  readonly #differences: Difference[] = []
  readonly #texts: ReworkedText[] = []
  #compared = 0
  #count = 0
  #textCount = 0

  /** @param document whose lines a report names */
  constructor(
    name: CheckName,
    document: { readonly lines?: readonly { readonly id: string }[] | undefined } = {},
  ) {
    this.name = name
    this.#lines = document.lines
  }

  /** Two values that are equal to the last bit; words for people may have been put differently. */
  same(path: Path, document: unknown, recomputed: unknown): void {
    this.#compared += 1
    if (Object.is(document, recomputed)) return
    const areTexts = typeof document === 'string' && typeof recomputed === 'string' && isText(path)
    if (areTexts) this.#noteText(path, document, recomputed)
    else this.#note(path, document, recomputed)
  }

  /** Two sums, of which the order of adding is open. */
  near(path: Path, document: Value, recomputed: Value): void {
    this.#compared += 1
    if (document === recomputed) return
    const areNear =
      typeof document === 'number' &&
      typeof recomputed === 'number' &&
      Math.abs(document - recomputed) <= SUM_TOLERANCE * Math.max(Math.abs(document), Math.abs(recomputed))
    if (!areNear) this.#note(path, document, recomputed)
  }

  /** What must hold of the document, and what is wrong where it does not. */
  holds(path: Path, isTrue: boolean, document: unknown, detail: string): void {
    this.#compared += 1
    if (!isTrue) this.#note(path, document, undefined, detail)
  }

  made(): Made {
    const check = {
      name: this.name,
      passed: this.#count === 0,
      compared: this.#compared,
      ...(this.#count === 0
        ? {}
        : { detail: `${this.#count} of ${this.#compared} ${this.#count === 1 ? 'differs' : 'differ'}.` }),
    }
    return {
      check,
      differences: this.#differences,
      count: this.#count,
      texts: this.#texts,
      textCount: this.#textCount,
    }
  }

  #noteText(path: Path, document: string, recomputed: string): void {
    this.#textCount += 1
    if (this.#texts.length >= MAX_DIFFERENCES) return
    this.#texts.push({
      pointer: pointerTo(path),
      document: shownText(document),
      recomputed: shownText(recomputed),
    })
  }

  #note(path: Path, document: unknown, recomputed: unknown, detail?: string): void {
    this.#count += 1
    if (this.#differences.length >= MAX_DIFFERENCES) return
    const line = path[0] === 'lines' ? this.#lines?.[Number(path[1])]?.id : undefined
    this.#differences.push({
      check: this.name,
      pointer: pointerTo(path),
      ...(line === undefined ? {} : { line }),
      ...(document === undefined ? {} : { document: shown(document) }),
      ...(recomputed === undefined ? {} : { recomputed: shown(recomputed) }),
      ...(detail === undefined ? {} : { detail }),
    })
  }
}

/** The findings of a check that found nothing. */
export const NOTHING_FOUND: Omit<Made, 'check'> = { differences: [], count: 0, texts: [], textCount: 0 }

/** A check that could not be made. */
export const notMade = (name: CheckName, detail: string): Made => ({
  check: { name, passed: null, compared: 0, detail },
  ...NOTHING_FOUND,
})

/** A value as a report shows it. What looks personal is not repeated. */
function shown(value: unknown): number | string | boolean | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 'not a number'
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'string' ? shownText(value) : 'an object'
}

const shownText = (text: string): string =>
  personLevelFaults(text).length > 0 ? 'a text that is not repeated' : text.slice(0, MAX_TEXT_LENGTH)
