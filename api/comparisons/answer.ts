import {
  type Change,
  changeSentence,
  type EstimateChange,
  METHOD_FACTORS,
  METHOD_VERSION,
  type StepChange,
} from '../../src/index.ts'
import { toCoverage } from '../estimate/coverage-schema.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { repeatedRequest } from '../estimate/to-request-body.ts'
import type { BroughtTogether } from './bring-together.ts'
import { type Made, methodOf, populationOf, type Scope, scaled } from './method-effect.ts'
import { privacyOf } from './privacy.ts'
import type { Comparison } from './schema.ts'

/** Effects of a chain and of the way there differ by more: both are shown. */
const SAME = 1e-9

/** A comparison as callers see it: tonnes, or tonnes per inhabitant. */
export function toComparison(made: Made): Comparison {
  const { all, basis, series, oneCity } = made
  const [first, last] = [all[0], all.at(-1)] as [BroughtTogether, BroughtTogether]
  const { chained, endToEnd, steps } = series
  const wantsHead = (made.per ?? (oneCity ? 'city' : 'inhabitant')) === 'inhabitant'
  const perHead = wantsHead && chained.perInhabitant !== undefined
  const scope: Scope = { made, perHead, unit: perHead ? 't CO2e/person' : 't CO2e' }
  const isSeries = all.length > 2
  const whole = wholeOf(scope, chained, 0, all.length - 1)
  const parts = <Part extends Change>(some: readonly Part[]) =>
    some.map((part) => ({ ...keyOf(part), ...movedOf(part, 't CO2e') }))
  const ends = changeOf(perHead, endToEnd)
  return {
    sentence: sentenceOf(scope, chained, steps, whole.method, 0, all.length - 1),
    from: sideOf(first),
    to: sideOf(last),
    unit: scope.unit,
    basis: {
      factorSet: basis.factorSet,
      allocation: basis.allocation,
      digest: last.onSet.set.content.digest,
    },
    filed: filedOf(scope, last) - filedOf(scope, first),
    ...whole,
    perInhabitant: chained.perInhabitant
      ? { unit: 't CO2e/person', ...movedOf(chained.perInhabitant, 't CO2e/person') }
      : null,
    byMode: parts(chained.byMode),
    bySector: parts(chained.bySector),
    bySubSector: parts(chained.bySubSector),
    byScope: parts(chained.byScope),
    chained: isSeries,
    steps: isSeries
      ? steps.map((step, index) => {
          const told = wholeOf(scope, step, index, index + 1)
          return {
            from: (all[index] as BroughtTogether).member.request.period,
            to: (all[index + 1] as BroughtTogether).member.request.period,
            sentence: sentenceOf(scope, step, [step], told.method, index, index + 1),
            ...told,
          }
        })
      : [],
    endToEnd: isSeries
      ? {
          change: toChange(ends, scope.unit),
          effects: toEffects(ends),
          differs: differs(changeOf(perHead, chained), ends),
        }
      : null,
    notices: noticesOf(made, wantsHead && !perHead),
    ...privacyOf(all.map(({ member: { request } }) => request)),
    methodVersion: METHOD_VERSION,
    request: requestOf(made),
  }
}

const changeOf = (perHead: boolean, { total, perInhabitant }: EstimateChange): Change =>
  perHead && perInhabitant ? perInhabitant : total

function wholeOf(scope: Scope, change: EstimateChange, from: number, to: number) {
  const one = changeOf(scope.perHead, change)
  return {
    change: toChange(one, scope.unit),
    effects: toEffects(one),
    method: METHOD_FACTORS.map((factor) => ({ factor, ...methodOf(scope, one, factor, from, to) })).filter(
      ({ value }) => value !== 0,
    ),
  }
}

function sentenceOf(
  scope: Scope,
  change: EstimateChange,
  steps: readonly StepChange[],
  method: Comparison['method'],
  from: number,
  to: number,
): string {
  const { made } = scope
  const one = changeOf(scope.perHead, change)
  const [before, after] = [made.all[from], made.all[to]] as [BroughtTogether, BroughtTogether]
  const { city } = after.member.request
  const span = `${before.member.request.period} to ${after.member.request.period}`
  const subject = made.oneCity
    ? `${city.name} ${span}${scope.perHead ? ', per inhabitant' : ''}`
    : `${city.name} ${after.member.request.period} against ${before.member.request.city.name} ${before.member.request.period}${scope.perHead ? ', per inhabitant' : ''}`
  return changeSentence(subject, {
    change: scaledChange(one),
    byMode: change.byMode,
    hasPopulation: steps.every(({ hasPopulation }) => hasPopulation),
    method: method.reduce((sum, { value }) => sum + value, 0),
    isOfCoverage: method.some(({ factor }) => factor === 'coverage' || factor === 'boundary'),
  })
}

