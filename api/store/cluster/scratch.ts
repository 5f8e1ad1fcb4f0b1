import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** A database in memory, for files that are read. */
export interface Scratch {
  /** Runs work on a connection of its own. */
  aside<T>(work: (on: DuckDBConnection) => Promise<T>): Promise<T>
  close(): void
}

/** What a database that reads files may take [bytes]. */
export const MEMORY = 512_000_000

export const SETTINGS = {
  threads: '2',
  memory_limit: `${MEMORY}B`,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  preserve_insertion_order: 'false',
}

/** @param spilled what does not fit into memory goes here */
export async function openScratch(spilled: string): Promise<Scratch> {
  const instance = await DuckDBInstance.create(':memory:', { ...SETTINGS, temp_directory: spilled })
  const open = new Set<DuckDBConnection>()
  let isClosed = false
  return {
    aside: async (work) => {
      if (isClosed) throw new Error('The store is closed.')
      const on = await instance.connect()
      open.add(on)
      try {
        return await work(on)
      } finally {
        open.delete(on)
        on.closeSync()
      }
    },
    close: () => {
      if (isClosed) return
      isClosed = true
      for (const on of open) on.interrupt()
      instance.closeSync()
    },
  }
}
