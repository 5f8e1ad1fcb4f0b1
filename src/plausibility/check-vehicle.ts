import type { FactorSet } from '../factors/factor-set.ts'
import { MODE_PROPERTIES, type Mode, POWERTRAIN_PROPERTIES } from '../vocabulary.ts'
import { type Band, band, judge, range } from './band.ts'
import type { Check, Finding } from './check.ts'
import { CARRIED_EMISSIONS, VEHICLE_ELECTRICITY, VEHICLE_EMISSIONS, VEHICLE_FUEL } from './check-list.ts'
import { culpritOf, type LineFigures } from './line-figures.ts'
import { type Drive, ELECTRICITY_BANDS, EMISSION_BANDS, FUEL_BANDS } from './vehicle-band.ts'

const MJ_PER_KWH = 3.6
const G_PER_KG = 1000

/** For vehicles with engines. No lower end, because electric vehicles may emit nothing. */
export const PASSENGER_EMISSION_BAND: Band = band(range(undefined, 600))
export const ROAD_PASSENGER_EMISSION_BAND: Band = band(range(2, 600))
export const TONNE_EMISSION_BAND: Band = band(range(undefined, 5000))

const perDistance = (unit: string): boolean => /\/(vkm|pkm|tkm)$/.test(unit)

/**
 * Checks energy and emissions per distance, line by line. Emissions follow from the energy and its emission factor, so
 * they are checked only if both of these are usual.
 *
 * @param odd carriers whose emissions per energy were already reported
 */
export function checkVehicles(
  figures: readonly LineFigures[],
  odd: ReadonlySet<string>,
  set: FactorSet,
): readonly Finding[] {
  const worst = new Map<string, Finding>()
  for (const one of figures) {
    if (!isOfMode(one)) continue
    const { mode, carrier } = one.line
    if (MODE_PROPERTIES[mode].propulsion === 'human') continue
    const energy = energyFinding(one, set)
    const finding = energy ?? (carrier && odd.has(carrier) ? undefined : emissionFinding(one, set))
    if (finding) keepWorst(worst, finding)
  }
  return [...worst.values()]
}

/** Fuel sales do not tell the vehicle type, so their lines have no mode and are left out. */
interface ModeFigures extends LineFigures {
  readonly line: LineFigures['line'] & { readonly mode: Mode }
}
const isOfMode = (figures: LineFigures): figures is ModeFigures => figures.line.mode !== undefined

/** Reports only the worst of the lines that share a culprit and miss the same band on the same side: one cause. */
function keepWorst(worst: Map<string, Finding>, finding: Finding): void {
  const key = `${finding.check.notice}|${finding.pointer}|${finding.side}`
  const known = worst.get(key)
  if (!known || isWorse(finding, known)) worst.set(key, finding)
}

function isWorse(finding: Finding, known: Finding): boolean {
  if (finding.severity !== known.severity) return finding.severity === 'refusal'
  return finding.side === 'above' ? finding.value > known.value : finding.value < known.value
}

function energyFinding(one: ModeFigures, set: FactorSet): Finding | undefined {
  const { line, energyMj, vehicleDistanceVkm } = one
  // The energy of a direct factor follows from its emissions, which are what was stated.
  if (!energyMj || !vehicleDistanceVkm || line.method === 'direct-factor') return undefined
  const isElectric = line.carrier === 'electricity'
  const limits = (isElectric ? ELECTRICITY_BANDS : FUEL_BANDS)[line.mode]
  const value = energyMj / vehicleDistanceVkm / (isElectric ? MJ_PER_KWH : 1)
  return findingOf(one, isElectric ? VEHICLE_ELECTRICITY : VEHICLE_FUEL, value, limits, set)
}

/** Per vehicle distance, or per passenger or tonne distance if the vehicle distance is unknown. */
function emissionFinding(one: ModeFigures, set: FactorSet): Finding | undefined {
  const { vehicleDistanceVkm, payloadDistance, emittedKgCo2e } = one
  const distance = vehicleDistanceVkm || payloadDistance
  if (!distance) return undefined
  const value = (emittedKgCo2e * G_PER_KG) / distance
  if (vehicleDistanceVkm) return findingOf(one, VEHICLE_EMISSIONS, value, vehicleBand(one), set)
  return findingOf(one, CARRIED_EMISSIONS, value, carriedBand(one), set)
}

/** Hydrogen burns without carbon, and a mix may contain hydrogen. */
function driveOf({ line }: ModeFigures): Drive {
  const { carrier, powertrain } = line
  if (carrier === 'electricity') return 'electricity'
  if (carrier === 'hydrogen' || powertrain === 'fuel-cell') return 'electricity'
  if (carrier !== undefined) return 'fuel'
  if (powertrain === undefined || powertrain === 'mixed') return 'mixed'
  return POWERTRAIN_PROPERTIES[powertrain].electric ? 'mixed' : 'fuel'
}

const vehicleBand = (figures: ModeFigures): Band | undefined =>
  EMISSION_BANDS[driveOf(figures)][figures.line.mode]

function carriedBand(figures: ModeFigures): Band {
  const { payload, subSector } = MODE_PROPERTIES[figures.line.mode]
  if (payload === 'freight') return TONNE_EMISSION_BAND
  return subSector === 'II.1' && driveOf(figures) !== 'electricity'
    ? ROAD_PASSENGER_EMISSION_BAND
    : PASSENGER_EMISSION_BAND
}

function findingOf(
  figures: ModeFigures,
  check: Check,
  value: number,
  limits: Band | undefined,
  set: FactorSet,
): Finding | undefined {
  const verdict = limits && judge(value, limits)
  if (!verdict) return undefined
  const { mode, powertrain, carrier } = figures.line
  const title = MODE_PROPERTIES[mode].title
  const drive = carrier ?? powertrain
  const subject = drive === undefined ? title : `${title} on ${drive}`
  return { ...verdict, check, subject, value, band: limits, pointer: culpritOf(figures, set, perDistance) }
}
