import type { EstimateLine } from '../estimate/line.ts'
import type { ReferenceFrame } from './reference.ts'

/** What a scenario begins with. */
export interface ScenarioBase {
  readonly frame: Pick<ReferenceFrame, 'baseYear' | 'country' | 'population'>
  readonly isMonth: boolean
  /** Absent where the base itself is refused: what it has is then not checked. */
  readonly lines?: readonly EstimateLine[] | undefined
}
