import { MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportOptions } from '../store/intake.ts'
import { optionFault, refuseFaults } from './import-option.ts'

/** Options of files that count several kinds of vehicle together. */
export const VEHICLE_SPLIT_OPTIONS = {
  otherVehicles:
    'shares of the distance of the vehicles that the file does not tell apart, such as "van=0.75, rigid-truck=0.1, articulated-truck=0.09, bus=0.03, motorcycle=0.03"; without this option they have no mode',
  otherVehiclesSource: 'where the shares come from; required with otherVehicles',
}

const TOLERANCE = 1e-6

/** The share of a distance that a mode drives. */
export interface VehicleShare {
  readonly mode: string
  readonly share: number
}

/**
 * The stated shares of a distance by mode, or undefined if there are none.
 *
 * @throws {Failure} with every fault
 */
export function readVehicleSplit({
  otherVehicles,
  otherVehiclesSource,
}: ImportOptions): readonly VehicleShare[] | undefined {
  if (otherVehicles === undefined && otherVehiclesSource === undefined) return undefined
  const faults: Fault[] = []
  if (!otherVehicles?.trim())
    faults.push(optionFault('Option “otherVehiclesSource” needs option “otherVehicles” next to it.'))
  if (!otherVehiclesSource?.trim())
    faults.push(optionFault('Shares need a source: name it in option “otherVehiclesSource”.'))
  const shares = (otherVehicles ?? '').split(',').map((item): VehicleShare => {
    const [mode = '', text = ''] = item.split('=').map((word) => word.trim())
    return { mode, share: text === '' ? Number.NaN : Number(text) }
  })
  const isKnown = ({ mode, share }: VehicleShare): boolean =>
    (MODES as readonly string[]).includes(mode) && share >= 0 && share <= 1
  if (!shares.every(isKnown))
    faults.push(
      optionFault(
        'Option “otherVehicles” needs modes of /v1/vocabulary with shares from 0 to 1, such as van=0.75.',
      ),
    )
  else if (Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) > TOLERANCE)
    faults.push(optionFault('Option “otherVehicles”: the shares must sum to 1.'))
  if (new Set(shares.map(({ mode }) => mode)).size < shares.length)
    faults.push(optionFault('Option “otherVehicles” names a mode twice.'))
  refuseFaults(faults)
  return shares.filter(({ share }) => share > 0)
}
