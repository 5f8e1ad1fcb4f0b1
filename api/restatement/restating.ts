import { setImmediate as otherWork } from 'node:timers/promises'
import {
  type BasisChange,
  basisChanges,
  changeText,
  checkSeries,
  EstimateRefused,
  METHOD_VERSION,
  missingYears,
  type SeriesBreak,
  seriesBreaks,
  seriesNotices,
} from '../../src/index.ts'
import { type Answer, answered, type Estimated, estimated, questionOf } from '../estimating.ts'
import type { FactorSets } from '../factor-sets.ts'
import { type Fault, RequestRefused } from '../failures.ts'
import { toSetChangeView } from '../mapping/set-change.ts'
import type { EstimateRequest } from '../schemas/estimate-request.ts'
import type { EstimateResult } from '../schemas/estimate-result.ts'
import type { Restatement, RestatementFrame } from '../schemas/restatement.ts'
import { explainedChange } from '../set-change.ts'
import { assess } from '../simulating.ts'
import { type FindSaved, type Member, madeAgain, placed, readMembers, yearOf } from './member.ts'

const KG_PER_T = 1000

/** A year as it was filed; `answer` where it can be made again. */
interface Filed {
  readonly member: Member
  readonly result: Pick<
    EstimateResult,
    'id' | 'methodVersion' | 'factorSet' | 'gwp' | 'allocation' | 'city' | 'totals' | 'byMode'
  >
  readonly answer: Answer | undefined
}

/** What all years are made with. */
type Common = Pick<EstimateRequest, 'gwp' | 'allocation'> & { readonly factorSet: string }

/**
 * A series as it was filed, and recomputed on one basis; the same from HTTP and from a shell.
 *
 * Nothing is kept. Intervals of what is computed here are found by propagation, or left out where a request says so.
 *
 * @throws {RequestRefused} with the faults of every estimate at once
 */
