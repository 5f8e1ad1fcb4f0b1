import { BLEND_GRADES, type BlendLabel } from '../factors/blend-grade.ts'
import { defaultUncertainty } from '../factors/default-uncertainty.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import type { GapCause } from './gap-cause.ts'

/** The largest size of a cause that is plausible without further evidence. */
export interface CauseBound {
  readonly value: number
  /** A `share` of the quantity that `of` names, or a `factor` up and down. */
  readonly unit: 'share' | 'factor'
  readonly of: string
  readonly source: string
}

const CONVENTION = 'Convention of this project, docs/method.md, Fuel sold and reconciliation'

const share = (value: number, of: string): CauseBound => ({ value, unit: 'share', of, source: CONVENTION })

/** Causes that have the same bound for every carrier. */
const SHARES: Partial<Readonly<Record<GapCause, CauseBound>>> = {
  'through-traffic': share(0.5, 'the distance driven on this carrier'),
  'tank-tourism-in': share(0.2, 'the fuel burnt'),
  'tank-tourism-out': share(0.2, 'the fuel sold'),
  'off-road-use': share(0.1, 'the fuel sold'),
  'missing-modes': share(0.2, 'the fuel sold'),
}

/** The ordinary grade with the most biofuel. */
const EVERYDAY_GRADES: Partial<Readonly<Record<EnergyCarrier, BlendLabel>>> = { petrol: 'E10', diesel: 'B7' }

/** Undefined if no bound is documented. */
export function boundOf(cause: GapCause, carrier: EnergyCarrier): CauseBound | undefined {
  if (cause === 'fleet-efficiency') {
    const { spread, rule, source } = defaultUncertainty({
      kind: 'energy-intensity',
      gas: undefined,
      quality: 'L',
    })
    if (!('relative' in spread)) return undefined
    return { value: 1 + spread.relative, unit: 'factor', of: `energy per distance: ${rule}`, source }
  }
  if (cause !== 'biofuel-share') return SHARES[cause]
  const label = EVERYDAY_GRADES[carrier]
  if (label === undefined) return undefined
  const { volumeShare, standard } = BLEND_GRADES[label]
  return { value: volumeShare, unit: 'share', of: 'the volume sold', source: `${label}, ${standard}` }
}
