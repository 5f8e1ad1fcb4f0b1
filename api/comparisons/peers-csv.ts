import { csvText } from '../http/csv.ts'
import type { PeerRow } from './peers-schema.ts'

/** Peers as CSV (RFC 4180): a row for each city and figure. */
export const peersCsv = (rows: readonly PeerRow[]): string =>
  csvText(
    rows.map((row) => ({ ...row, isDifferent: row.isDifferent ? 'yes' : 'no' })),
    Object.keys(rows[0] ?? {}),
  )
