import { Failure, type Fault } from './failure.ts'

/** More would say nothing new. */
const MAX_REPEATS = 20

/** A name that may be shown: others may carry what nobody should send. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,40}$/

/**
 * The text of a JSON document.
 *
 * @param what how the caller knows the document
 * @throws {Failure} `malformed-body` if the bytes are not UTF-8 (RFC 8259)
 */
export function readUtf8(bytes: Uint8Array, what = 'The body'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Failure('malformed-body', `${what} is not JSON in UTF-8.`)
  }
}

/**
 * Refuses a field that an object has twice: readers differ in which of them they take. Takes one pass, whatever the
 * document.
 *
 * @param text JSON that was parsed already, so that its form is not checked again
 * @throws {Failure} with the place of each
 */
export function requireFieldsOnce(text: string): void {
  const faults = repeatedFields(text).map(
    (pointer): Fault => ({
      code: 'invalid-field',
      pointer,
      detail:
        'The object has a field of this name twice, so that it is not clear which is meant. State it once.',
    }),
  )
  if (faults.length > 0)
    throw new Failure('invalid-request', 'The body has fields that stand twice.', { errors: faults })
}

const NULL = '\\u0000'

/**
 * Refuses the character of code 0: no name has it, and not every database keeps it.
 *
 * @param text JSON that was parsed already
 * @throws {Failure}
 */
export function requireNoNull(text: string): void {
  for (let at = text.indexOf(NULL); at >= 0; at = text.indexOf(NULL, at + NULL.length)) {
    let before = at
    while (text[before - 1] === '\\') before -= 1
    // Behind an odd number of backslashes it is a backslash and a word.
    if ((at - before) % 2 === 0)
      throw new Failure(
        'malformed-body',
        'The body has the character U+0000, which no text has. Leave it out.',
      )
  }
}

/** An object or a list that is open where the text is read. */
interface Frame {
  /** Names seen so far; undefined for a list. */
  readonly names: Set<string> | undefined
  /** The name or the index that is being read. */
  at: string | number
  /** The next string is a name. */
  isName: boolean
}

function repeatedFields(text: string): readonly string[] {
  const frames: Frame[] = []
  const repeated: string[] = []
  for (let at = 0; at < text.length && repeated.length < MAX_REPEATS; at += 1) {
    const frame = frames.at(-1)
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at)
        if (frame?.names && frame.isName) {
          const raw = text.slice(at, end + 1)
          const name = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1)
          frame.at = name
          if (frame.names.has(name)) repeated.push(pointerOf(frames))
          frame.names.add(name)
        }
        at = end
        break
      }
      case '{':
        frames.push({ names: new Set(), at: '', isName: true })
        break
      case '[':
        frames.push({ names: undefined, at: 0, isName: false })
        break
      case '}':
      case ']':
        frames.pop()
        break
      case ':':
        if (frame) frame.isName = false
        break
      case ',':
        if (frame?.names) frame.isName = true
        else if (frame) frame.at = Number(frame.at) + 1
        break
    }
  }
  return repeated
}

/** Where the string ends that begins here. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

function pointerOf(frames: readonly Frame[]): string {
  const steps: string[] = []
  for (const { at } of frames) {
    if (typeof at === 'string' && !PLAIN_NAME.test(at)) break
    steps.push(`/${at}`)
  }
  return steps.join('')
}
