import {
  type DemandRow,
  type Estimate,
  type EstimateInput,
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  MODE_PROPERTIES,
  type Mode,
  nothingStated,
  type Sums,
} from '../../src/index.ts'

/** The countries that the newest set is to know. */
export const LAW_COUNTRIES = [
  ...['GB', 'US', 'DE', 'FR', 'ES', 'IT', 'NL', 'PL', 'SE', 'NO', 'FI', 'CN', 'JP', 'IN', 'BR'],
] as const
export const LAW_MODES = [
  'car',
  'taxi',
  'van',
  'rigid-truck',
  'articulated-truck',
  'bus',
  'motorcycle',
  'metro',
  'rail',
  'freight-rail',
] as const satisfies readonly Mode[]
export const LAW_YEARS = [
  ...[1990, 2000, 2010, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025],
] as const

/** One country, mode and year. */
export interface Case {
  readonly country: string
  readonly mode: Mode
  readonly year: number
}

export const casesOf = (years: readonly number[]): readonly Case[] =>
  LAW_COUNTRIES.flatMap((country) =>
    LAW_MODES.flatMap((mode) => years.map((year) => ({ country, mode, year }))),
  )

/** A law that does not hold for a case. */
export interface Violation extends Case {
  readonly law: string
  /** The field stated, where the law is about one. */
  readonly field?: string
  readonly what: string
}

export const stated = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({
  value,
  unit,
  pointer,
})

const VKM = 1e6

/** What a case states: a vehicle distance, or what `row` has instead. */
export function inputOf({ country, mode, year }: Case, row: Partial<DemandRow> = {}): EstimateInput {
  const pointer = '/demand/0'
  const distance = { vehicleDistance: stated(VKM, 'vkm', `${pointer}/vehicleDistance`) }
  const isActivity = row.passengerDistance ?? row.tonneDistance ?? row.trips ?? row.vehicles
  return {
    ...nothingStated(country, year),
    demand: [{ pointer, mode, ...(isActivity ? {} : distance), ...row }],
  }
}

/** Undefined if the input cannot be estimated. */
export function estimated(input: EstimateInput, set: FactorSet): Estimate | undefined {
  try {
    return estimateUnits(input, set)
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}

/** Relative difference that counts as none. */
const CLOSE = 1e-9

/** The totals that differ, in words; empty if none. */
export function differences(one: Sums, other: Sums): string {
  return (Object.keys(one) as (keyof Sums)[])
    .flatMap((name) => {
      const [a, b] = [one[name], other[name]]
      if (a === b) return []
      if (a === undefined || b === undefined) return [`${name} ${a} and ${b}`]
      const apart = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
      return apart > CLOSE ? [`${name} ${((b / a - 1) * 100).toPrecision(3)} %`] : []
    })
    .join(', ')
}

export const payloadOf = (mode: Mode): 'passengers' | 'freight' | 'none' => MODE_PROPERTIES[mode].payload
