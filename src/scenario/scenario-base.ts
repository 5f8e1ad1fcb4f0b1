import type { EstimateLine } from '../estimate/line.ts'
import type { ReferenceFrame } from './reference.ts'

/** What a scenario begins with. */
export interface ScenarioBase {
  readonly frame: Pick<ReferenceFrame, 'country' | 'population'> & {
    /** Absent where the base does not tell it: what depends on it is then not checked. */
    readonly baseYear?: number | undefined
  }
  readonly isMonth: boolean
  /** Absent where the base itself is refused: what it has is then not checked. */
  readonly lines?: readonly EstimateLine[] | undefined
}
