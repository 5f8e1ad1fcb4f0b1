import type { EmissionStandard, EnergyCarrier, Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import type { CurveRow } from '../table.ts'
import {
  BUS_SEGMENTS,
  CAR_SEGMENTS,
  rankOf,
  STANDARDS,
  TRUCK_SEGMENTS,
  TWO_WHEEL_SEGMENTS,
} from './emep-term.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

/** The edition that every curve is from. */
export const EMEP: Source = {
  id: 'emep-2019',
  title:
    'EMEP/EEA air pollutant emission inventory guidebook 2019, 1.A.3.b.i-iv Road transport, Appendix 4: hot emission factors',
  publisher: 'European Environment Agency (EEA)',
  edition: '2019, workbook update of 2021',
  published: '2021',
  accessed: ACCESSED,
  url: 'https://www.eea.europa.eu/publications/emep-eea-guidebook-2019',
  licence: 'CC BY 4.0 (EEA re-use policy)',
  attribution: 'EMEP/EEA air pollutant emission inventory guidebook 2019, European Environment Agency',
  note: 'The curves have the same coefficients from Euro 4 to Euro 6: they do not follow the fuel economy of new vehicles.',
}

const UPDATE_2025: Source = {
  id: 'emep-2025',
  title:
    'EMEP/EEA air pollutant emission inventory guidebook 2023 - Update 2025, 1.A.3.b.i-iv Road transport, Appendix 4',
  publisher: 'European Environment Agency (EEA)',
  edition: 'Update 2025',
  published: '2025-10',
  accessed: ACCESSED,
  url: 'https://www.eea.europa.eu/publications/emep-eea-guidebook-2023',
  licence: 'CC BY 4.0 (EEA re-use policy)',
  attribution:
    'EMEP/EEA air pollutant emission inventory guidebook 2023 - Update 2025, European Environment Agency',
}

/** What a row of the workbook is about, in the words of the vocabulary. */
export interface Term {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly carrier: EnergyCarrier
  readonly of?: string
}

const FUELS: Readonly<Record<string, { powertrain: Powertrain; carrier: EnergyCarrier; of?: string }>> = {
  G: { powertrain: 'petrol', carrier: 'petrol' },
  D: { powertrain: 'diesel', carrier: 'diesel' },
  'G HY': { powertrain: 'hybrid-petrol', carrier: 'petrol' },
  'G PHEV G': { powertrain: 'plug-in-hybrid-petrol', carrier: 'petrol' },
  'G PHEV ELEC': { powertrain: 'plug-in-hybrid-petrol', carrier: 'electricity' },
  'D PHEV D': { powertrain: 'plug-in-hybrid-diesel', carrier: 'diesel' },
  'D PHEV ELEC': { powertrain: 'plug-in-hybrid-diesel', carrier: 'electricity' },
  'LPG BIFUEL LPG': { powertrain: 'lpg', carrier: 'lpg' },
  'LPG BIFUEL G': { powertrain: 'lpg', carrier: 'petrol', of: 'bi-fuel, run on petrol' },
  'CNG BIFUEL CNG': { powertrain: 'cng', carrier: 'cng' },
  'CNG BIFUEL G': { powertrain: 'cng', carrier: 'petrol', of: 'bi-fuel, run on petrol' },
  CNG: { powertrain: 'cng', carrier: 'cng' },
  'BIO D': { powertrain: 'diesel', carrier: 'biodiesel', of: 'biodiesel' },
  'D HY D': { powertrain: 'hybrid-diesel', carrier: 'diesel' },
  'D HY ELEC': { powertrain: 'hybrid-diesel', carrier: 'electricity' },
}

/** Energy curves of the guidebook's Appendix 4, every row that the vocabulary has a word for. */
export function emep(figures: Figures): Contribution {
  const leftOut: Record<string, number> = {}
  const curves: CurveRow[] = []
  for (const figure of figures.read('emep_hot_energy.csv')) {
    const terms = termsOf(figure)
    const reason = reasonToLeaveOut(figure, terms)
    if (reason !== undefined) leftOut[reason] = (leftOut[reason] ?? 0) + 1
    else for (const term of terms) curves.push(curveOf(figure, term))
  }
  return { sources: [EMEP, UPDATE_2025], records: electricVans(), curves, leftOut }
}

function reasonToLeaveOut(figure: Figure, terms: readonly Term[]): string | undefined {
  if (terms.length === 0)
    return 'EMEP rows of vehicles without a word (two-stroke cars, quads and ATVs, micro-cars)'
  if (cell(figure, 'mode') !== '')
    return 'EMEP rows of one driving situation; the row of the same vehicle for all driving is used'
  return undefined
}

/**
 * The vehicles that a row of the workbook speaks of; none where the vocabulary has no word for them.
 *
 * @param withHired whether a medium car stands for taxis and ride-hail too
 */
export function termsOf(figure: Figure, withHired = cell(figure, 'mode') === ''): readonly Term[] {
  const fuel = FUELS[cell(figure, 'fuel')]
  if (!fuel) throw new Error(`EMEP fuel ${figure['fuel']} has no word`)
  const segment = cell(figure, 'segment')
  const category = cell(figure, 'category')
  if (category === 'PC') {
    const vehicleClass = CAR_SEGMENTS[segment]
    if (!vehicleClass) return []
    const car: Term = { mode: 'car', vehicleClass, ...fuel }
    // A taxi is a passenger car; medium ones stand for taxis and ride-hail.
    return vehicleClass === 'medium' && withHired
      ? [
          car,
          { ...car, mode: 'taxi', vehicleClass: 'regular' },
          { ...car, mode: 'ride-hail', vehicleClass: 'average' },
        ]
      : [car]
  }
  if (category === 'LCV')
    return [{ mode: 'van', vehicleClass: segment.toLowerCase() as VehicleClass, ...fuel }]
  const table =
    category === 'TRUCKS' ? TRUCK_SEGMENTS : category === 'BUS' ? BUS_SEGMENTS : TWO_WHEEL_SEGMENTS
  const term = table[segment]
  return term ? [{ ...fuel, ...term }] : []
}

const SLOPES: Readonly<Record<number, string>> = {
  [-6]: 'down-6',
  [-4]: 'down-4',
  [-2]: 'down-2',
  0: 'level',
  2: 'up-2',
  4: 'up-4',
  6: 'up-6',
}
const LOADS: Readonly<Record<number, string>> = { 0: 'empty', 0.5: 'half-laden', 1: 'laden' }

/** Standards sort by age in ids, so that the newest of a vehicle comes last. */
export const standardInId = (standard: EmissionStandard): string =>
  standard === 'pre-euro' ? 'euro-0' : standard === 'eev' ? 'euro-5-eev' : standard

function curveOf(figure: Figure, { mode, vehicleClass, powertrain, carrier, of }: Term): CurveRow {
  const stage = cell(figure, 'euro')
  const standard = STANDARDS[stage]
  if (!standard) throw new Error(`EMEP standard ${stage} has no word`)
  const printed = [of, standard.stage, cell(figure, 'technology')].filter(
    (part) => part !== undefined && part !== '',
  )
  const slope = cell(figure, 'roadSlope')
  const load = cell(figure, 'load')
  const gradientPercent = slope === '' ? 0 : Math.round(Number(slope) * 100)
  const heavy = load !== ''
  const id = [
    'speed-curve',
    mode,
    vehicleClass,
    powertrain,
    carrier === powertrain ? undefined : carrier,
    standardInId(standard.is),
    rankOf(figure),
    heavy ? SLOPES[gradientPercent] : undefined,
    heavy ? LOADS[Number(load)] : undefined,
    EMEP.id,
  ]
  return {
    kind: 'speed-curve',
    id: id.filter((part) => part !== undefined).join('.'),
    mode,
    vehicleClass,
    powertrain,
    emissionStandard: standard.is,
    carrier,
    technology: printed.join(', '),
    gradientPercent,
    ...(heavy ? { loadShare: Number(load) } : {}),
    minSpeedKmPerH: numberIn(figure, 'min_speed_kmh'),
    maxSpeedKmPerH: numberIn(figure, 'max_speed_kmh'),
    alpha: numberIn(figure, 'alpha'),
    beta: numberIn(figure, 'beta'),
    gamma: numberIn(figure, 'gamma'),
    delta: numberIn(figure, 'delta'),
    epsilon: numberIn(figure, 'epsilon'),
    zeta: numberIn(figure, 'zita'),
    eta: numberIn(figure, 'hta'),
    reductionShare: numberIn(figure, 'reduction_factor'),
    controlSpeedKmPerH: numberIn(figure, 'value_at_speed_kmh'),
    controlValueMjPerVkm: numberIn(figure, 'value'),
    region: 'EUR',
    tier: 3,
    quality: 'H',
    verification: 'secondary',
    sourceId: EMEP.id,
    locator: `hot emission factors, EC, ${cell(figure, 'category')} / ${cell(figure, 'fuel')} / ${cell(figure, 'segment')} / ${stage}`,
    note: noteOf(figure, mode, powertrain),
  }
}

function noteOf(figure: Figure, mode: Mode, powertrain: Powertrain): string {
  const notes = [copyRead(cell(figure, 'read_from'))]
  if (mode === 'taxi' || mode === 'ride-hail') notes.unshift('Medium passenger car.')
  if (powertrain.startsWith('plug-in'))
    notes.unshift('Taken as per vkm driven on this carrier; the chapter text was not read.')
  if (powertrain === 'hybrid-diesel')
    notes.unshift('At 20 km/h not below the plain diesel bus, as published.')
  return notes.join(' ')
}

/** Control values at 80 km/h of the battery-electric vans that the 2025 update adds. */
function electricVans() {
  const values: readonly (readonly [VehicleClass, number])[] = [
    ['n1-i', 0.569087],
    ['n1-ii', 0.842321],
    ['n1-iii', 1.169166],
  ]
  return values.map(([vehicleClass, value]) =>
    record({
      kind: 'energy-intensity',
      mode: 'van',
      vehicleClass,
      powertrain: 'electric',
      carrier: 'electricity',
      region: 'EUR',
      value,
      unit: 'MJ/vkm',
      tier: 3,
      quality: 'L',
      verification: 'secondary',
      sourceId: UPDATE_2025.id,
      locator: `hot emission factors, EC, ${vehicleClass.toUpperCase()} battery electric, value at 80 km/h`,
      note: 'Timeless: a property of the technology, at 80 km/h. Whether it counts charging losses is not known.',
    }),
  )
}
