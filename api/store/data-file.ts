import { existsSync } from 'node:fs'
import { reading } from './backup.ts'
import { MIGRATIONS, type SchemaState, schemaStateOf } from './migration.ts'
import { databaseFileIn, refusedBy } from './open-database.ts'

/**
 * Which version the data file of a folder has, and what opening it would do. Nothing is changed.
 *
 * @throws {StoreRefused} if another process uses the folder, if it cannot be read, or if a later Cordon wrote it
 */
export async function schemaStateIn(folder: string): Promise<SchemaState> {
  const file = databaseFileIn(folder)
  if (!existsSync(file)) return { version: 0, isNew: true, pending: MIGRATIONS }
  try {
    return await reading(file, schemaStateOf)
  } catch (error) {
    throw refusedBy(folder, error)
  }
}
