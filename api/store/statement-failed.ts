/** Why a statement over a file failed. */
export type FailureKind = 'unreadable' | 'interrupted' | 'memory' | 'disk' | 'broken' | 'fault'

const KINDS: readonly (readonly [prefix: string, kind: FailureKind])[] = [
  ['INTERRUPT', 'interrupted'],
  ['Out of Memory', 'memory'],
  ['INTERNAL', 'broken'],
  ['FATAL', 'broken'],
  ['Permission', 'fault'],
  ['TransactionContext', 'fault'],
  ['Connection', 'fault'],
  ['Catalog', 'fault'],
  ['Parser', 'fault'],
]

/** What the system says when a disk is full, and the database when its own folder is. */
const DISK_WORDS = ['No space left on device', 'Could not write', 'failed to offload', 'temp_directory_size']

/** What is wrong with a row, by the words of the database; they follow what it quotes of the row. */
const REASONS = {
  'more-cells': 'Expected Number of Columns:',
  'open-quote': 'Value with unterminated quote found.',
  'not-utf-8': 'This file is not utf-8 encoded.',
  'long-line': 'Maximum line size of',
  'mixed-line-ends': 'The CSV Parser state machine reached an invalid state.',
} as const
export type UnreadableReason = keyof typeof REASONS | 'fewer-cells'

const LINE = 'CSV Error on Line: '
const FILE = '\n  file = '

/**
 * A statement over a file failed. The message of the database repeats values, so only its kind and the place in the file
 * are passed on.
 */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed'
  readonly kind: FailureKind
  /** The line of the file, if the database names one. */
  readonly line: number | undefined
  /** The path of the file, if the database names it. */
  readonly path: string | undefined
  readonly reason: UnreadableReason | undefined

  constructor(said: unknown) {
    // The database throws plain errors; others are ours.
    const text = said instanceof Error && said.constructor === Error ? said.message : ''
    const kind = kindOf(text)
    super(`A statement over a file failed: ${kind}.`)
    this.kind = kind
    this.line = numberBehind(text, LINE)
    this.path = pathIn(text)
    this.reason = reasonOf(text)
  }
}

function kindOf(text: string): FailureKind {
  if (text === '') return 'fault'
  if (text.includes('bad_alloc')) return 'memory'
  // What it has no word for comes from below it.
  if (!text.includes(' Error: ')) return 'broken'
  if (text.startsWith('IO') && DISK_WORDS.some((word) => text.includes(word))) return 'disk'
  return KINDS.find(([prefix]) => text.startsWith(`${prefix} Error`))?.[1] ?? 'unreadable'
}

function numberBehind(text: string, words: string): number | undefined {
  const at = text.indexOf(words)
  if (at < 0) return undefined
  const number = Number.parseInt(text.slice(at + words.length, at + words.length + 12), 10)
  return Number.isSafeInteger(number) ? number : undefined
}

/** The last place: what a row holds comes before it. */
function pathIn(text: string): string | undefined {
  const at = text.lastIndexOf(FILE)
  return at < 0 ? undefined : text.slice(at + FILE.length).split('\n', 1)[0]
}

function reasonOf(text: string): UnreadableReason | undefined {
  const found = Object.entries(REASONS).filter(([, words]) => text.includes(words))
  const last = found.toSorted(([, a], [, b]) => text.lastIndexOf(b) - text.lastIndexOf(a))[0]
  if (last?.[0] !== 'more-cells') return last?.[0] as UnreadableReason | undefined
  const told = text.slice(text.lastIndexOf(REASONS['more-cells']))
  const has = numberBehind(told, ' Found: ') ?? 0
  return has < (numberBehind(told, REASONS['more-cells']) ?? 0) ? 'fewer-cells' : 'more-cells'
}
