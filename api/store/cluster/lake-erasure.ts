import { dueErasures, endErasures } from '../catalog/erasure-due.ts'
import { EXPIRED, type ExpiringFacts, expireFacts } from '../catalog/expire-facts.ts'
import type { Statements } from '../catalog/statements.ts'
import type { ErasureStore } from '../erasure.ts'
import { rowsOn } from '../rows-on.ts'
import { abandonedBefore } from './batch-name.ts'
import type { Lake } from './lake.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'

/** Erases from the lake. */
export const lakeErasure = (lake: Lake, catalog: PostgresCatalog): Omit<ErasureStore, 'retain'> => ({
  expireFacts: (dataset, before, at) =>
    catalog.changing((on) => expireFacts(on, factsIn(lake, on), dataset, before, at)),
  erase: async () => {
    const due = await dueErasures(catalog)
    const retired = await catalog.rows<{ id: string }>('SELECT id FROM batch WHERE retired_at IS NOT NULL')
    if (due.length === 0 && retired.length === 0) return true
    const abandoned = await abandonedBefore(catalog)
    await lake.aside(async (on) => {
      await on.run(
        `DELETE FROM lake.activity_fact
         WHERE batch NOT IN (SELECT id FROM batch)
           AND (batch < $1 OR list_contains($2::VARCHAR::JSON::VARCHAR[], batch))`,
        [abandoned, JSON.stringify(retired.map(({ id }) => id))],
      )
      await on.run("CALL ducklake_expire_snapshots('lake', older_than => now())")
      await on.run("CALL ducklake_rewrite_data_files('lake', delete_threshold => 0)")
      await on.run("CALL ducklake_expire_snapshots('lake', older_than => now())")
      await on.run("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)")
      await on.run("CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL 24 HOURS)")
    })
    await catalog.inTransaction(async (on) => {
      for (const { id } of retired) await on.change('DELETE FROM batch WHERE id = $1', [id])
      await endErasures(on, due)
    })
    return true
  },
})

const factsIn = (lake: Lake, on: Statements): ExpiringFacts => ({
  deleteBefore: async (...of) =>
    (await lake.aside((facts) => facts.run(`DELETE FROM lake.activity_fact WHERE ${EXPIRED}`, of)))
      .rowsChanged,
  recount: async (dataset) => {
    const left = await lake.aside((facts) =>
      rowsOn<{ file: string; facts: number }>(
        facts,
        'SELECT file, count(*)::DOUBLE AS facts FROM activity_fact WHERE dataset = $1 GROUP BY file',
        [dataset],
      ),
    )
    await on.change('UPDATE imported_file SET facts = 0 WHERE dataset = $1', [dataset])
    for (const { file, facts } of left)
      await on.change('UPDATE imported_file SET facts = $3 WHERE dataset = $1 AND digest = $2', [
        dataset,
        file,
        facts,
      ])
  },
})