export async function restate(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<Restatement> {
  const { members, chosen } = await readMembers(body, factorSets, findSaved)
  const filed: Filed[] = []
  for (const member of members) {
    filed.push(asFiled(member, factorSets))
    await otherWork()
  }
  const common = commonBasis(members, chosen, factorSets)
  const again = await recomputeAll(members, common, factorSets)
  return { ...filedSeries(filed), recomputed: recomputedSeries(filed, again, common) }
}

function asFiled(member: Member, factorSets: FactorSets): Filed {
  const made = madeAgain(member, factorSets)
  const answer = made && withInterval(made)
  // What was given out counts, whatever this version would make of it.
  const result = member.saved ? (JSON.parse(member.saved.result) as EstimateResult) : answer?.result
  if (!result) throw new Error('A request that was checked cannot be estimated.')
  return { member, result, answer }
}

/** By propagation whatever was asked for: a hundred years of draws would keep others waiting. */
function withInterval(made: Estimated): Answer {
  return answered(made, assess(made.estimate, 'result'))
}

/** The choices of the request; where it leaves one open, the newest set, and what the last year was made with. */
function commonBasis(
  members: readonly Member[],
  chosen: RestatementFrame['with'],
  factorSets: FactorSets,
): Common {
  const last = members.at(-1)?.request
  if (!last) throw new Error('A series has at least two years.')
  return {
    factorSet: factorSets.get(chosen?.factorSet).content.id,
    gwp: chosen?.gwp ?? last.gwp,
    allocation: chosen?.allocation ?? last.allocation,
  }
}

async function recomputeAll(
  members: readonly Member[],
  common: Common,
  factorSets: FactorSets,
): Promise<readonly Answer[]> {
  const faults: Fault[] = []
  const answers: Answer[] = []
  for (const { pointer, request } of members) {
    try {
      const made = estimated(questionOf({ ...request, ...common }, factorSets))
      answers.push(withInterval(made))
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      faults.push(...placed(error.refusals, pointer, `Recomputed with factor set ${common.factorSet}: `))
    }
    await otherWork()
  }
  if (faults.length > 0) throw new RequestRefused(faults)
  return answers
}

const basisOf = ({ methodVersion, factorSet, gwp, allocation, city, byMode }: Filed['result']) => ({
  methodVersion,
  factorSet: factorSet.id,
  gwp,
  allocation,
  city: city.name,
  modes: byMode
    .map(({ mode }) => mode)
    .sort()
    .join(', '),
})

const figuresOf = (result: Filed['result'], { pointer, request }: Member) => ({
  year: yearOf({ request }),
  pointer,
  co2eKg: result.totals.co2e.value * KG_PER_T,
  population: result.city.population,
})

function filedSeries(filed: readonly Filed[]): Pick<Restatement, 'city' | 'filed'> {
  const years = filed.map(({ member, result }) => ({
    year: yearOf(member),
    pointer: member.pointer,
    basis: basisOf(result),
  }))
  const breaks = seriesBreaks(years)
  const notices = [
    ...seriesNotices(years),
    ...checkSeries(filed.map(({ member, result }) => figuresOf(result, member))),
  ]
  const { city } = filed.at(-1)?.result ?? {}
  if (!city) throw new Error('A series has at least two years.')
  return {
    city: { name: city.name, country: city.country },
    filed: {
      comparable: breaks.length === 0,
      years: filed.map(({ member, result }) => ({
        year: yearOf(member),
        pointer: member.pointer,
        estimate: result.id,
        saved: member.saved !== undefined,
        ...basisOf(result),
        population: result.city.population ?? null,
        co2e: result.totals.co2e,
        perCapita: result.totals.perCapita,
      })),
      missing: [...missingYears(years)],
      breaks: breaks.map((one) => ({ ...one, changed: [...one.changed] })),
      notices: notices.map(toNotice),
    },
  }
}

function recomputedSeries(
  filed: readonly Filed[],
  again: readonly Answer[],
  common: Common,
): Restatement['recomputed'] {
  const years = filed.flatMap(({ member, result, answer }, index) => {
    const after = again[index]
    if (!after) return []
    const changed = basisChanges(basisOf(result), basisOf(after.result))
    const isSetAlone = changed.length > 0 && changed.every(({ what }) => what === 'factorSet')
    const before = result.totals.co2e.value
    const { co2e, perCapita } = after.result.totals
    return [
      {
        year: yearOf(member),
        pointer: member.pointer,
        estimate: after.result.id,
        co2e,
        perCapita,
        filed: before,
        change: co2e.value - before,
        relativeChange: before === 0 ? null : (co2e.value - before) / before,
        changed: [...changed],
        why: answer && isSetAlone ? toSetChangeView(explainedChange(answer, after)) : null,
      },
    ]
  })
  const unmended = seriesBreaks(
    filed.flatMap(({ member, result }, index) => {
      const after = again[index]?.result ?? result
      return [{ year: yearOf(member), pointer: member.pointer, basis: basisOf(after) }]
    }),
  )
  return {
    basis: { methodVersion: METHOD_VERSION, ...common },
    comparable: unmended.length === 0,
    statement: statementOf(common, years, unmended),
    years,
    notices: checkSeries(
      again.flatMap(({ result }, index) => {
        const member = filed[index]?.member
        return member ? [figuresOf(result, member)] : []
      }),
    ).map(toNotice),
  }
}

function statementOf(
  { factorSet, gwp, allocation }: Common,
  years: readonly { readonly year: number; readonly changed: readonly BasisChange[] }[],
  unmended: readonly SeriesBreak[],
): string {
  const basis = `All years were computed with method version ${METHOD_VERSION}, factor set ${factorSet}, ${gwp} and the ${allocation} allocation, each from what it states`
  const moved = years
    .filter(({ changed }) => changed.length > 0)
    .map(({ year, changed }) => `${year} (${changed.map(changeText).join('; ')})`)
  const recomputed =
    moved.length === 0
      ? 'None had to change.'
      : `Recomputed on another basis than filed: ${moved.join(', ')}.`
  const apart = unmended.map(
    ({ before, after, changed }) => `${before} to ${after} (${changed.map(changeText).join('; ')})`,
  )
  return apart.length === 0
    ? `${basis}, so that they can be compared. ${recomputed}`
    : `${basis}. What no computation can mend still differs from ${apart.join(', ')}, so compare these years with care. ${recomputed}`
}

type NoticeView = Restatement['filed']['notices'][number]

function toNotice({ code, detail, pointer, found }: ReturnType<typeof seriesNotices>[number]): NoticeView {
  return {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(found === undefined ? {} : { found: { ...found } }),
  }
}
