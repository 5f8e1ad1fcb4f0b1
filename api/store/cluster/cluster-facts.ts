import type { ErasureStore } from '../erasure.ts'
import type { FactReader } from '../fact-reader.ts'
import type { IntakeStore } from '../intake.ts'

/** Where several processes keep facts, beside the catalog in PostgreSQL. */
export interface ClusterFacts extends Omit<ErasureStore, 'retain'>, Pick<IntakeStore, 'takeIn'> {
  readonly reader: FactReader
  /** Whether facts can be read, as far as is known. */
  isReady(): boolean
  /** How often they were lost, apart from the catalog. */
  failures(): number
  close(): Promise<void>
}
