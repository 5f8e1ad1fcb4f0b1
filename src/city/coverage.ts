import type { Estimate } from '../estimate/estimate.ts'
import { type Form, findFilling } from '../estimate/form.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { NotEstimated } from '../inventory/not-estimated.ts'
import {
  FLOWS,
  type Flow,
  MODE_PROPERTIES,
  MODES,
  type Mode,
  SUB_SECTOR_TITLES,
  type SubSector,
} from '../vocabulary.ts'
import { coverageSentence } from './coverage-sentence.ts'
import {
  type COVERAGE_PARTS,
  type CoverageEnergy,
  type CoverageTravel,
  ENERGY_WORDS,
  FLOW_GAPS,
  FLOW_WORDS,
  LEFT_OUT_ASK,
  type Missing,
  OTHER_GAPS,
  TRAVEL_WORDS,
} from './coverage-words.ts'
import { missingFamilies } from './mode-family.ts'

/** Something that is in a figure; the code is of the closed list of its part. */
export interface Included {
  readonly part: (typeof COVERAGE_PARTS)[number]
  readonly code: string
  readonly what: string
}

/** What a figure covers: whose travel, which modes, flows, roads and energy; and what of a usual city it leaves out. */
export interface Coverage {
  /** One sentence, to be said before the figure. */
  readonly sentence: string
  readonly includes: readonly Included[]
  readonly missing: readonly Missing[]
}

type Covered = Pick<Estimate, 'input' | 'lines' | 'notices'>

/**
 * @param estimate of the city by the allocation of its input
 * @param notEstimated the rows of the inventory that the allocation cannot give
 * @param dataset the title of the dataset, where its activity is counted and not that of a city
 */
export function coverageOf(
  estimate: Covered,
  notEstimated: readonly NotEstimated[],
  dataset?: string,
): Coverage {
  const travel = dataset === undefined ? travelOf(estimate) : (['dataset-activity'] as const)
  const emitting = estimate.lines.filter(({ method }) => method !== 'human-powered')
  const modes = MODES.filter((mode) => emitting.some((line) => line.mode === mode))
  const carriers =
    travel[0] === 'fuel-sold' ? [...new Set(emitting.flatMap(({ carrier }) => carrier ?? []))] : []
  const flows = flowsOf(emitting)
  const energy = energyOf(estimate.lines)
  const missing = missingOf(estimate, notEstimated, travel)
  return {
    sentence: coverageSentence({
      city: estimate.input.city.name,
      dataset,
      travel,
      modes,
      carriers,
      flows,
      energy,
      missing,
    }),
    includes: [
      ...travel.map((code) => included('travel', code, TRAVEL_WORDS[code])),
      ...modes.map((mode) => included('mode', mode, MODE_PROPERTIES[mode].title)),
      ...carriers.map((carrier) => included('carrier', carrier, `${carrier} sold`)),
      ...flows.map((flow) => included('flow', flow, FLOW_WORDS[flow])),
      ...(modes.some(isOnRoad) ? [actsOnRoads(estimate) ? MIXED_ROADS : STATED_ROADS] : []),
      ...energy.map((code) => included('energy', code, ENERGY_WORDS[code])),
    ],
    missing,
  }
}

/** Of a form, and of the city that asked last: numbers decide nothing of it. */
const coverages = new WeakMap<Form, { readonly city: string; readonly coverage: Coverage }>()

/** The coverage of all that a city states; made once for estimates of one form. */
export function coverageOfStated(estimate: Covered, notEstimated: readonly NotEstimated[]): Coverage {
  const form = findFilling(estimate.lines)?.form
  if (!form || notEstimated.length > 0 || estimate.input.leftOut) return coverageOf(estimate, notEstimated)
  const { name } = estimate.input.city
  const known = coverages.get(form)
  if (known?.city === name) return known.coverage
  const coverage = coverageOf(estimate, notEstimated)
  coverages.set(form, { city: name, coverage })
  return coverage
}

/** Each is made once: every estimate names some of the same few. */
const made = new Map<string, Included>()

function included(part: Included['part'], code: string, what: string): Included {
  const key = `${part}/${code}`
  let one = made.get(key)
  if (!one) {
    one = { part, code, what }
    made.set(key, one)
  }
  return one
}

const STATED_ROADS = included('roads', 'as-stated', 'the roads that the stated distances are of')
const MIXED_ROADS = included('roads', 'stated-mix', 'the stated mix of urban, rural and motorway roads')

/** Whether a stated mix of roads had an effect. */
const actsOnRoads = ({ input, notices }: Covered): boolean =>
  input.roads?.some(
    ({ pointer }) =>
      !notices.some((one) => one.code === 'input-not-used' && one.pointer?.startsWith(pointer)),
  ) ?? false

const isOnRoad = (mode: Mode): boolean => MODE_PROPERTIES[mode].subSector === 'II.1'

const isOfTravel = ({ pointer }: Pick<EstimateLine, 'pointer'>): boolean => pointer.startsWith('/travel')

