import type { DuckDBConnection } from '@duckdb/node-api'
import { dueErasures, endErasures } from '../catalog/erasure-due.ts'
import { type ExpiringFacts, expireFacts } from '../catalog/expire-facts.ts'
import { type FactsOfFile, keepFile } from '../catalog/keep-file.ts'
import type { Statements } from '../catalog/statements.ts'
import { comparisonFiguresOf, refuseBeside } from '../fact-file.ts'
import { NotInPlace } from '../intake.ts'
import { intakeOn } from '../intake-on.ts'
import { quoted } from '../quoted.ts'
import { abandonedBefore, newBatch } from './batch-name.ts'
import type { ClusterFacts } from './cluster-facts.ts'
import { BATCHES } from './lake-intake.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'
import { openScratch } from './scratch.ts'
import { type Trino, type TrinoPlace, trinoAt } from './trino.ts'
import { type Batch, discardBatches, eraseDiscarded, listBatches, writeBatch } from './trino-batch.ts'
import { fetchBeside } from './trino-beside.ts'
import { type TrinoReader, trinoReader, withValues } from './trino-reader.ts'
import { FACTS, prepareTable, tableOf } from './trino-table.ts'

/**
 * Opens the facts that a Trino keeps; makes their table if it is missing.
 *
 * @param spilled a folder of this process alone
 * @throws {StoreRefused} if Trino cannot be used, or if the table has other columns or units
 */
export async function openTrinoFacts(
  place: TrinoPlace,
  catalog: PostgresCatalog,
  spilled: string,
  stallMs?: number,
): Promise<ClusterFacts> {
  const trino = trinoAt(place, stallMs)
  try {
    await prepareTable(trino, place)
  } catch (error) {
    trino.close()
    throw error
  }
  const scratch = await openScratch(spilled)
  const reader = trinoReader(trino, place, catalog)
  const writing = { trino, place, reader, catalog }
  return {
    reader,
    takeIn: (work, signal) =>
      scratch.aside((on) =>
        intakeOn(on, signal, catalog.seen, (read, file, job) =>
          catalog.changing((statements) =>
            keepFile(statements, batchOn(writing, on, signal), read, file, job),
          ),
        )(work),
      ),
    expireFacts: (dataset, before, at) =>
      catalog.changing((on) => expireFacts(on, expiring(writing, on), dataset, before, at)),
    erase: async () => {
      await eraseRetired(writing)
      return true
    },
    isReady: trino.isReady,
    failures: trino.failures,
    close: async () => {
      trino.close()
      scratch.close()
    },
  }
}

interface Writing {
  readonly trino: Trino
  readonly place: TrinoPlace
  readonly reader: TrinoReader
  readonly catalog: PostgresCatalog
}

/** As in the lake: written as a batch that nobody sees, and published by the transaction of the catalog. */
const batchOn = (
  { trino, place, reader, catalog }: Writing,
  on: DuckDBConnection,
  signal: AbortSignal,
): FactsOfFile => ({
  ...BATCHES,
  refuse: async (read, file) => {
    // Its reader looks into its own table alone.
    if (read.inPlace) throw new NotInPlace()
    await fetchBeside(reader, catalog, on, read, file)
    await refuseBeside(on, read, file)
  },
  write: async (statements, read, { dataset, digest }, version) => {
    const id = await newBatch(statements)
    const facts = await writeBatch(trino, place, on, read, { id, dataset }, signal)
    await publish(statements, { id, dataset }, digest, version, facts)
    return facts
  },
  listComparisonFigures: (read) => comparisonFiguresOf(on, read),
})

const publish = (on: Statements, { id, dataset }: Batch, digest: string, version: number, facts: number) =>
  on.change('INSERT INTO batch VALUES ($1, $2, $3, $4, $5, NULL)', [id, dataset, digest, version, facts])

const NAMES = FACTS.map(({ name }) => name).join(', ')

/** What a batch has left is written as another, so that nothing is gone before the catalog says so. */
const expiring = ({ trino, place }: Writing, on: Statements): ExpiringFacts => ({
  deleteBefore: async (dataset, before) => {
    const table = tableOf(place)
    const batches = await on.rows<{ id: string; digest: string; version: number; facts: number }>(
      'SELECT id, digest, version, facts FROM batch WHERE dataset = $1 AND retired_at IS NULL ORDER BY id',
      [dataset],
    )
    let deleted = 0
    for (const { id, digest, version, facts } of batches) {
      const countLeft = (batch: string): Promise<number> =>
        trino
          .rows(
            withValues(`SELECT count(*) FROM ${table} WHERE dataset = $1 AND batch = $2 AND NOT ${EXPIRED}`, [
              dataset,
              batch,
              before,
            ]),
          )
          .then(([row]) => Number(row?.[0]))
      const left = await countLeft(id)
      if (left === facts) continue
      deleted += facts - left
      await on.change('UPDATE batch SET retired_at = now() WHERE id = $1', [id])
      if (left === 0) continue
      const rest = await newBatch(on)
      await trino.rows(
        withValues(
          `INSERT INTO ${table} (batch, dataset, ${NAMES})
           SELECT ${quoted(rest)}, dataset, ${NAMES} FROM ${table}
           WHERE dataset = $1 AND batch = $2 AND NOT ${EXPIRED}`,
          [dataset, id, before],
        ),
      )
      if ((await countLeft(rest)) !== left) throw new Error('Facts were not copied in full.')
      await publish(on, { id: rest, dataset }, digest, version, left)
    }
    return deleted
  },
  recount: (dataset) =>
    on.change(
      `UPDATE imported_file SET facts = coalesce(
         (SELECT sum(batch.facts) FROM batch
          WHERE batch.dataset = imported_file.dataset AND batch.digest = imported_file.digest AND retired_at IS NULL), 0)
       WHERE dataset = $1`,
      [dataset],
    ),
})

/** As `EXPIRED` of the catalog, in the words of Trino; the third value is the day. */
const EXPIRED = '(period IS NOT NULL AND period < substr($3, 1, length(period)))'

async function eraseRetired({ trino, place, catalog }: Writing): Promise<void> {
  const due = await dueErasures(catalog)
  const retired = await catalog.rows<{ id: string }>('SELECT id FROM batch WHERE retired_at IS NOT NULL')
  if (due.length === 0 && retired.length === 0) return
  const there = await listBatches(trino, place)
  const known = new Set((await catalog.rows<{ id: string }>('SELECT id FROM batch')).map(({ id }) => id))
  const abandoned = await abandonedBefore(catalog)
  await discardBatches(trino, place, [
    ...retired.map(({ id }) => id),
    ...there.filter((id) => !known.has(id) && id < abandoned),
  ])
  await eraseDiscarded(trino, place)
  await catalog.inTransaction(async (on) => {
    for (const { id } of retired) await on.change('DELETE FROM batch WHERE id = $1', [id])
    await endErasures(on, due)
  })
}
