import { csvText } from '../http/csv.ts'
import type { PeerRow, PeersAnswer } from './peers-schema.ts'

const COLUMNS = [
  'per',
  'rank',
  'city',
  'country',
  'period',
  'value',
  'lower',
  'upper',
  'unit',
  'percentile',
  'against',
  'ratio',
  'ratioLower',
  'ratioUpper',
  'isDifferent',
  'coverage',
  'note',
] as const satisfies readonly (keyof PeerRow)[]

/** Peers as CSV (RFC 4180): a row for each city and figure, then one without figures for each city that has none. */
export const peersCsv = ({ peers, leftOut = [] }: PeersAnswer): string =>
  csvText(
    [
      ...peers.map((row) => ({ ...row, isDifferent: row.isDifferent ? 'yes' : 'no' })),
      ...leftOut.map(({ city, reason }) => ({ city, note: reason })),
    ],
    COLUMNS,
  )
