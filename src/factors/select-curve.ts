import type { EmissionStandard, EnergyCarrier, Mode, Powertrain, VehicleClass } from '../vocabulary.ts'
import type { FactorSet } from './factor-set.ts'
import type { ColdStartRecord, DrivingSituation, GasCurveRecord, SpeedCurveRecord } from './record.ts'
import { type Found, regionMatch } from './select.ts'

export interface CurveQuery {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly carrier: EnergyCarrier
  readonly emissionStandard?: EmissionStandard | undefined
  readonly region: string
}

/** Heavy vehicles are read on level road at half load, the guidebook's default. */
const DEFAULT_LOAD_SHARE = 0.5

/** The level-road curves of a vehicle and carrier, whatever their region and emission standard. */
export const curvesOf = (set: FactorSet, query: CurveQuery): readonly SpeedCurveRecord[] =>
  set
    .curves(query)
    .filter(
      (curve) =>
        curve.gradientPercent === 0 &&
        (curve.loadShare === undefined || curve.loadShare === DEFAULT_LOAD_SHARE),
    )

/** A curve with how well it fits what was asked. */
export const curveAs = (
  set: FactorSet,
  record: SpeedCurveRecord,
  { region, emissionStandard }: CurveQuery,
  regionRank: number,
): Found<SpeedCurveRecord> => ({
  record,
  regionRank,
  yearGap: 0,
  match: {
    region: regionMatch(set, region, record.region),
    year: 'any-year',
    technology: record.emissionStandard === emissionStandard ? 'exact' : 'standard-average',
  },
})

/** The level-road energy curve of a technology, nearest region first; no other class or powertrain stands in. */
export function findCurve(set: FactorSet, query: CurveQuery): Found<SpeedCurveRecord> | undefined {
  const { mode, vehicleClass, powertrain, carrier, emissionStandard, region } = query
  return set.remember(
    `c|${mode}|${vehicleClass}|${powertrain}|${carrier}|${emissionStandard}|${region}`,
    () => {
      const fitting = curvesOf(set, query)
      for (const [regionRank, code] of set.regionChain(region).entries()) {
        const here = fitting.filter((curve) => curve.region === code)
        const exact =
          emissionStandard === undefined
            ? undefined
            : here.find((c) => c.emissionStandard === emissionStandard)
        const curve = exact ?? here.at(-1)
        if (curve === undefined) continue
        return curveAs(set, curve, query, regionRank)
      }
      return undefined
    },
  )
}

export interface GasCurveQuery extends CurveQuery {
  readonly emissionStandard: EmissionStandard
  readonly gas: GasCurveRecord['gas']
  readonly drivingSituation: DrivingSituation
}

/** Standards by age; enhanced environmentally friendly vehicles lie between Euro V and Euro VI. */
const AGE: Readonly<Record<EmissionStandard, number>> = {
  'pre-euro': 0,
  'euro-1': 1,
  'euro-2': 2,
  'euro-3': 3,
  'euro-4': 4,
  'euro-5': 5,
  eev: 5.5,
  'euro-6': 6,
}

/**
 * CH4 or N2O of a technology, nearest region first. A figure of the class goes before one that its source does not
 * split by class; the standard asked for before the newest earlier one. No later standard stands in.
 */
export function findGasCurve(set: FactorSet, query: GasCurveQuery): Found<GasCurveRecord> | undefined {
  const { mode, vehicleClass, powertrain, carrier, emissionStandard, gas, drivingSituation, region } = query
  return set.remember(
    `g|${mode}|${vehicleClass}|${powertrain}|${carrier}|${emissionStandard}|${gas}|${drivingSituation}|${region}`,
    () => {
      const usable = set
        .gasCurves(query)
        .filter(
          (curve) =>
            curve.gas === gas &&
            curve.drivingSituation === drivingSituation &&
            (curve.vehicleClass === undefined || curve.vehicleClass === vehicleClass) &&
            AGE[curve.emissionStandard] <= AGE[emissionStandard],
        )
        .sort(newestOfClassFirst)
      for (const [regionRank, code] of set.regionChain(region).entries()) {
        const here = usable.filter((curve) => curve.region === code)
        const exact = here.find((curve) => curve.emissionStandard === emissionStandard)
        const record = exact ?? here[0]
        if (record === undefined) continue
        const technology = exact ? 'exact' : 'standard-average'
        return {
          record,
          regionRank,
          yearGap: 0,
          match: { region: regionMatch(set, region, code), year: 'any-year', technology },
        }
      }
      return undefined
    },
  )
}

const newestOfClassFirst = (a: GasCurveRecord, b: GasCurveRecord): number =>
  AGE[b.emissionStandard] - AGE[a.emissionStandard] ||
  Number(a.vehicleClass === undefined) - Number(b.vehicleClass === undefined) ||
  (a.id < b.id ? -1 : 1)

/** What cold engines of a mode add on a carrier, nearest region first. */
export function findColdStart(
  set: FactorSet,
  { mode, carrier, region }: Pick<CurveQuery, 'mode' | 'carrier' | 'region'>,
): ColdStartRecord | undefined {
  return set.remember(`cold|${mode}|${carrier}|${region}`, () => {
    const fitting = (set.content.coldStarts ?? []).filter(
      (one) => one.mode === mode && one.carrier === carrier,
    )
    for (const code of set.regionChain(region)) {
      const here = fitting.find((one) => one.region === code)
      if (here) return here
    }
    return undefined
  })
}
