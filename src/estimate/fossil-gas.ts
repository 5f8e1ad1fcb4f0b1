import type { EnergyCarrier } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { knowsGasSplit } from './grid-split.ts'
import type { Parameter } from './parameter.ts'

/** The fuels whose engines burn a biofuel, the nearest first. */
const FOSSIL_OF: Partial<Readonly<Record<EnergyCarrier, readonly EnergyCarrier[]>>> = {
  ethanol: ['petrol'],
  biodiesel: ['diesel'],
  hvo: ['diesel'],
  biogas: ['cng', 'lng'],
}

/**
 * CH4 and N2O come of the engine more than of the fuel: where a biofuel has none of its own, those of the fuel whose place it
 * takes, with a notice. Sets that do not name what they do not know answer as they did.
 *
 * @param lacking the gases that no source gives of the carrier
 * @param factorOf of a fossil fuel in the same engine
 */
export function gasesOfFossil<Gas extends 'ch4' | 'n2o'>(
  context: EstimateContext,
  carrier: EnergyCarrier,
  lacking: readonly Gas[],
  factorOf: (fossil: EnergyCarrier, gas: Gas) => Parameter | undefined,
): readonly { readonly gas: Gas; readonly factor: Parameter }[] {
  if (lacking.length === 0 || !knowsGasSplit(context)) return []
  for (const fossil of FOSSIL_OF[carrier] ?? []) {
    const found = lacking.flatMap((gas) => {
      const factor = factorOf(fossil, gas)
      return factor ? [{ gas, factor }] : []
    })
    const record = found[0]?.factor.recordId
    if (found.length === 0) continue
    const named = found.map(({ gas }) => gas.toUpperCase()).join(' and ')
    context.notice(
      'gas-of-fossil-fuel',
      `${carrier}: no source gives its ${named}, so Cordon uses that of ${fossil} in the same engine. State own factors of ${carrier} to replace it.`,
      { pointer: '/factors', ...(record === undefined ? {} : { record }) },
    )
    return found
  }
  return []
}
