import { type CanonicalUnit, QuantityRefused, toCanonical } from '../units/quantity.ts'
import type { Scope, SubSector } from '../vocabulary.ts'
import { type Band, band, judge, numberText, range, rangeText, type Verdict } from './band.ts'
import { FUEL_CARBON_BAND, GRID_BAND } from './check-carbon.ts'
import { EMISSION_PER_CAPITA_BANDS } from './check-population.ts'
import { POPULATION_BAND } from './check-statement.ts'
import { motorisationOf } from './motorisation.ts'
import { EMISSION_BANDS } from './vehicle-band.ts'
import { type Addend, slipOf, wrongFigure } from './wrong-figure.ts'

/** A row of a filed inventory, as far as it was read. */
export interface FiledFigures {
  readonly row: number
  readonly subSector: SubSector
  readonly scope: Scope
  readonly amount: { readonly value: number; readonly unit: string | null } | null
  /** [t] */
  readonly co2eT: number | null
  /** [t], beside the total. */
  readonly biogenicCo2T: number | null
}

/** A filed inventory as a whole. */
export interface FiledWhole {
  readonly population: number | null
  /** ISO 3166-1 alpha-2; undefined if it is not known. */
  readonly country: string | undefined
  readonly rows: readonly FiledFigures[]
}

/** A figure of a filed inventory that cannot be true, or seldom is. */
export interface FiledFinding {
  /** Absent: the city as a whole. */
  readonly row?: number
  readonly severity: 'unusual' | 'impossible'
  readonly quantity: string
  readonly value: number
  readonly unit: string
  readonly detail: string
}

const G_PER_T = 1e6
const MJ_PER_KWH = 3.6
/** Rough, as good as needed to see a wrong digit. */
const MJ_PER_L = 34
const MJ_PER_KG = 43

/** What the units of an amount are read as. */
const AMOUNTS: readonly [CanonicalUnit, ...CanonicalUnit[]] = ['MJ', 'MJ (gross)', 'L', 'kg', 'vkm']

/** Of any vehicle on the road, burning or charging: from the lightest to the heaviest. */
const ROAD_BAND: Band = band(
  range(Math.min(...ends(({ usual }) => usual.atLeast)), Math.max(...ends(({ usual }) => usual.atMost))),
)

function ends(of: (limits: Band) => number | undefined): readonly number[] {
  const { car, motorcycle, bus, 'articulated-truck': truck } = EMISSION_BANDS.fuel
  return [car, motorcycle, bus, truck].flatMap((limits) => (limits ? (of(limits) ?? []) : []))
}

/** The same guards as of an estimate, on what a city filed: it is read and compared, never estimated. */
export function checkFiled({ population, country, rows }: FiledWhole): readonly FiledFinding[] {
  return [...ofPopulation(population), ...ofCity(population, country, rows), ...rows.flatMap(ofRow)]
}

function ofPopulation(population: number | null): readonly FiledFinding[] {
  if (population === null) return []
  const found = { quantity: 'Population', value: population, unit: 'persons' }
  if (!(population >= 1) || !Number.isInteger(population)) {
    const detail = `A population of ${population} is no whole number of persons: it may be in thousands or millions.`
    return [{ ...found, severity: 'impossible', detail }]
  }
  const verdict = judge(population, POPULATION_BAND)
  return verdict
    ? [{ ...found, ...severityOf(verdict), detail: outside('A population', found, POPULATION_BAND) }]
    : []
}

