import { AUDIT_START, type AuditEntry, type AuditNote, type AuditStore, auditDigest } from '../audit.ts'
import type { Catalog, Statements } from './statements.ts'

const COLUMNS = 'number::FLOAT8 AS number, noted_at AS at, actor, action, subject, detail, before, digest'

/** The log of what was done. */
export const keptAudit = ({ inTransaction, rows }: Catalog): AuditStore => ({
  appendAudit: (note) => inTransaction((on) => appendTo(on, note)),
  listAudit: (limit, after = 0) =>
    rows<AuditEntry>(`SELECT ${COLUMNS} FROM audit_entry WHERE number > $1 ORDER BY number LIMIT $2`, [
      after,
      limit,
    ]),
  listLastAudit: async (limit) =>
    (
      await rows<AuditEntry>(`SELECT ${COLUMNS} FROM audit_entry ORDER BY number DESC LIMIT $1`, [limit])
    ).reverse(),
})

/** In a transaction of the caller's. */
export async function appendTo(on: Statements, note: AuditNote): Promise<void> {
  const { at, actor, action, subject, detail = {} } = note
  // One after another, so that each sees the one before it.
  await on.alone('audit')
  const [last] = await on.rows<Pick<AuditEntry, 'number' | 'digest'>>(
    'SELECT number::FLOAT8 AS number, digest FROM audit_entry ORDER BY number DESC LIMIT 1',
  )
  const entry = {
    number: (last?.number ?? 0) + 1,
    at,
    actor,
    action,
    subject,
    detail: JSON.stringify(detail),
    before: last?.digest ?? AUDIT_START,
  }
  await on.change('INSERT INTO audit_entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    entry.number,
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    entry.detail,
    entry.before,
    auditDigest(entry),
  ])
}