function travelOf({ input, lines }: Covered): readonly [CoverageTravel, ...CoverageTravel[]] {
  switch (input.allocation) {
    case 'fuel-sales':
      return ['fuel-sold']
    case 'induced-activity':
      return ['induced-trips']
    case 'departing-activity':
      return ['departing-trips']
    case 'resident-activity':
      return ['travel-of-residents']
    case 'geographic': {
      const fleets = new Set(input.demand.flatMap(({ vehicles, pointer }) => (vehicles ? [pointer] : [])))
      const of = new Set(
        lines.map((line): CoverageTravel => {
          if (isOfTravel(line)) return 'trips-of-residents'
          return fleets.has(line.pointer) ? 'registered-vehicles' : 'traffic-inside'
        }),
      )
      const [first = 'traffic-inside', ...others] = of
      return [first, ...others]
    }
  }
}

/** The flows that rows name; none where a row counts all of them together. */
function flowsOf(lines: readonly EstimateLine[]): readonly Flow[] {
  const stated = new Set(lines.map(({ flow }) => flow))
  return stated.has(undefined) ? [] : FLOWS.filter((flow) => stated.has(flow))
}

function energyOf(lines: readonly EstimateLine[]): readonly CoverageEnergy[] {
  const has = new Set<CoverageEnergy>()
  for (const { method, carrier, products } of lines) {
    if (method === 'human-powered') has.add('human-power')
    else if (carrier !== 'electricity') has.add('tank-to-wheel')
    for (const { quantity, scope, terms } of products) {
      if (quantity === 'well-to-tank') has.add('well-to-tank-beside')
      else if (quantity === 'biogenic-co2') has.add('biogenic-co2-beside')
      else if (scope !== undefined && carrier === 'electricity')
        has.add(terms.some(({ role }) => role === 'times-loss-ratio') ? 'grid-losses' : 'electricity')
    }
  }
  return (Object.keys(ENERGY_WORDS) as CoverageEnergy[]).filter((code) => has.has(code))
}

function missingOf(
  { input, lines, notices }: Covered,
  notEstimated: readonly NotEstimated[],
  travel: readonly CoverageTravel[],
): readonly Missing[] {
  const stated = new Set<Mode>(input.demand.map(({ mode }) => mode))
  for (const { mode } of lines) if (mode !== undefined) stated.add(mode)
  const keyed = new Set(input.notationKeys?.map(({ ref }) => ref.slice(0, ref.lastIndexOf('.'))))
  const isSales = travel[0] === 'fuel-sold'
  const isPart = travel.includes('trips-of-residents') || travel.includes('registered-vehicles')
  const missing: Missing[] = isPart ? [gap('other-traffic')] : []
  const isAnswered = (of: SubSector): boolean =>
    keyed.has(of) || (isSales && lines.some(({ subSector }) => subSector === of))
  missing.push(...missingFamilies(stated, input.city.country, isAnswered, isSales))
  if (isSales)
    for (const carrier of ['petrol', 'diesel'] as const)
      if (!input.fuelSales.some((sale) => sale.carrier === carrier)) missing.push(gap(`${carrier}-sold`))
  missing.push(...missingFlows(input, travel))
  if (notices.some(({ code }) => code === 'grid-loss-unknown')) missing.push(gap('grid-losses'))
  for (const { subSector, scope, missing: ask } of notEstimated)
    missing.push({
      code: 'not-estimated',
      what: `${SUB_SECTOR_TITLES[subSector].toLowerCase()} in scope ${scope}`,
      ask: `State ${ask.join('; ')}.`,
    })
  for (const what of input.leftOut ?? [])
    missing.push({ code: 'not-estimated', what: `the dataset's ${leftOutName(what)}`, ask: LEFT_OUT_ASK })
  return missing
}

const leftOutName = (what: string): string => {
  const mode = MODES.find((one) => one === what)
  if (mode) return MODE_PROPERTIES[mode].title.toLowerCase()
  return what === 'no mode' ? 'activity without a mode' : what
}

const gap = (code: keyof typeof OTHER_GAPS): Missing => ({ code, ...OTHER_GAPS[code] })

/** The flows that an allocation counts. */
const COUNTED: Readonly<Partial<Record<CoverageTravel, readonly Flow[]>>> = {
  'traffic-inside': FLOWS,
  'induced-trips': ['within', 'inbound', 'outbound'],
  'departing-trips': ['within', 'outbound'],
  'travel-of-residents': ['within', 'inbound', 'outbound'],
}

/** Flows of road traffic that no row states; a row without a flow counts all of them. */
function missingFlows({ demand }: Covered['input'], travel: readonly CoverageTravel[]): readonly Missing[] {
  const flows = new Set(
    demand
      .filter(({ mode }) => isOnRoad(mode) && MODE_PROPERTIES[mode].propulsion === 'engine')
      .map(({ flow }) => flow),
  )
  if (flows.size === 0 || flows.has(undefined)) return []
  const counted = travel.flatMap((of) => COUNTED[of] ?? [])
  return FLOWS.filter((flow) => counted.includes(flow) && !flows.has(flow)).map((flow) => {
    const code = `flow-${flow}` as const
    return { code, ...FLOW_GAPS[code] }
  })
}
