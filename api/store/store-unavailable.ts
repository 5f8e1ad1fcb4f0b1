/** What the database says when it can save nothing any more, or has given itself up. */
const LOST =
  /^FATAL Error|has been invalidated|No space left on device|Disk quota exceeded|Input\/output error|Read-only file system/

/** Nothing can be saved or read for now, such as on a full disk. The store opens itself again when it can. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly code = 'STORE_UNAVAILABLE'

  constructor() {
    // Without the cause: the database repeats values in what it says.
    super('The data folder cannot be written or read.')
  }
}

/** Whether an error of the database means that it is of no use until it is opened again. */
export const isStoreLost = (error: unknown): boolean => error instanceof Error && LOST.test(error.message)
