import { type Found, findFactor } from '../factors/select.ts'
import type { Rule } from '../kernel/formula.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { commonError } from './common-error.ts'
import type { EstimateContext } from './context.ts'
import { drivingSpeedOf } from './driving-speed.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import type { EnergyUse } from './use.ts'

/**
 * The densities that slopes hold for [persons/km²]: those of the English authorities, rounded outwards. Beyond, the index
 * stays what it is at the end.
 */
const RANGE = { leastPerKm2: 20, mostPerKm2: 16_000 } as const

/** What of the energy of a vehicle tells whether place or a stated speed acts on it. */
type LevelUse = Pick<EnergyUse, 'carrier' | 'bySpeed'>

/**
 * How a mode's energy differs from the nation's because of where it drives: the density index, and how far places lie
 * from what is known of them. Both are of levels only, which are means of a nation.
 *
 * @returns no term in sets that hold neither
 */
export function placeTerms(context: EstimateContext, mode: Mode, use: LevelUse): readonly Term[] {
  return [...densityTerms(context, mode, use), ...spreadTerms(context, mode, use)]
}

/**
 * Energy at the density of the place over that of the nation: (density ÷ reference density)^slope. No term where
 * neither area nor kind of place is stated, where a stated mean speed acts, and for electricity.
 */
function densityTerms(context: EstimateContext, mode: Mode, { carrier, bySpeed }: LevelUse): readonly Term[] {
  const { city } = context.input
  if ((!city.area && !city.setting) || carrier === 'electricity') return []
  const found = slopeOf(context, mode)
  if (!found) return []
  const title = MODE_PROPERTIES[mode].title
  if (bySpeed) {
    const what = drivingSpeedOf(context, mode)?.of === 'roads' ? 'the mix of roads' : 'a mean speed'
    const detail = `${title}: ${what} is stated, which says more than how dense the place is; area and setting do not change the energy of vehicles that speed acts on.`
    context.notice('input-not-used', detail, { pointer: city.area?.pointer ?? '/city/setting' })
    return []
  }
  const density = densityOf(context)
  if (!density) return []
  const why = 'vehicles use more energy in dense places'
  const slope = context.factor(`${title}: slope of energy on density`, found.slope, why)
  const reference = context.factor(`${title}: density of the nation’s mean`, found.reference, why)
  const rule: Rule = { formula: 'density-index', constants: RANGE }
  const index = context.derived(
    `density-index:${mode}`,
    `${title}: energy at this density over the nation’s mean`,
    '1',
    '(density ÷ reference density) to the power of the slope',
    [density, slope, reference],
    rule,
  )
  return [times(index)]
}

function slopeOf(
  { set, setting }: EstimateContext,
  mode: Mode,
): { readonly slope: Found; readonly reference: Found } | undefined {
  // Asked of every vehicle of a fleet.
  return set.remember(`density-slope|${mode}|${setting.region}|${setting.year}`, () => {
    const slope = findFactor(set, { subject: { kind: 'density-slope', mode }, ...setting })
    const reference = findFactor(set, { subject: { kind: 'reference-density' }, ...setting })
    return slope && reference && { slope, reference }
  })
}

/** Population over area where both are stated, else what is usual of the stated kind of place. */
function densityOf(context: EstimateContext): Parameter | undefined {
  const { city } = context.input
  const { population, area, setting } = city
  if (population && area) {
    const persons = context.stated('Population', population)
    const km2 = context.stated('Area', area)
    const rule: Rule = { formula: 'quotient', constants: {} }
    return context.derived(
      'density',
      'Density of the city',
      'persons/km2',
      'population ÷ area',
      [persons, km2],
      rule,
    )
  }
  if (!setting) return undefined
  const found = findFactor(context.set, {
    subject: { kind: 'setting-density', placeKnown: setting },
    ...context.setting,
  })
  return (
    found &&
    context.factor(
      `Density of ${setting === 'urban' ? 'an' : 'a'} ${setting} place`,
      found,
      'the kind of place was stated',
    )
  )
}

