/** Why a statement over a file failed. */
export type FailureKind = 'unreadable' | 'interrupted' | 'memory' | 'fault'

const KINDS: readonly (readonly [prefix: RegExp, kind: FailureKind])[] = [
  [/^INTERRUPT Error/, 'interrupted'],
  [/^Out of Memory Error/, 'memory'],
  [/^(INTERNAL|FATAL|IO|Permission|TransactionContext|Connection|Catalog|Parser) Error/, 'fault'],
  [/^[A-Za-z ]+ Error/, 'unreadable'],
]

/**
 * A statement over a file failed. The message of the database repeats values, so only its kind and the line of the file
 * are passed on.
 */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed'
  readonly kind: FailureKind
  /** The line of the file, if the database names one. */
  readonly line: number | undefined

  constructor(said: unknown) {
    const text = said instanceof Error ? said.message : ''
    const kind = KINDS.find(([prefix]) => prefix.test(text))?.[1] ?? 'fault'
    super(`A statement over a file failed: ${kind}.`)
    this.kind = kind
    const [, line] = /^[A-Za-z ]+ Error: CSV Error on Line: (\d{1,12})\n/.exec(text) ?? []
    this.line = line === undefined ? undefined : Number(line)
  }
}
