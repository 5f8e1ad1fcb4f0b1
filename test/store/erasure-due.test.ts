import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { statementsOn } from '../../api/store/catalog/duckdb-statements.ts'
import { dueErasures, endErasures, noteErasure } from '../../api/store/catalog/erasure-due.ts'
import { erasure } from '../../api/store/migrations/0004-erasure.ts'

test('what another process deletes while bytes are erased stays due', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(erasure.sql)
  const on = statementsOn(connection)
  await noteErasure(on, 'dataset', '2026-01-01T00:00:00.000Z')
  const due = await dueErasures(on)
  // Its bytes are not among those that the first one erases now.
  await noteErasure(on, 'facts', '2026-01-01T00:00:01.000Z')
  await endErasures(on, due)
  expect(await dueErasures(on)).toEqual([{ what: 'facts', since: '2026-01-01T00:00:01.000Z' }])
  connection.closeSync()
})
