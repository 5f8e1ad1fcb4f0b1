import {
  basisChanges,
  changeText,
  checkSeries,
  commonCoverage,
  comparisonInSteps,
  type Estimate,
  EstimateRefused,
  indexIntervalsInSteps,
  METHOD_VERSION,
  missingYears,
  sourceBreakNotice,
  sourceBreaks,
  typicalOf,
} from '../../src/index.ts'
import { assess } from '../draws/simulate.ts'
import { type Answer, estimateQuestion, questionOf, toAnswer } from '../estimate/estimate.ts'
import { getKnown } from '../estimate/figure-schema.ts'
import { areFaults, readGiven, readGivenList } from '../estimate/given-estimate.ts'
import { type FindSaved, placeFaults, readRequest } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { basisOf } from './answer.ts'
import { type CityYears, MAX_YEARS, type YearsQuery, yearsRequest } from './years-schema.ts'

/** A year of a city, with its place. */
export interface StatedYear {
  readonly pointer: string
  readonly request: EstimateRequest
}

const yearOf = ({ request }: StatedYear): number => Number(request.period)

/** A year as it was sent, or as it was kept: that was checked before. */
export type GivenYear = { readonly pointer: string } & (
  | { readonly body: unknown }
  | { readonly request: EstimateRequest }
)

/**
 * The years of one city, in order.
 *
 * @throws {Failure} with the faults of all at once
 */
export function readYears(given: readonly GivenYear[], factorSets: FactorSets): readonly StatedYear[] {
  const faults: Fault[] = []
  const years: StatedYear[] = []
  for (const one of given) {
    const { pointer } = one
    const read = 'request' in one ? one : readRequest(one.body, factorSets)
    if ('request' in read) years.push({ pointer, request: read.request })
    else faults.push(...placeFaults(read.faults, pointer))
  }
  faults.push(...faultsOf(years))
  if (given.length > MAX_YEARS)
    faults.push({
      code: 'series-mixed',
      pointer: '',
      detail: `At most ${MAX_YEARS} years can be shown at once.`,
    })
  if (faults.length > 0) throw refusal(faults)
  return years.toSorted((a, b) => yearOf(a) - yearOf(b))
}

function faultsOf(years: readonly StatedYear[]): readonly Fault[] {
  const [first] = years
  const seen = new Set<string>()
  return years.flatMap(({ pointer, request: { period, city } }): Fault[] => {
    const faults: Fault[] = []
    const say = (code: Fault['code'], at: string, detail: string): void => {
      faults.push({ code, pointer: `${pointer}${at}`, detail })
    }
    if (period.length > 4) say('series-mixed', '/period', `A year is needed, and ${period} is a month.`)
    if (seen.has(period)) say('duplicate-row', '/period', `${period} is there twice.`)
    if (city.name !== first?.request.city.name || city.country !== first.request.city.country)
      say('series-mixed', '/city/name', 'All years must be of one city, under one name and country.')
    seen.add(period)
    return faults
  })
}

/**
 * The years of a body: estimates by their ids, requests or answers.
 *
 * @throws {Failure} with the faults of all at once
 */
