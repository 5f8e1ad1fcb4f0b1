import {
  checkSeries,
  indexIntervalsInSteps,
  METHOD_VERSION,
  missingYears,
  sourceBreakNotice,
} from '../../src/index.ts'
import type { Answer } from '../estimate/estimate.ts'
import { estimateRefusals } from '../estimate/estimate-refusals.ts'
import { getKnown } from '../estimate/figure-schema.ts'
import { areFaults, readGiven, readGivenList } from '../estimate/given-estimate.ts'
import { namesDataset } from '../estimate/names-dataset.ts'
import { type FindSaved, placeFaults, readRequest, unknownSet } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { basisOf } from './answer.ts'
import { onOneBoundary, otherBoundaries } from './common-boundary.ts'
import { breaksOf, splicedLevels } from './one-level.ts'
import { type StatedYear, yearOf } from './stated-year.ts'
import { type CityYears, MAX_YEARS, type YearsQuery, yearsRequest } from './years-schema.ts'

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
    const read = 'request' in one ? one : (refusedDataset(one.body) ?? readRequest(one.body, factorSets))
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

/** The years of a dataset are a series; here each year states its rows. */
const refusedDataset = (value: unknown): { readonly faults: readonly Fault[] } | undefined =>
  namesDataset(value)
    ? { faults: [{ code: 'invalid-field', pointer: '/demand', detail: NO_DATASETS }] }
    : undefined

const NO_DATASETS =
  'State the rows of each year. The years of a dataset are a series by year (GET /v1/cities/{id}/series, cordon series), and a comparison (cordon compare) says why they differ.'

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
    const refused = refusedDataset(value)
    const one = refused
      ? placeFaults(refused.faults, pointer)
      : await readGiven(pointer, value, factorSets, findSaved)
    if (areFaults(one)) faults.push(...one)
    else read.push(one)
  }
  if (!frame || faults.length > 0) {
    const years = read.flatMap((one) => ('request' in one ? [one] : []))
    throw refusal([
      ...faults,
      ...faultsOf(years),
      ...unknownSet(frame?.factorSet, factorSets, '/factorSet'),
      ...(await estimateRefusals(years, frame?.factorSet, factorSets)),
    ])
  }
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
  if (levels[base] === 0)
    throw refusal([
      {
        code: 'not-comparable',
        pointer: years[base]?.pointer ?? '',
        detail: `${wanted} emits nothing, so that no year can be counted over it. Name another base, or leave it out.`,
      },
    ])
  const certain = years.some(({ request }) => request.uncertainty.method === 'none')
  const totals = answers.map(({ estimate }) => estimate.totals.co2eKg)
  const scales = levels.map((level, index) => (level === 0 ? 1 : level / (totals[index] as number)))
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
        change: levels[index - 1] ? level / (levels[index - 1] as number) - 1 : null,
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
