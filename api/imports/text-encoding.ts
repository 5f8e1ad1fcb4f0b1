import { isUtf8 } from 'node:buffer'

/** Encodings of texts that are recognised. */
export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030', 'big5'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

/** How people name them. */
export const ENCODING_TITLES: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
  gb18030: 'GB 18030',
  big5: 'Big5',
}

/**
 * Letters that were lost before a text came: what stands for one that could not be read, and UTF-8 that was read as Windows-1252 and
 * saved so. No word of a language looks like it. JavaScript and RE2 read it alike.
 */
export const GARBLED = '\uFFFD|Ã[\u0080-\u009F\u00A1-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00BF]|â€'
export const LETTERS_LOST =
  'Letters were lost when the text was saved, such as Ã¼ for ü: save it anew from its source, all of it in UTF-8.'
const ANY_GARBLED = new RegExp(`${GARBLED}|\u0000`, 'u')

/** Whether letters of a text were lost, or it has a zero byte. */
export const isGarbled = (text: string): boolean => ANY_GARBLED.test(text)

/** The encoding that a byte order mark tells. */
export function markedEncoding(start: Uint8Array): TextEncoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: text of any script has zero bytes at its digits and marks, always on the same side. */
export function unmarkedUtf16(start: Uint8Array): TextEncoding | undefined {
  const zeros = [0, 0]
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > start.length / 10 && even === 0) return 'utf-16le'
  if (even > start.length / 10 && odd === 0) return 'utf-16be'
  return undefined
}

/** Bytes that Windows-1252 does not define, and control characters that no table has. */
const NO_TEXT: ReadonlySet<number> = new Set([
  ...[0x81, 0x8d, 0x8f, 0x90, 0x9d, 0x7f],
  ...Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 12, 13, 26].includes(code)),
])

/** Where so many of the bytes above ASCII stand three or more together, a text is in no Western language. */
const MAX_SHARE_IN_RUNS = 0.3

/**
 * The encoding of bytes that are not valid UTF-8: a table of a Western language in Windows-1252, or one in Chinese.
 *
 * @returns undefined if they are neither, such as UTF-8 that is cut or damaged
 */
export function legacyEncoding(bytes: Uint8Array): TextEncoding | undefined {
  const { high, inRuns, sequences, broken, isText } = countBytes(bytes)
  if (high === 0) return isText ? 'windows-1252' : undefined
  // Text in UTF-8 with a few false bytes is damaged, and would be read as other letters.
  if (sequences > broken) return undefined
  if (isBig5(bytes)) return 'big5'
  if (inRuns <= high * MAX_SHARE_IN_RUNS) return isText ? 'windows-1252' : undefined
  return isChinese(bytes) ? 'gb18030' : undefined
}

interface Bytes {
  readonly high: number
  /** High bytes of which three or more stand together. */
  readonly inRuns: number
  /** Letters of several bytes that are valid UTF-8, and high bytes that are part of none. */
  readonly sequences: number
  readonly broken: number
  readonly isText: boolean
}

function countBytes(bytes: Uint8Array): Bytes {
  let [high, inRuns, sequences, broken, run] = [0, 0, 0, 0, 0]
  let isText = true
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (NO_TEXT.has(byte)) isText = false
    if (byte < 0x80) {
      if (run >= 3) inRuns += run
      run = 0
      continue
    }
    high += 1
    run += 1
    const length = sequenceLength(bytes, at)
    if (length === 0) broken += 1
    else {
      sequences += 1
      high += length - 1
      run += length - 1
      at += length - 1
    }
  }
  if (run >= 3) inRuns += run
  return { high, inRuns, sequences, broken, isText }
}

/** The bytes of the letter that begins here in UTF-8; 0 if none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** First bytes of the usual characters of each encoding: in a text of another language the same bytes are letters of all kinds. */
const USUAL_BIG5 = { from: 0xa1, to: 0xc6 } as const
const USUAL_GB = { from: 0xa1, to: 0xd7 } as const
/** Korean syllables; Chinese characters of the same bytes go on beyond. */
const LAST_KOREAN = 0xc8
const MIN_LETTERS_OF_KOREAN = 12
const MIN_USUAL_SHARE = 0.7

/** Letters of two bytes: their first bytes, how many have a second byte of ASCII, and how many stand beside another. */
interface Pairs {
  readonly firsts: readonly number[]
  readonly withAscii: number
  readonly besideAnother: number
}

function pairsIn(bytes: Uint8Array): Pairs {
  const firsts: number[] = []
  let [withAscii, besideAnother, lastEnd, isCounted] = [0, 0, -1, true]
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const first = bytes[at] as number
    if (first < 0x80) continue
    firsts.push(first)
    if ((bytes[at + 1] as number) < 0x80) withAscii += 1
    if (lastEnd === at) besideAnother += isCounted ? 1 : 2
    isCounted = lastEnd === at
    lastEnd = at + 2
    at += 1
  }
  return { firsts, withAscii, besideAnother }
}

const shareOf = (firsts: readonly number[], { from, to }: { from: number; to: number }): number =>
  firsts.filter((first) => first >= from && first <= to).length / Math.max(1, firsts.length)

/** Traditional Chinese: about half of the letters have a second byte of ASCII, and they stand together as no umlaut does. */
function isBig5(bytes: Uint8Array): boolean {
  const { firsts, withAscii, besideAnother } = pairsIn(bytes)
  return (
    firsts.length > 1 &&
    withAscii >= firsts.length * 0.15 &&
    besideAnother >= firsts.length * 0.7 &&
    shareOf(firsts, USUAL_BIG5) >= MIN_USUAL_SHARE &&
    areChinese(bytes, 'big5')
  )
}

function isChinese(bytes: Uint8Array): boolean {
  const { firsts } = pairsIn(bytes)
  const isKorean = firsts.length >= MIN_LETTERS_OF_KOREAN && firsts.every((first) => first <= LAST_KOREAN)
  return !isKorean && shareOf(firsts, USUAL_GB) >= MIN_USUAL_SHARE && areChinese(bytes, 'gb18030')
}

const CHINESE = /^[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]$/

function areChinese(bytes: Uint8Array, encoding: 'gb18030' | 'big5'): boolean {
  let text: string
  try {
    // The end may cut a letter in two, so that it is not judged.
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return false
  }
  const letters = [...text].filter((letter) => letter > '\u007f')
  const chinese = letters.filter((letter) => CHINESE.test(letter))
  return letters.length > 0 && chinese.length >= letters.length * 0.9
}

/** A text with the encoding that it was found to have. */
export interface DecodedText {
  readonly text: string
  readonly encoding: TextEncoding
}

/**
 * The text of bytes in any of the encodings, without a byte order mark.
 *
 * @returns undefined if the bytes are text in none of them
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const encoding =
    markedEncoding(bytes) ??
    unmarkedUtf16(bytes.subarray(0, 4096)) ??
    (isUtf8(bytes) ? 'utf-8' : legacyEncoding(bytes))
  if (encoding === undefined) return undefined
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return undefined
  }
}
