/** The data folder cannot be used; the message tells why. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused'
}

/** Another process, such as a running service, uses the data folder. */
export class StoreInUse extends StoreRefused {
  override readonly name = 'StoreInUse'
}
