import { CHANGE_FACTORS } from '../../src/index.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { CommandRefused } from '../shell/failure.ts'
import { compareInFull } from './compare.ts'
import { differingFigures } from './differing-figures.ts'
import type { ComparisonExplanation } from './explanation.ts'
import { comparisonExplanationText } from './explanation-text.ts'
import type { Comparison } from './schema.ts'

/**
 * What an answer of `cordon compare --format json` is made of: it is made again from the request that it carries.
 *
 * @param address an effect (`trip-rate`), one of a mode (`trip-rate/car`), or all of it (`change`, `change/car`)
 * @returns undefined for what is no such answer
 * @throws {CommandRefused} if its request gives another answer here
 * @throws {Failure} if there is no such effect
 */
export async function explainComparisonDocument(
  document: unknown,
  address: string | undefined,
  factorSets: FactorSets,
): Promise<{ readonly explanation: object; readonly text: string } | undefined> {
  if (!isComparison(document)) return undefined
  const { comparison, all } = await compareInFull(document.request, factorSets, async () => undefined)
  if (comparison.change.value !== document.change?.value)
    throw new CommandRefused(
      'The request of the comparison gives another one here: cordon verify says where.',
    )
  const { factor, mode } = readAddress(address ?? WHOLE, comparison)
  const estimates = [all[0], all.at(-1)].map((one) => one?.together.estimate)
  const [first, last] = estimates
  if (!first || !last) return undefined
  const effectIn = (part: Effects) =>
    factor === WHOLE ? part.change : part.effects.find((one) => one.factor === factor)
  const modes = comparison.byMode
    .filter((part) => mode === undefined || part.mode === mode)
    .map((part) => ({
      mode: part.mode ?? '',
      from: part.from,
      to: part.to,
      value: effectIn(part)?.value ?? 0,
    }))
  const { notices, unit, basis, from, to } = comparison
  const found = effectIn(comparison.byMode.find((one) => one.mode === mode) ?? comparison)
  const explanation: ComparisonExplanation = {
    figure: {
      address: mode === undefined ? factor : `${factor}/${mode}`,
      value: found?.value ?? 0,
      lower: found?.lower,
      upper: found?.upper,
      unit: mode === undefined ? unit : 't CO2e',
    },
    calculation: factor === WHOLE ? OF_WHOLE : `${MEANS[factor]} ${OF_EFFECT}`,
    from: { city: from.city, period: from.period, estimate: from.estimate },
    to: { city: to.city, period: to.period, estimate: to.estimate },
    factorSet: basis.factorSet,
    modes,
    differs: differingFigures(first, last, mode),
    notices: [...notices],
  }
  return { explanation, text: comparisonExplanationText(explanation) }
}

type Effects = Pick<Comparison, 'change' | 'effects'>

interface Document {
  readonly request: unknown
  readonly change?: { readonly value?: unknown }
}

const isComparison = (document: unknown): document is Document =>
  typeof document === 'object' &&
  document !== null &&
  ['from', 'to', 'effects', 'byMode', 'request'].every((name) => Object.hasOwn(document, name))

type ChangeFactor = (typeof CHANGE_FACTORS)[number]

const WHOLE = 'change'
const OF_WHOLE = 'The effects of all modes, summed; the effects of one mode sum to its change.'
const OF_EFFECT =
  'Each product of the estimate gives L · ln(after ÷ before), L being the logarithmic mean of its emissions on both sides; they are summed (LMDI-I).'

/** What moves each effect. */
const MEANS: Readonly<Record<ChangeFactor, string>> = {
  population: 'Inhabitants.',
  'trip-rate': 'Trips of each inhabitant; where trips are not known, distance or vehicles.',
  'mode-share': 'The share of a mode in all travel.',
  'trip-length': 'The distance of a trip, or of a vehicle in a year.',
  occupancy: 'Persons in a vehicle.',
  load: 'Tonnes in a vehicle.',
  'class-mix': 'Shares of vehicle classes in the distance of a mode.',
  'powertrain-mix': 'Shares of powertrains in the distance of a class.',
  'standard-mix': 'Shares of emission standards in the distance of a powertrain.',
  'energy-intensity': 'Energy per vehicle-kilometre.',
  speed: 'Mean speed, roads and density.',
  season: 'Temperature and cold starts.',
  'fuel-mix': 'Shares of carriers, and the carbon in them.',
  blend: 'Biofuel in fuels.',
  grid: 'Emissions of a kilowatt-hour generated.',
  losses: 'Electricity lost on the way.',
  gwp: 'Warming potentials.',
}

function readAddress(
  address: string,
  { byMode }: Comparison,
): { readonly factor: ChangeFactor | typeof WHOLE; readonly mode: string | undefined } {
  const [factor, mode, ...more] = address.split('/')
  const factors: readonly string[] = [WHOLE, ...CHANGE_FACTORS]
  const modes = byMode.map((part) => part.mode as string)
  if (factors.includes(factor ?? '') && (mode === undefined || modes.includes(mode)) && more.length === 0)
    return { factor: factor as ChangeFactor, mode }
  throw refusal([
    {
      code: 'invalid-field',
      parameter: 'figure',
      detail: 'There is no such effect. Name one and, if you want, a mode, such as trip-rate/car.',
      candidates: [...factors, ...modes.map((one) => `${WHOLE}/${one}`)],
    },
  ])
}
