import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { duckdbFile } from './duckdb-file.ts'
import { prepareStore, storeOn } from './duckdb-store.ts'
import type { WholeStore } from './facts.ts'
import { openDatabase } from './open-database.ts'

/** A store that forgets when the process ends, for tests and for describing the API. It opens when first needed. */
export function memoryStore(): WholeStore {
  const staging = join(tmpdir(), `cordon-${randomUUID()}`)
  return storeOn(duckdbFile(() => openDatabase(':memory:', staging, prepareStore), staging))
}
