/** Ends what must not be kept any longer, down to the bytes of the file. */
export interface ErasureStore {
  /**
   * Deletes the facts of a dataset whose period ended before a day, as the next version of the dataset.
   *
   * @param before ISO 8601
   * @returns how many
   */
  expireFacts(dataset: string, before: string, at: string): Promise<number>
  /** Changes how long the facts of a dataset are kept. @throws {UnknownDataset} */
  retain(dataset: string, months: number | undefined): Promise<void>
  /**
   * Writes the file anew if something was deleted whose bytes may still be in it. Waits for what runs beside it.
   *
   * @returns false if it cannot be done now, such as on a full disk; it is due still
   */
  erase(): Promise<boolean>
}