const scaledChange = (change: Change): Change => ({
  ...change,
  before: change.before * T_PER_KG,
  after: change.after * T_PER_KG,
  change: scaled(change.change),
  effects: change.effects.map((effect) => ({ ...effect, ...scaled(effect) })),
})

/** The figure before on the basis of the one after: a break of the set counts as if it had been there. */
const baseOf = ({ after, change }: Change): number => after - change.value

function toChange(change: Change, unit: string): Comparison['change'] {
  const base = baseOf(change)
  return {
    ...scaled(change.change),
    unit,
    relative: base > 0 ? change.change.value / base : null,
    ratio: productOf(change),
  }
}

/** The product of the ratios of all effects. */
function productOf({ effects }: Change): number | null {
  let product = 1
  for (const { ratio } of effects) {
    if (ratio === undefined) return null
    product *= ratio
  }
  return product
}

/** Largest first; factors that moved nothing are left out. */
function toEffects(change: Change): Comparison['effects'] {
  const base = baseOf(change)
  return change.effects
    .filter(({ value, lower = 0, upper = 0 }) => value !== 0 || lower !== 0 || upper !== 0)
    .map(({ factor, ratio, ...effect }) => ({
      factor,
      ...scaled(effect),
      relative: base > 0 ? effect.value / base : null,
      ratio: ratio ?? null,
    }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
}

const movedOf = (change: Change, unit: string) => ({
  from: change.before * T_PER_KG,
  to: change.after * T_PER_KG,
  change: toChange(change, unit),
  effects: toEffects(change),
})

/** What a part is of. */
function keyOf({ before: _, after: _to, change: _by, effects: _of, break: _at, ...key }: Change) {
  return key
}

function differs(a: Change, b: Change): boolean {
  const size = Math.max(Math.abs(a.before), Math.abs(a.after))
  return a.effects.some(({ value }, index) => Math.abs(value - (b.effects[index]?.value ?? 0)) > SAME * size)
}

const filedOf = ({ perHead }: Scope, one: BroughtTogether): number =>
  (one.filedKg * T_PER_KG) / (perHead ? (populationOf(one) ?? 1) : 1)

function sideOf(one: BroughtTogether): Comparison['from'] {
  const { member, own, filedKg } = one
  const { request, filed, saved } = member
  return {
    estimate: filed?.id ?? own.id,
    saved,
    city: request.city.name,
    country: request.city.country,
    period: request.period,
    population: populationOf(one) ?? null,
    methodVersion: filed?.methodVersion ?? METHOD_VERSION,
    factorSet: filed?.factorSet.id ?? own.set.content.id,
    gwp: request.gwp,
    allocation: request.allocation,
    filed: filedKg * T_PER_KG,
    coverage: toCoverage(own.coverage),
  }
}

/** What was asked, with each estimate in full: as it was filed, or as a request. */
function requestOf({ all, per }: Made): Comparison['request'] {
  const members = all.map(({ member: { request, filed }, own }) => {
    const body = repeatedRequest(request, own.set.content.id)
    if (!filed) return body
    const { id, methodVersion, factorSet, totals } = filed
    const { value, known } = totals.co2e
    const co2e = known === undefined ? { value } : { value, known: { value: known.value } }
    return { id, methodVersion, factorSet: { id: factorSet.id }, totals: { co2e }, request: body }
  })
  const [from, to] = members
  const isSeries = all[0]?.member.pointer.startsWith('/series') === true
  return { ...(isSeries ? { series: members } : { from, to }), ...(per ? { per } : {}) }
}

function noticesOf({ notices }: Made, lacksPopulation: boolean): Comparison['notices'] {
  const said = new Set<string>()
  const lacking: Made['notices'] = lacksPopulation
    ? [
        {
          code: 'population-missing',
          detail: 'Figures per inhabitant need city.population on both sides; these are of the whole city.',
        },
      ]
    : []
  return [...lacking, ...notices].flatMap(({ code, detail, pointer }) => {
    const key = `${code}|${detail}|${pointer}`
    if (said.has(key)) return []
    said.add(key)
    return [{ code, detail, ...(pointer === undefined ? {} : { pointer }) }]
  })
}
