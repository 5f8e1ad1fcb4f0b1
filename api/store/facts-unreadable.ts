/** What the database says of files that are gone or damaged, and of tables of the lake that are not as it left them. */
const UNREADABLE = /^(IO|Invalid Input|Invalid|Serialization|Catalog|Binder|TransactionContext) Error/
/** The catalog, which lists the files, does not answer: that heals by itself. */
const OF_CATALOG = /postgres|connect|No space left on device|Input\/output error/i
const FILE = /ducklake-[0-9a-f-]{36}\.parquet/

/** Facts of a lake cannot be read, since somebody changed it by hand or its disk is away: no sum of the others would be whole. */
export class FactsUnreadable extends Error {
  override readonly name = 'FactsUnreadable'
  readonly code = 'FACTS_UNREADABLE'
  /** The file, if the database names one, or what it says in one word: for the log of whoever runs the service. */
  readonly place: string

  constructor(said: string) {
    // Without the rest of what was said, which may repeat values.
    super('Facts of the lake cannot be read.')
    this.place = FILE.exec(said)?.[0] ?? said.split(' Error', 1)[0] ?? ''
  }
}

/** Whether an error of the database means that the lake is not as it was written. */
export const isUnreadable = (error: unknown): error is Error =>
  error instanceof Error &&
  error.constructor === Error &&
  UNREADABLE.test(error.message) &&
  !OF_CATALOG.test(error.message)

/** Runs work that reads the lake. @throws {FactsUnreadable} */
export async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isUnreadable(error) ? new FactsUnreadable(error.message) : error
  }
}