/**
 * How far the place may lie from what is known of it: one quantity for a mode and a city, and where nothing tells how
 * dense the city is, one more for all its modes that density acts on. Each is the same in all rows and years, so that it
 * cancels between two years. Their value is 1: no place moves a level.
 */
function spreadTerms(context: EstimateContext, mode: Mode, { bySpeed }: LevelUse): readonly Term[] {
  const { city } = context.input
  const where = `${city.country}:${city.name}`
  const title = MODE_PROPERTIES[mode].title
  return [
    ...spreadTerm(
      context,
      `place:${mode}:${where}`,
      `${title}: how far the city lies from what is known of it`,
      () => spreadOf(context, mode),
    ),
    ...(bySpeed || isDensityKnown(context) || !slopeOf(context, mode)
      ? []
      : spreadTerm(context, `place:${where}`, 'How dense the city is, and what that does to energy', () =>
          findFactor(context.set, { subject: { kind: 'place-spread' }, ...context.setting }),
        )),
  ]
}

function spreadTerm(
  context: EstimateContext,
  key: string,
  name: string,
  find: () => Found | undefined,
): readonly Term[] {
  const known = context.parameters.get(key)
  if (known) return [times(known)]
  const found = find()
  if (!found) return []
  const error = commonError(context, found.record, {
    key,
    name,
    formula: '1 in the middle; one quantity in all rows and years of the city',
    why: 'a nation’s mean is not that of every place',
  })
  return [times(error)]
}

/** The spread of places, and a narrower one where class and powertrain of every vehicle of the mode are stated. */
function spreadOf({ input, set, setting }: EstimateContext, mode: Mode): Found | undefined {
  const ofMode = ({ mode: one }: { readonly mode: Mode }): boolean => one === mode
  const fleet = input.fleet.filter(ofMode)
  const rows = fleet.length > 0 ? fleet : input.demand.filter(ofMode)
  const isTold = rows.every(({ vehicleClass, powertrain }) => vehicleClass && powertrain)
  const of = { kind: 'place-spread', mode } as const
  const narrower =
    rows.length > 0 && isTold
      ? findFactor(set, { subject: { ...of, placeKnown: 'vehicle' }, ...setting, reach: 'country' })
      : undefined
  return narrower ?? findFactor(set, { subject: of, ...setting })
}

const isDensityKnown = ({ input: { city } }: EstimateContext): boolean =>
  (city.population !== undefined && city.area !== undefined) || city.setting !== undefined

/** Says of a stated area or kind of place that it changed nothing, and why. */
export function noticeUnusedPlace(context: EstimateContext): void {
  const { area, population, setting } = context.input.city
  const isSaid = (pointer: string): boolean =>
    context.notices.some((one) => one.code === 'input-not-used' && one.pointer === pointer)
  const indexed = [...context.parameters.values()].some(({ rule }) => rule?.formula === 'density-index')
  if (area && !indexed && !isSaid(area.pointer)) {
    const detail = population
      ? 'The area gives the density, which is used where a mode’s energy is a national mean and how it depends on density is known; no mode here is such.'
      : 'The area gives the density only with city.population.'
    context.notice('input-not-used', detail, { pointer: area.pointer })
  }
  if (!setting) return
  const pointer = '/city/setting'
  if (area && population) noticeContradiction(context, population.value / area.value)
  else if (!indexed && !isSaid(pointer))
    context.notice(
      'input-not-used',
      'The kind of place is used where a mode’s energy is a national mean and how it depends on density is known; no mode here is such.',
      { pointer },
    )
}

/** A density is taken before a kind of place; where they differ, the caller should know. */
function noticeContradiction(context: EstimateContext, density: number): void {
  const { setting } = context.input.city
  const found = findFactor(context.set, {
    subject: { kind: 'setting-density', placeKnown: setting },
    ...context.setting,
  })
  if (!found) return
  const { lower = 0, upper = Number.POSITIVE_INFINITY } = found.record
  if (density >= lower && density <= upper) return
  const detail = `The city has ${Number(density.toPrecision(3))} persons/km², and places that are ${setting} have about ${lower} to ${upper}; the density was used, not the setting.`
  context.notice('setting-contradicts-density', detail, { pointer: '/city/setting' })
}