export async function yearsOf(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<CityYears> {
  const { frame, given, faults } = readGivenList(yearsRequest, body, 'years', MAX_YEARS)
  const read: GivenYear[] = []
  for (const { pointer, value } of given) {
    const one = await readGiven(pointer, value, factorSets, findSaved)
    if (areFaults(one)) faults.push(...one)
    else read.push(one)
  }
  if (!frame || faults.length > 0) throw refusal(faults)
  return cityYearsOf(readYears(read, factorSets), frame, factorSets)
}

/**
 * The years of a city on one basis, with their breaks, a spliced line and an index. Others are answered in between.
 *
 * @throws {Failure} if years cannot be estimated on the common basis
 */
export const cityYearsOf = (
  years: readonly StatedYear[],
  query: YearsQuery,
  factorSets: FactorSets,
): Promise<CityYears> => inTurns(cityYearsInSteps(years, query, factorSets))

function* cityYearsInSteps(
  years: readonly StatedYear[],
  query: YearsQuery,
  factorSets: FactorSets,
): Generator<undefined, CityYears> {
  const last = years.at(-1)?.request
  if (!last) throw new Error('A city has a year at least.')
  const { common, answers } = yield* onOneBoundary(
    years,
    { factorSet: factorSets.get(query.factorSet).content.id, gwp: query.gwp ?? last.gwp },
    factorSets,
  )
  const wanted = Number(query.base ?? years[0]?.request.period)
  const base = years.findIndex((year) => yearOf(year) === wanted)
  if (base < 0)
    throw refusal([
      {
        code: 'invalid-field',
        parameter: 'base',
        detail: 'The city states no such year.',
        candidates: years.map(({ request }) => request.period),
      },
    ])
  const breaks = breaksOf(years, answers)
  const levels = yield* splicedLevels(answers, breaks.sources, last.city.country)
  const certain = years.some(({ request }) => request.uncertainty.method === 'none')
  const totals = answers.map(({ estimate }) => estimate.totals.co2eKg)
  const scales = levels.map((level, index) => level / (totals[index] as number))
  const intervals = certain
    ? undefined
    : yield* indexIntervalsInSteps(
        answers.map(({ estimate }) => estimate),
        scales,
        base,
      )
  const dated = years.map((year, index) => ({
    year: yearOf(year),
    pointer: year.pointer,
    basis: basisOf((answers[index] as Answer).result),
    co2eKg: totals[index] as number,
    population: year.request.city.population?.value,
  }))
  return {
    city: { name: last.city.name, country: last.city.country },
    basis: {
      methodVersion: METHOD_VERSION,
      factorSet: common.factorSet,
      gwp: common.gwp,
      allocation: common.allocation,
    },
    base: wanted,
    comparable: breaks.told.length === 0,
    years: answers.map(({ result }, index) => {
      const level = levels[index] as number
      const known = getKnown(result.totals.co2e)
      const scale = scales[index] as number
      return {
        year: yearOf(years[index] as StatedYear),
        estimate: result.id,
        population: result.city.population ?? null,
        co2e: result.totals.co2e,
        perCapita: result.totals.perCapita,
        spliced: {
          value: level / KG_PER_T,
          unit: 't CO2e',
          ...(known.lower === undefined || known.upper === undefined
            ? {}
            : { lower: known.lower * scale, upper: known.upper * scale }),
        },
        index: { value: level / (levels[base] as number), unit: '1', ...intervals?.[index] },
        change: index === 0 ? null : level / (levels[index - 1] as number) - 1,
        coverage: result.coverage,
      }
    }),
    missing: [...missingYears(dated)],
    breaks: breaks.told,
    notices: [
      ...breaks.sources.flat().map(sourceBreakNotice),
      ...otherBoundaries(years, common.allocation),
      ...checkSeries(dated),
      ...(missingYears(dated).length === 0
        ? []
        : [
            {
              code: 'series-gap' as const,
              detail: `The city states nothing of ${missingYears(dated).join(', ')}. Cordon does not fill gaps.`,
            },
          ]),
    ].map(({ code, detail, ...more }) => ({
      code,
      detail,
      ...('pointer' in more && more.pointer !== undefined ? { pointer: more.pointer } : {}),
    })),
  }
}

type Boundary = Pick<EstimateRequest, 'allocation' | 'transboundarySplit'>

/** The years by the boundary of the last; where some cannot be estimated by that, by the next that all can be estimated by. */
function* onOneBoundary(
  years: readonly StatedYear[],
  basis: Pick<EstimateRequest, 'gwp'> & { readonly factorSet: string },
  factorSets: FactorSets,
) {
  const tried = new Map<string, Boundary>()
  for (const { request } of years.toReversed()) {
    const { allocation, transboundarySplit } = request
    tried.set(JSON.stringify([allocation, transboundarySplit]), { allocation, transboundarySplit })
  }
  let first: readonly Fault[] | undefined
  for (const boundary of tried.values()) {
    const common = { ...basis, ...boundary }
    const { answers, faults } = yield* answersOf(years, common, factorSets)
    if (faults.length === 0 && (tried.size === 1 || losesNothing(years, answers, basis, factorSets)))
      return { common, answers }
    first ??= faults
  }
  if (tried.size === 1) throw refusal(first ?? [])
  const names = [...new Set([...tried.values()].map(({ allocation }) => allocation))]
  throw refusal([
    {
      code: 'not-comparable',
      pointer: `${years.at(-1)?.pointer}/allocation`,
      detail: `No allocation is common to all years: ${names.join(' and ')} each need flows or shares that one year does not state. State the rows of all by flow (within, inbound, outbound, through), or all as driven inside the boundary.`,
    },
  ])
}

/** Whether every year counts by a common boundary what it counts by its own. */
const losesNothing = (
  years: readonly StatedYear[],
  answers: readonly Answer[],
  basis: Partial<EstimateRequest>,
  factorSets: FactorSets,
): boolean =>
  years.every(({ request }, index) => {
    const { request: common, notEstimated } = answers[index] as Answer
    if (request.allocation === common.allocation || notEstimated.length === 0) return true
    try {
      const own = estimateQuestion(questionOf({ ...request, ...basis }, factorSets))
      return notEstimated.length <= own.notEstimated.length
    } catch (error) {
      if (error instanceof EstimateRefused) return true
      throw error
    }
  })

function* answersOf(years: readonly StatedYear[], common: Partial<EstimateRequest>, factorSets: FactorSets) {
  const faults: Fault[] = []
  const answers: Answer[] = []
  for (const { pointer, request } of years) {
    try {
      const made = estimateQuestion(questionOf({ ...request, ...common }, factorSets))
      answers.push(toAnswer(made, assess(made.estimate, 'result')))
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      faults.push(...placeFaults(error.refusals, pointer, `With factor set ${common.factorSet}: `))
    }
    yield undefined
  }
  return { answers, faults }
}

/** Years that were stated by another boundary than they are shown by. */
const otherBoundaries = (years: readonly StatedYear[], allocation: EstimateRequest['allocation']) =>
  years.flatMap(({ pointer, request }) =>
    request.allocation === allocation
      ? []
      : [
          {
            code: 'series-break' as const,
            detail: `${request.period} is stated by ${request.allocation}; here all years are computed by ${allocation}.`,
            pointer: `${pointer}/allocation`,
          },
        ],
  )

function breaksOf(years: readonly StatedYear[], answers: readonly Answer[]) {
  const sources = answers.slice(1).map((after, index) => {
    const pair = [answers[index] as Answer, after].map(({ estimate }, side) => ({
      year: yearOf(years[index + side] as StatedYear),
      pointer: (years[index + side] as StatedYear).pointer,
      estimate,
    }))
    return sourceBreaks(pair, after.set.content.breaks)
  })
  const told = answers.slice(1).flatMap((after, index) => {
    const before = answers[index] as Answer
    const span = { before: yearOf(years[index] as StatedYear), after: yearOf(years[index + 1] as StatedYear) }
    return [
      ...basisChanges(basisOf(before.result), basisOf(after.result)).map((change) => ({
        ...span,
        what: changeText(change),
      })),
      ...(sources[index] ?? []).map(({ mode, from, to }) => ({ ...span, what: `${mode}: ${from} → ${to}` })),
    ]
  })
  return { sources, told }
}

/** Each year on the level of the last one: going back, a year is the next over what traffic, vehicles and energy did. */
function* splicedLevels(
  answers: readonly Answer[],
  sources: readonly (readonly { readonly mode: Parameters<typeof sourceBreakNotice>[0]['mode'] }[])[],
  country: string,
): Generator<undefined, readonly number[]> {
  const levels = answers.map(({ estimate }) => estimate.totals.co2eKg)
  for (let index = answers.length - 2; index >= 0; index -= 1) {
    const [before, after] = [answers[index], answers[index + 1]] as [Answer, Answer]
    const { estimates } = commonCoverage([before.estimate, after.estimate])
    const common = estimates.map(({ common: one }) => one) as [Estimate, Estimate]
    const { endToEnd } = yield* comparisonInSteps(common, {
      typical: typicalOf(after.set, country, after.estimate.input.period.year),
      isOnePlace: true,
      broken: [new Set(sources[index]?.map(({ mode }) => mode))],
      isCertain: true,
    })
    const ratio = endToEnd.total.effects.reduce(
      (product, effect) => product * (effect.ratio ?? Number.NaN),
      1,
    )
    yield undefined
    if (Number.isFinite(ratio) && ratio > 0) levels[index] = (levels[index + 1] as number) / ratio
  }
  return levels
}
