/** A step from one version of the data file to the next. A released one never changes: files of its version exist. */
export interface Migration {
  readonly version: number
  readonly what: string
  /** It changes nothing of the catalog: where facts stand elsewhere, there is nothing to do. */
  readonly isOfFactsAlone?: true
  readonly sql: string
}
