import type { DuckDBConnection } from '@duckdb/node-api'
import { AUDIT_START, type AuditEntry, type AuditNote, type AuditStore, auditDigest } from './audit.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { rowsOn } from './rows-on.ts'

const COLUMNS = 'number::DOUBLE AS number, noted_at AS at, actor, action, subject, detail, before, digest'

/** The log of what was done, in the embedded database. */
export const duckdbAudit = ({ inTurn, rows }: DuckdbFile): AuditStore => ({
  // One connection writes them all, one after another, so that each sees the one before it.
  appendAudit: (note) => inTurn((on) => append(on, note)),
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

async function append(on: DuckDBConnection, note: AuditNote): Promise<void> {
  const { at, actor, action, subject, detail = {} } = note
  const [last] = await rowsOn<Pick<AuditEntry, 'number' | 'digest'>>(
    on,
    'SELECT number::DOUBLE AS number, digest FROM audit_entry ORDER BY number DESC LIMIT 1',
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
  await on.run('INSERT INTO audit_entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    BigInt(entry.number),
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    entry.detail,
    entry.before,
    auditDigest(entry),
  ])
}