function ofCity(
  population: number | null,
  country: string | undefined,
  rows: readonly FiledFigures[],
): readonly FiledFinding[] {
  const filed = rows.flatMap(({ row, co2eT }): (Addend & { readonly row: number })[] =>
    co2eT === null ? [] : [{ row, pointer: `row ${row}`, value: co2eT, unit: 't CO2e', amount: co2eT }],
  )
  if (!population || filed.length === 0) return []
  const limits = EMISSION_PER_CAPITA_BANDS[motorisationOf(country ?? '')]
  const value = filed.reduce((sum, { amount }) => sum + amount, 0) / population
  const verdict = judge(value, limits)
  // A part of the sub-sectors may rightly be little.
  if (!verdict || verdict.side === 'below') return []
  const found = { quantity: 'Transport emissions per inhabitant', value, unit: 't CO2e/person' }
  const detail = outside('All rows together', found, limits)
  const wrong = wrongFigure(value, verdict, limits, population, found.unit, filed)
  const ofOne = wrong.isOfOne ? filed.find(({ pointer }) => pointer === wrong.pointer) : undefined
  if (ofOne) {
    const hint = wrong.hints.map((one) => ` Of this row, ${one}.`).join('')
    return [{ row: ofOne.row, ...found, ...severityOf(verdict), detail: detail + hint }]
  }
  const slip = slipOf(value, verdict, limits)
  const hint =
    slip === undefined
      ? ''
      : ` A population of ${numberText(population * slip)}, or emissions ${numberText(slip)} times smaller, would be usual.`
  return [{ ...found, ...severityOf(verdict), detail: detail + hint }]
}

function ofRow({
  row,
  subSector,
  scope,
  amount,
  co2eT,
  biogenicCo2T,
}: FiledFigures): readonly FiledFinding[] {
  if (amount === null || !amount.unit || !amount.value || !co2eT) return []
  const stated = read(amount.value, amount.unit)
  const judged = stated && judgedOf(stated, scope, subSector, (co2eT + (biogenicCo2T ?? 0)) * G_PER_T)
  const verdict = judged && judge(judged.value, judged.limits)
  if (!judged || !verdict) return []
  const { limits, ...found } = judged
  return [
    {
      row,
      ...found,
      ...severityOf(verdict),
      detail: outside('Emissions divided by the amount', found, limits),
    },
  ]
}

interface Judged {
  readonly quantity: string
  readonly value: number
  readonly unit: string
  readonly limits: Band
}

/** Undefined where no band fits: an amount of another kind, losses of the grid, or vehicles off the road. */
function judgedOf(
  { value, unit }: { readonly value: number; readonly unit: CanonicalUnit },
  scope: Scope,
  subSector: SubSector,
  grams: number,
): Judged | undefined {
  if (unit === 'vkm') {
    if (subSector !== 'II.1' || scope === '2') return undefined
    return {
      quantity: 'Emissions per vehicle distance',
      value: grams / value,
      unit: 'g CO2e/vkm',
      limits: ROAD_BAND,
    }
  }
  const energyMj = value * (unit === 'L' ? MJ_PER_L : unit === 'kg' ? MJ_PER_KG : 1)
  if (scope === '1')
    return {
      quantity: 'Emissions per energy of fuel',
      value: grams / energyMj,
      unit: 'g CO2e/MJ',
      limits: FUEL_CARBON_BAND,
    }
  if (scope === '2' && unit === 'MJ')
    return {
      quantity: 'Emissions per kWh',
      value: grams / (energyMj / MJ_PER_KWH),
      unit: 'g CO2e/kWh',
      limits: GRID_BAND,
    }
  return undefined
}

/** Undefined if the unit of the amount is none that is read here. */
function read(
  value: number,
  unit: string,
): { readonly value: number; readonly unit: CanonicalUnit } | undefined {
  try {
    return toCanonical(value, unit === 'km' || unit === 'mi' ? `v${unit}` : unit, AMOUNTS)
  } catch (error) {
    if (error instanceof QuantityRefused) return undefined
    throw error
  }
}

const severityOf = ({ severity }: Verdict): Pick<FiledFinding, 'severity'> => ({
  severity: severity === 'refusal' ? 'impossible' : 'unusual',
})

const outside = (
  what: string,
  { value, unit }: { readonly value: number; readonly unit: string },
  { usual, possible }: Band,
): string =>
  `${what}: ${numberText(value)} ${unit}; possible: ${rangeText(possible)}, usual: ${rangeText(usual)}.`
