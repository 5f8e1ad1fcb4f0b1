/** A column that a format documents. */
export interface SourceColumn {
  /** Our name, as in the view of the file. */
  readonly name: string
  /** Other headers that files use for it; case and punctuation make no difference. */
  readonly headers?: readonly string[]
  /** Fits many more headers of columns that are not needed, in one spelling: small letters and digits alone. */
  readonly family?: RegExp
  /**
   * `code`: a word of a list, such as a zone; `name`: read by people; `measure`: a number; `personal`: about persons and
   * `unused`: not needed, both never read.
   */
  readonly role: 'period' | 'code' | 'name' | 'measure' | 'personal' | 'unused'
  readonly required?: true
  /** An area that trips begin or end in, of the zones of the dataset. */
  readonly isZone?: true
  /** A count of what has no parts: persons, devices, vehicles. */
  readonly isCount?: true
  /** Its unit, as heads write it beside a name; values in any other are refused. */
  readonly units?: readonly string[]
  /** Names of the same in another unit. */
  readonly otherUnits?: readonly string[]
  /** A distance: of a city and a year it may be as large as a time in seconds. */
  readonly isDistance?: true
}
