import type { Estimate } from '../estimate/estimate.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { AnyRecord, Quality } from '../factors/record.ts'
import { SCORE_95, valueAtScore } from '../kernel/distribution.ts'
import { uncertaintiesOf } from '../uncertainty/parameter-uncertainty.ts'

/** A data quality grade as the GPC has it, with the rule that gave it in words. */
export interface Grade {
  readonly grade: Quality
  readonly rule: string
}

/** Something graded, and the emissions that rest on it. */
export interface Weighed {
  readonly grade: Grade
  readonly co2eKg: number
}

/** Convention: a stated figure whose 95 % interval is no wider than ± this share of it is of grade H; then M. */
const H_HALF_WIDTH = 0.1
const M_HALF_WIDTH = 0.3
/** ±10 % as bounds of a normal distribution is 10 % but for the last digits. */
const ROUNDING = 1e-9

/** Of heating values and densities. */
const CONVERSION_UNITS: ReadonlySet<string> = new Set(['MJ/L', 'MJ/kg', 'kg/L'])

const ORDER: readonly Quality[] = ['H', 'M', 'L']

const worse = (a: Quality, b: Quality): Quality => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b)

/**
 * The worst of some grades, the first of equals.
 *
 * @returns H where nothing is graded: what is true by definition
 */
export function worstOf(grades: readonly Grade[]): Grade {
  return grades.reduce<Grade>(
    (worst, one) => (ORDER.indexOf(one.grade) > ORDER.indexOf(worst.grade) ? one : worst),
    grades.find(({ grade }) => grade === 'H') ?? { grade: 'H', rule: 'by definition' },
  )
}

/** The grade that most of the emissions have, of equals the worse; its rule is that of its largest part. */
export function prevailingOf(graded: readonly Weighed[]): Grade {
  const sumOf = (wanted: Quality): number =>
    graded.reduce((sum, { grade, co2eKg }) => sum + (grade.grade === wanted ? co2eKg : 0), 0)
  const present = ORDER.filter((one) => graded.some(({ grade }) => grade.grade === one))
  const prevailing = present.reduce<Quality>(
    (best, one) => (sumOf(one) >= sumOf(best) ? one : best),
    present[0] ?? 'L',
  )
  const [largest] = graded
    .filter(({ grade }) => grade.grade === prevailing)
    .toSorted((a, b) => b.co2eKg - a.co2eKg)
  return largest?.grade ?? { grade: 'L', rule: 'nothing is known of the data' }
}

/** Grades the parameters of one estimate. */
export class Grading {
  readonly #estimate: Estimate
  readonly #records: ReadonlyMap<string, AnyRecord>
  readonly #uncertaintyOf: ReturnType<typeof uncertaintiesOf>
  readonly #grades = new Map<string, Grade | undefined>()

  constructor(estimate: Estimate) {
    this.#estimate = estimate
    this.#records = new Map(estimate.assumptions.map(({ parameter, record }) => [parameter.key, record]))
    this.#uncertaintyOf = uncertaintiesOf(estimate)
  }

  recordOf({ key }: Parameter): AnyRecord | undefined {
    return this.#records.get(key)
  }

  /** The parameters that some follow from in the end: those stated, and those taken from a record; each once. */
  leavesOf(parameters: readonly Parameter[]): readonly Parameter[] {
    const leaves = new Map<string, Parameter>()
    const visit = (parameter: Parameter): void => {
      if (parameter.origin !== 'derived' || this.#records.has(parameter.key))
        leaves.set(parameter.key, parameter)
      for (const key of parameter.inputs ?? []) {
        const input = this.#estimate.parameters.get(key)
        if (input) visit(input)
      }
    }
    parameters.forEach(visit)
    return [...leaves.values()]
  }

  /** The grade of what an emission factor is made of: the worst of its parts. */
  ofFactor(parameters: readonly Parameter[]): Grade {
    return worstOf(this.leavesOf(parameters).flatMap((leaf) => this.#grade(leaf) ?? []))
  }

  /**
   * The grade of what an activity is made of. What is documented and not stated is at best M: the activity is modelled.
   * What turns litres and kilograms into energy is not graded: it says nothing of how well the activity is known.
   */
  ofActivity(parameters: readonly Parameter[]): Grade {
    const graded = parameters.filter(({ unit }) => !CONVERSION_UNITS.has(unit))
    return worstOf(
      this.leavesOf(graded).flatMap((leaf) => {
        const grade = this.#grade(leaf)
        if (grade?.grade !== 'H' || !this.#records.has(leaf.key)) return grade ?? []
        return [{ grade: 'M', rule: `${leaf.name}: documented, so that the activity is modelled` } as const]
      }),
    )
  }

  #grade(parameter: Parameter): Grade | undefined {
    const { key } = parameter
    if (!this.#grades.has(key)) {
      const record = this.#records.get(key)
      this.#grades.set(key, record ? gradeOfRecord(parameter, record) : this.#ofStated(parameter))
    }
    return this.#grades.get(key)
  }

  #ofStated(parameter: Parameter): Grade | undefined {
    const { name, value, unit } = parameter
    const distribution = this.#uncertaintyOf(parameter)?.distribution
    if (unit === '°C') return undefined
    if (!distribution) return { grade: 'H', rule: `${name}: stated, and taken as known` }
    const [lower, upper] = [-SCORE_95, SCORE_95].map((score) => valueAtScore(distribution, score))
    const halfWidth = value === 0 ? 0 : ((upper ?? value) - (lower ?? value)) / 2 / value
    const limit = (share: number): boolean => halfWidth <= share + ROUNDING
    const grade = limit(H_HALF_WIDTH) ? 'H' : limit(M_HALF_WIDTH) ? 'M' : 'L'
    return { grade, rule: `${name}: stated, ±${Number((halfWidth * 100).toPrecision(2))} %` }
  }
}

const FITS_OF_REGION = {
  exact: ['H', ''],
  country: ['H', ''],
  'country-group': ['M', 'of the group of countries'],
  world: ['L', 'a world default'],
  'other-region': ['L', 'of another region'],
} as const

/** The quality of a record, lowered where it speaks of another place, an earlier year or another technology. */
function gradeOfRecord({ name, match }: Parameter, record: AnyRecord): Grade {
  const [ofRegion, where] = match ? FITS_OF_REGION[match.region] : (['H', ''] as const)
  const limits: readonly (readonly [Quality, string])[] = [
    [record.quality, ''],
    [ofRegion, where],
    [match?.year === 'earlier-year' ? 'M' : 'H', 'of an earlier year'],
    [match !== undefined && match.technology !== 'exact' ? 'M' : 'H', 'of a wider class of vehicles'],
    [record.verification === 'unverified' ? 'L' : 'H', 'not read in its published table'],
  ]
  const grade = limits.reduce<Quality>((worst, [limit]) => worse(worst, limit), 'H')
  const why = limits.flatMap(([limit, words]) => (limit === grade && words !== '' ? [words] : []))
  const because = grade === 'H' || why.length === 0 ? '' : `, ${why.join(', ')}`
  return { grade, rule: `${name}: record of quality ${record.quality}${because}` }
}
