import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { duckdbFile } from './duckdb-file.ts'
import { prepareStore, storeOn } from './duckdb-store.ts'
import { openDatabase } from './open-database.ts'
import type { Store } from './store.ts'

/** A store that forgets when the process ends, for tests and for describing the API. It opens when first needed. */
export function memoryStore(): Store {
  const staging = join(tmpdir(), `cordon-${randomUUID()}`)
  return storeOn(duckdbFile(() => openDatabase(':memory:', staging, prepareStore), staging))
}
