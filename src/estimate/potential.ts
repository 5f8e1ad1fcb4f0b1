import { findFactor } from '../factors/select.ts'
import type { Gas } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Parameter } from './parameter.ts'

/** The global warming potential of a gas in the set of potentials that the request asks for; undefined if nothing gives it. */
export function potentialOf(context: EstimateContext, gas: Exclude<Gas, 'co2'>): Parameter | undefined {
  const { gwp: gwpSet } = context.input
  const found = findFactor(context.set, {
    subject: { kind: 'gwp', gas, gwpSet },
    region: 'GLO',
    year: context.year,
  })
  const name = gas.toUpperCase()
  return (
    found &&
    context.factor(
      `Global warming potential of ${name}, ${gwpSet}, 100 years`,
      found,
      `converts ${name} to CO2e`,
    )
  )
}
