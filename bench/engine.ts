import { DuckDBInstance } from '@duckdb/node-api'

/** Runs one statement and sends how long it took [ms]. */
const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const connection = await instance.connect()
const start = performance.now()
await connection.run(process.argv[2] ?? '')
process.send?.(performance.now() - start)
connection.closeSync()
instance.closeSync()
