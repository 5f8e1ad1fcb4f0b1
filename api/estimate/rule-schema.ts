import { z } from 'zod'
import type { Rule } from '../../src/index.ts'

const number = (what: string) => z.number().meta({ description: what })

/** A formula with its constants, from which and from its inputs a derived parameter follows. */
export const rule = z
  .discriminatedUnion('formula', [
    of('constant', 'value', { value: number('In the unit of the parameter.') }),
    of('times-constant', 'x · factor', { factor: number('Unit of the parameter over unit of the input.') }),
    of('over-constant', 'x ÷ divisor', { divisor: number('Unit of the input over unit of the parameter.') }),
    of('days-of-month', 'x · daysInMonth ÷ daysInYear', {
      daysInMonth: number('Days [d].'),
      daysInYear: number('Days [d].'),
    }),
    of('complement-times-constant', '(1 − x) · factor', {
      factor: number('Unit of the parameter over unit of the input.'),
    }),
    of('inside-share', 'min(1, length inside ÷ mean trip length)', {}),
    of('nearest-half-inside', 'min(x, countedShare)', {
      countedShare: number('Share of a crossing trip that belongs to the city.'),
    }),
    of('nearest-half-outside', 'countedShare − min(x, countedShare)', {
      countedShare: number('Share of a crossing trip that belongs to the city.'),
    }),
    of('hot-function', '(αV² + βV + γ + δ/V) ÷ (εV² + ζV + η) · (1 − reductionShare) · factor, V in km/h', {
      alpha: number('Of V² above the line; the quotient is in MJ/vkm or g/vkm with V in km/h.'),
      beta: number('Of V above the line.'),
      gamma: number('Alone above the line.'),
      delta: number('Of 1 ÷ V above the line.'),
      epsilon: number('Of V² below the line.'),
      zeta: number('Of V below the line.'),
      eta: number('Alone below the line.'),
      reductionShare: number('Share.'),
      minSpeedKmPerH: number('V is at least this and 1 [km/h].').optional(),
      maxSpeedKmPerH: number('V is at most this [km/h]; where there is no range, V is as it is.').optional(),
      factor: number('1 for MJ/vkm; 0.001 for g/vkm as kg/vkm.'),
    }),
    of('cold-start-factor', '1 + β · (cold over hot − 1)', {
      share: number('Share of the distance with cold engines at 0 km and 0 °C.'),
      sharePerKm: number('Less for each km [1/km].'),
      sharePerC: number('Less for each °C [1/°C].'),
      sharePerKmC: number('[1/(km·°C)]'),
      ratio: number('Energy of cold over warm engines at 0 °C.'),
      ratioPerC: number('Less for each °C [1/°C].'),
      longestTripKm: number('Longest trip of the fit [km].'),
    }),
    of('quotient', 'x ÷ y', {}),
    of('harmonic-mean', 'Σ share ÷ Σ (share ÷ speed)', {}),
    of('density-index', '(density ÷ reference density) to the power of the slope', {
      leastPerKm2: number('The density is at least this [persons/km²].'),
      mostPerKm2: number('The density is at most this [persons/km²].'),
    }),
    of('energy-share-of-volume', 'v·ρ₁·NCV₁ ÷ (v·ρ₁·NCV₁ + (1 − v)·ρ₂·NCV₂)', {}),
    of('blend-mj-per-kg', '1 ÷ (e ÷ NCV₁ + (1 − e) ÷ NCV₂) [MJ/kg]', {}),
    of('blend-mj-per-l', '1 ÷ (e ÷ (ρ₁·NCV₁) + (1 − e) ÷ (ρ₂·NCV₂)) [MJ/L]', {}),
  ])
  .meta({
    id: 'Rule',
    description:
      'How a derived parameter follows from its inputs, in their order; docs/replay.md says each formula.',
  }) satisfies z.ZodType<Rule>

function of<Name extends Rule['formula'], Constants extends z.ZodRawShape>(
  formula: Name,
  description: string,
  constants: Constants,
) {
  return z
    .strictObject({ formula: z.literal(formula), constants: z.strictObject(constants) })
    .meta({ id: `${inCapitals(formula)}Rule`, description })
}

/** A word of several, as names of schemas are written. */
function inCapitals(word: string): string {
  return word.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
