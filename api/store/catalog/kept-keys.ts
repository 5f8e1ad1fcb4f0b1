import type { AccessKey, KeyStore, Scope } from '../keys.ts'
import { insertDataset, keptDataset } from './kept-datasets.ts'
import type { Catalog, Statements, Value } from './statements.ts'

const ADD = 'INSERT INTO access_key VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)'
const OWN = 'INSERT INTO ownership VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'

/** Keys and ownership. */
export const keptKeys = ({ rows, change, inTransaction }: Catalog): KeyStore => ({
  addKey: async (key) => {
    await change(ADD, valuesOf(key))
  },
  revokeKey: (id, at) => inTransaction((on) => revokeKeyOn(on, id, at)),
  listKeys: async () => (await rows<Row>('SELECT * FROM access_key ORDER BY made_at, id', [])).map(toKey),
  registerOwned: (facts, { holder, key }) =>
    inTransaction(async (on) => {
      const isNew = await insertDataset(on, facts)
      if (isNew) {
        await on.change(ADD, valuesOf(key))
        if (holder !== undefined) await on.change(OWN, ['dataset', facts.id, holder])
      }
      return { dataset: await keptDataset(on, facts), isNew }
    }),
  listHolders: async (kind, subject) =>
    (
      await rows<{ holder: string }>(
        'SELECT holder FROM ownership WHERE kind = $1 AND subject = $2 ORDER BY holder',
        [kind, subject],
      )
    ).map(({ holder }) => holder),
  listOwned: async (kind, holder) =>
    (
      await rows<{ subject: string }>(
        'SELECT subject FROM ownership WHERE kind = $1 AND holder = $2 ORDER BY subject',
        [kind, holder],
      )
    ).map(({ subject }) => subject),
  own: async (kind, subject, holder) => {
    await change(OWN, [kind, subject, holder])
  },
  disown: async (kind, subject, holder) => {
    await change(
      'DELETE FROM ownership WHERE kind = $1 AND subject = $2 AND ($3::VARCHAR IS NULL OR holder = $3)',
      [kind, subject, holder ?? null],
    )
  },
})

/** @returns whether there was such a key that was not revoked */
export async function revokeKeyOn(on: Statements, id: string, at: string): Promise<boolean> {
  const revoked = await on.change(
    'UPDATE access_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL',
    [id, at],
  )
  return revoked > 0
}

/** Ends what was for a dataset that is deleted: another may be registered under its id. */
export async function endAccessTo(on: Statements, dataset: string, at: string): Promise<void> {
  await on.change('UPDATE access_key SET revoked_at = $2 WHERE dataset = $1 AND revoked_at IS NULL', [
    dataset,
    at,
  ])
  await on.change(`DELETE FROM ownership WHERE kind = 'dataset' AND subject = $1`, [dataset])
}

interface Row {
  readonly id: string
  readonly name: string
  readonly scopes: string
  readonly dataset: string | null
  readonly digest: string
  readonly origin: AccessKey['origin']
  readonly per_minute: number | null
  readonly per_day: number | null
  readonly made_at: string
  readonly revoked_at: string | null
}

const valuesOf = (key: AccessKey): Value[] => [
  key.id,
  key.name,
  key.scopes.join(' '),
  key.dataset ?? null,
  key.digest,
  key.origin,
  key.perMinute ?? null,
  key.perDay ?? null,
  key.madeAt,
]

const toKey = (row: Row): AccessKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes.split(' ') as Scope[],
  ...(row.dataset === null ? {} : { dataset: row.dataset }),
  digest: row.digest,
  origin: row.origin,
  ...(row.per_minute === null ? {} : { perMinute: row.per_minute }),
  ...(row.per_day === null ? {} : { perDay: row.per_day }),
  madeAt: row.made_at,
  ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
})
