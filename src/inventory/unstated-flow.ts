import { type Allocation, type Flow, MODE_PROPERTIES, type Mode, type SubSector } from '../vocabulary.ts'

/** The flows that cross the boundary and belong to the city. If one of them is stated, all of them must be. */
const CROSSING: Readonly<Record<Exclude<Allocation, 'fuel-sales'>, readonly Flow[]>> = {
  geographic: ['inbound', 'outbound', 'through'],
  'induced-activity': ['inbound', 'outbound'],
  'departing-activity': ['outbound'],
  'resident-activity': ['inbound', 'outbound'],
}

/** Activity of a mode, and how it lies to the boundary. */
export interface FlowRow {
  readonly mode: Mode
  readonly flow?: Flow | undefined
}

/** Whether activity emits and crosses the boundary. */
export const crosses = ({ mode, flow }: FlowRow): boolean =>
  MODE_PROPERTIES[mode].propulsion !== 'human' && flow !== undefined && flow !== 'within'

/** Once one row of a sub-sector crosses the boundary, every flow that counts must be stated. */
export function unstatedFlows(
  rows: readonly FlowRow[],
  subSector: SubSector,
  allocation: Exclude<Allocation, 'fuel-sales'>,
): readonly Flow[] {
  const ofSector = rows.filter(
    ({ mode }) =>
      MODE_PROPERTIES[mode].subSector === subSector && MODE_PROPERTIES[mode].propulsion !== 'human',
  )
  if (!ofSector.some(crosses)) return []
  const flows = new Set(ofSector.flatMap(({ flow }) => flow ?? []))
  return CROSSING[allocation].filter((flow) => !flows.has(flow))
}
