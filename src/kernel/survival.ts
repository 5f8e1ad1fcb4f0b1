import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'

/** How the share of vehicles that are left falls with their age, with the numbers of each form in order. */
export const SURVIVAL_FORMS = [
  'table', //     the share at age 0, 1, 2, …
  'weibull', //   exp(−(age ÷ scale)^shape): scale in years, shape
  'logistic', //  1 ÷ (1 + exp(steepness · (age − half-life))), all gone after the last age
  'scrappage', // all stay until an age, at which all go
] as const
export type SurvivalForm = (typeof SURVIVAL_FORMS)[number]

/** No curve is followed further. */
export const MAX_AGE = 50
/** Below this share a vehicle counts as gone. */
const GONE = 1e-4

/**
 * The share of vehicles that are left at an age, against those left at age 0.
 *
 * Sources: Hao et al. 2011 for the Weibull form; GCAM for the logistic one.
 *
 * @param age years, whole or not; a table is straight between whole ages
 */
export function survivalAt(form: SurvivalForm, parameters: readonly number[], age: number): number {
  const [a = Number.NaN, b = Number.NaN, c = Number.POSITIVE_INFINITY] = parameters
  switch (form) {
    case 'table': {
      const below = parameters[Math.floor(age)] ?? 0
      const above = parameters[Math.ceil(age)] ?? 0
      return (below + (above - below) * (age - Math.floor(age))) / a
    }
    case 'weibull':
      return age === 0 ? 1 : exp(-exp(b * ln(age / a)))
    case 'logistic':
      return age > c ? 0 : (1 + exp(-b * a)) / (1 + exp(b * (age - a)))
    case 'scrappage':
      return age < a ? 1 : 0
  }
}

/** The shares at whole ages, from age 0 to the last at which any vehicle is left. */
export function survivalByAge(form: SurvivalForm, parameters: readonly number[]): readonly number[] {
  const shares: number[] = []
  for (let age = 0; age <= MAX_AGE; age += 1) {
    const share = survivalAt(form, parameters, age)
    if (share < GONE) break
    shares.push(share)
  }
  return shares
}
