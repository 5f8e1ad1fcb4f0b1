/** A value of a statement. */
export type Value = string | number | boolean | null

/** Reads alone. */
export type Reading = Pick<Statements, 'rows'>

/** Runs statements of the catalog, in the words that DuckDB and PostgreSQL share. */
export interface Statements {
  rows<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>
  /** How many rows it changed. */
  change(sql: string, values?: readonly Value[]): Promise<number>
  /**
   * A SELECT of the rows that stand as JSON in a value of the statement.
   *
   * @param first what stands before their columns
   * @param value such as `$2`
   * @param columns their types by name, in their order
   */
  unfolded(first: string, value: string, columns: Readonly<Record<string, ColumnType>>): string
  /** In a transaction: until it ends, nobody else gets past this, in any process. */
  alone(what: 'audit' | 'ledger' | 'tables'): Promise<void>
}

export type ColumnType = 'VARCHAR' | 'FLOAT8' | 'INTEGER' | 'BOOLEAN'

/** Everything that is kept but the facts: cities, datasets, files, estimates, jobs, keys, releases, the audit log. */
export interface Catalog extends Reading, Pick<Statements, 'change'> {
  /** All of the work is saved, or nothing; the work runs statements on what it is given alone. */
  inTransaction<T>(work: (on: Statements) => Promise<T>): Promise<T>
  /** As {@link inTransaction}, for work that changes a dataset: of two at once, the second waits. */
  changing<T>(work: (on: Statements) => Promise<T>): Promise<T>
}
