import type { FactorSet } from '../factors/factor-set.ts'
import type { Notice } from '../issues/issue.ts'
import { survivalByAge } from '../kernel/survival.ts'
import type { Mode } from '../vocabulary.ts'
import type { ModelFleet } from './model.ts'
import { nearestRecord, type ScenarioRecords } from './records.ts'
import type { ReferenceFrame } from './reference.ts'
import { turnOver } from './turnover.ts'

/** Modes whose vehicles are bought one by one and wear out by a published curve. */
export const hasCurve = (mode: string, { survival }: ScenarioRecords): boolean =>
  survival.some(({ modes }) => modes.some((one) => one === mode))

/** The turnover of fleets by published curves, with what is to be said of them. */
export class FleetCurves {
  readonly notices: Notice[] = []
  readonly records: string[] = []
  readonly #records: ScenarioRecords
  readonly #regions: readonly string[]
  readonly #country: string

  constructor(records: ScenarioRecords, { country }: ReferenceFrame, set: FactorSet) {
    this.#records = records
    this.#country = country
    const chain = set.regionChain(country)
    // Stand-ins come after the world.
    this.#regions = chain.slice(0, chain.indexOf('GLO') + 1)
  }

  /**
   * @param stock vehicles by year against the base year
   * @param energy energy per distance of what is sold by year against the base year; absent: as in the base year
   * @param oldest the oldest age allowed by year, if there is one
   */
  fleetOf(
    mode: Mode,
    stock: readonly number[],
    energy: readonly number[] | undefined,
    oldest?: readonly number[],
  ): ModelFleet {
    const survival = nearestRecord(this.#records.survival, mode, this.#regions)
    if (!survival) throw new Error(`A lever on the fleet of ${mode}, which has no curve, is refused.`)
    const mileage = nearestRecord(this.#records.mileage, mode, this.#regions)
    this.#use(mode, survival, mileage)
    const shares = survivalByAge(survival.record.form, survival.record.parameters)
    const { kept, sold } = turnOver({
      survival: shares,
      mileage: mileage?.record.km ?? shares.map(() => 1),
      stock,
      oldest,
    })
    if (!energy) return { kept, sold }
    const fresh = sold.map((shares) =>
      shares.reduce((sum, share, cohort) => sum + share * (energy[cohort + 1] as number), 0),
    )
    return { kept, sold, fresh }
  }

  #use(mode: Mode, survival: Found, mileage: Found | undefined): void {
    const used = [survival, ...(mileage ? [mileage] : [])]
    if (
      this.records.includes(survival.record.id) &&
      this.notices.some(({ detail }) => detail.startsWith(`${mode}:`))
    )
      return
    this.records.push(...used.map(({ record }) => record.id).filter((id) => !this.records.includes(id)))
    const elsewhere = used.filter(({ isOwn }) => !isOwn).map(({ record }) => record.region)
    const words = [
      ...(elsewhere.length > 0
        ? [
            `how vehicles age and how far they go by age is of ${[...new Set(elsewhere)].join(', ')}, not of ${this.#country}`,
          ]
        : []),
      ...(mileage
        ? []
        : ['vehicles of every age go equally far, because nothing tells their distance by age']),
      'vehicles of every age have the mix of the base year, and new ones too until a path or a lever changes it',
    ]
    this.notices.push({
      code: 'turnover-assumed',
      pointer: '/reference/turnover',
      records: used.map(({ record }) => record.id),
      detail: `${mode}: ${words.join('; ')}.`,
    })
  }
}

interface Found {
  readonly record: { readonly id: string; readonly region: string }
  readonly isOwn: boolean
}
