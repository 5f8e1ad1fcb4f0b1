import type { Estimate } from '../estimate/estimate.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { AnyRecord, Quality } from '../factors/record.ts'
import { SCORE_95, valueAtScore } from '../kernel/distribution.ts'
import { uncertaintiesOf } from '../uncertainty/parameter-uncertainty.ts'

/** A data quality grade of the GPC, with the rule behind it in words. */
export interface Grade {
  readonly grade: Quality
  readonly rule: string
}

/** A grade, and the emissions that depend on the graded data. */
export interface Weighed {
  readonly grade: Grade
  readonly co2eKg: number
}

/**
 * A convention: a stated figure has grade H if its 95 % interval is at most ± this share of it, and grade M up to the
 * next.
 */
const H_HALF_WIDTH = 0.1
const M_HALF_WIDTH = 0.3
/** Bounds of a normal distribution at ±10 % are 10 % except for the last digits. */
const ROUNDING = 1e-9

/** The units of heating values and densities. */
const CONVERSION_UNITS: ReadonlySet<string> = new Set(['MJ/L', 'MJ/kg', 'kg/L'])

const ORDER: readonly Quality[] = ['H', 'M', 'L']

const worse = (a: Quality, b: Quality): Quality => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b)

/**
 * @returns the first of the worst grades; H if there are none, because then the figure is true by definition
 */
export function worstOf(grades: readonly Grade[]): Grade {
  return grades.reduce<Grade>(
    (worst, one) => (ORDER.indexOf(one.grade) > ORDER.indexOf(worst.grade) ? one : worst),
    grades.find(({ grade }) => grade === 'H') ?? { grade: 'H', rule: 'by definition' },
  )
}

/** The grade of most of the emissions (the worse one of a tie), with the rule of its largest part. */
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
  return largest?.grade ?? { grade: 'L', rule: 'nothing is known about the data' }
}

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

  /** The original inputs of parameters: stated ones, and ones from a record; each once. */
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

  /** An emission factor has the worst grade of its parts. */
  ofFactor(parameters: readonly Parameter[]): Grade {
    return worstOf(this.leavesOf(parameters).flatMap((leaf) => this.#grade(leaf) ?? []))
  }

  /**
   * An activity has at best grade M if one of its parts comes from a record: then the activity is modelled. Factors
   * that convert litres and kilograms to energy have no grade, because they do not tell how well the activity is known.
   */
  ofActivity(parameters: readonly Parameter[]): Grade {
    const graded = parameters.filter(({ unit }) => !CONVERSION_UNITS.has(unit))
    return worstOf(
      this.leavesOf(graded).flatMap((leaf) => {
        const grade = this.#grade(leaf)
        if (grade?.grade !== 'H' || !this.#records.has(leaf.key)) return grade ?? []
        return [
          {
            grade: 'M',
            rule: `${leaf.name}: taken from a record and not stated, so the activity is modelled`,
          } as const,
        ]
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
    if (!distribution) return { grade: 'H', rule: `${name}: stated, and treated as exact` }
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
  'country-group': ['M', 'for a group of countries'],
  world: ['L', 'for the whole world'],
  'other-region': ['L', 'for another region'],
} as const

/** The quality of a record, lowered if the record is for another place, an earlier year or another technology. */
function gradeOfRecord({ name, match }: Parameter, record: AnyRecord): Grade {
  const [ofRegion, where] = match ? FITS_OF_REGION[match.region] : (['H', ''] as const)
  const limits: readonly (readonly [Quality, string])[] = [
    [record.quality, ''],
    [ofRegion, where],
    [match?.year === 'earlier-year' ? 'M' : 'H', 'for an earlier year'],
    [match !== undefined && match.technology !== 'exact' ? 'M' : 'H', 'for a wider class of vehicles'],
    [record.verification === 'unverified' ? 'L' : 'H', 'not verified in the published table'],
  ]
  const grade = limits.reduce<Quality>((worst, [limit]) => worse(worst, limit), 'H')
  const why = limits.flatMap(([limit, words]) => (limit === grade && words !== '' ? [words] : []))
  const because = grade === 'H' || why.length === 0 ? '' : `, ${why.join(', ')}`
  return { grade, rule: `${name}: record of quality ${record.quality}${because}` }
}
