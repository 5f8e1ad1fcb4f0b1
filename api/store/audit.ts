import { createHash } from 'node:crypto'

/** Something that was done, or begun: it is noted before it is done, so that nothing is done without a note. */
export interface AuditNote {
  /** ISO 8601. */
  readonly at: string
  /** The id of a key, or `machine`, `shell`, `stranger`. */
  readonly actor: string
  /** Such as `dataset.delete`. */
  readonly action: string
  /** The id of what it was done to. */
  readonly subject: string
  /** Never a value of a file. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

/** An entry of the log; its digest covers the entry before it. */
export interface AuditEntry {
  readonly number: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** JSON. */
  readonly detail: string
  readonly before: string
  readonly digest: string
}

/** The state of the whole log. */
export type AuditState =
  | { readonly entries: number; readonly head: string; readonly brokenAt?: undefined }
  | { readonly brokenAt: number; readonly why: string }

/** What stands before the first entry. */
export const AUDIT_START = `sha256:${'0'.repeat(64)}`

/** The digest of an entry: SHA-256 over the JSON of its fields, as a list in this order. */
export const auditDigest = ({
  number,
  at,
  actor,
  action,
  subject,
  detail,
  before,
}: Omit<AuditEntry, 'digest'>): string =>
  `sha256:${createHash('sha256')
    .update(JSON.stringify([number, at, actor, action, subject, detail, before]))
    .digest('hex')}`

/** The log of what was done. It is appended to, and never changed. */
export interface AuditStore {
  appendAudit(note: AuditNote): Promise<void>
  /** @param after the number of an entry; from the first if absent */
  listAudit(limit: number, after?: number): Promise<readonly AuditEntry[]>
  /** The last so many, in their order. */
  listLastAudit(limit: number): Promise<readonly AuditEntry[]>
}

const MANY = 5000

/**
 * Whether every entry follows from the one before it.
 *
 * @param noted a digest that the log had: a log that was cut short is whole, and lacks it
 */
export async function auditStateOf(
  store: Pick<AuditStore, 'listAudit'>,
  noted?: string,
): Promise<AuditState> {
  let isNotedThere = noted === undefined || noted === AUDIT_START
  let head = AUDIT_START
  let entries = 0
  for (;;) {
    const some = await store.listAudit(MANY, entries)
    for (const entry of some) {
      const expected = entries + 1
      if (entry.number !== expected)
        return { brokenAt: expected, why: `entry ${expected} is missing; the next is ${entry.number}` }
      if (entry.before !== head)
        return { brokenAt: expected, why: `entry ${expected} does not follow from the one before it` }
      if (entry.digest !== auditDigest(entry))
        return { brokenAt: expected, why: `entry ${expected} was changed: its digest is of other content` }
      head = entry.digest
      isNotedThere ||= head === noted
      entries = expected
    }
    if (some.length < MANY)
      return isNotedThere
        ? { entries, head }
        : {
            brokenAt: entries + 1,
            why: `entry ${entries} is the last, and none has the digest that was noted`,
          }
  }
}
