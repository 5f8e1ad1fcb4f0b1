import {
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  MODE_PROPERTIES,
  MODES,
  type Mode,
  nothingStated,
} from '../../src/index.ts'
import { G_PER_KG } from '../estimate/scale.ts'

/** What a unit of distance emits with two sets, where nothing but mode, country and year is stated. */
export interface UnitEffect {
  readonly mode: Mode
  readonly country: string
  readonly unit: 'vkm' | 'pkm' | 'tkm'
  /** g CO2e per unit. */
  readonly before: number
  readonly after: number
  /** after ÷ before − 1. */
  readonly relativeChange: number
}

/** The largest effects of a change of sets, and the modes of which one of them has no figures. */
export interface UnitEffects {
  readonly year: number
  readonly items: readonly UnitEffect[]
  readonly lacking: readonly { readonly factorSet: string; readonly modes: readonly Mode[] }[]
}

const MAX_EFFECTS = 10
/** Countries with the most figures of their own. */
const COUNTRIES = ['BR', 'CN', 'DE', 'ES', 'FI', 'FR', 'GB', 'IN', 'IT', 'JP', 'NL', 'NO', 'PL', 'SE', 'US']
/** A country is two letters; a grid or a group of countries has no cities. */
const IS_COUNTRY = /^[A-Z]{2}$/
/** What a set has of its newest years is often carried forward: a year that most statistics reach is compared. */
const YEARS_BEFORE_RELEASE = 2
const DISTANCE = 1_000_000

/** Estimates a unit of every mode with both sets, in some countries. */
export function unitEffectsOf(
  before: FactorSet,
  after: FactorSet,
  { mode: only, country }: { readonly mode?: Mode | undefined; readonly country?: string | undefined },
): UnitEffects {
  const released = Math.min(...[before, after].map(({ content }) => Number(content.released.slice(0, 4))))
  const year = released - YEARS_BEFORE_RELEASE
  const countries = country !== undefined && IS_COUNTRY.test(country) ? [country] : COUNTRIES
  const effects: UnitEffect[] = []
  const known = { before: new Set<Mode>(), after: new Set<Mode>() }
  for (const mode of MODES) {
    const unit = unitOf(mode)
    if (unit === undefined || (only !== undefined && only !== mode)) continue
    for (const of of countries) {
      const [was, is] = [before, after].map((set) => gPerUnit(set, mode, unit, of, year))
      if (was !== undefined) known.before.add(mode)
      if (is !== undefined) known.after.add(mode)
      if (was && is)
        effects.push({ mode, country: of, unit, before: was, after: is, relativeChange: is / was - 1 })
    }
  }
  const sizeOf = ({ before: was, after: is }: UnitEffect): number => Math.abs(Math.log(is / was))
  const lacking = [
    { factorSet: before.content.id, modes: [...known.after].filter((mode) => !known.before.has(mode)) },
    { factorSet: after.content.id, modes: [...known.before].filter((mode) => !known.after.has(mode)) },
  ]
  return {
    year,
    items: effects.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MAX_EFFECTS),
    lacking: lacking.filter(({ modes }) => modes.length > 0),
  }
}

/** Undefined for modes that emit nothing by definition, and for machines that do not travel. */
function unitOf(mode: Mode): UnitEffect['unit'] | undefined {
  const { propulsion, subSector, payload } = MODE_PROPERTIES[mode]
  if (propulsion === 'human' || payload === 'none') return undefined
  if (subSector === 'II.1') return 'vkm'
  return payload === 'freight' ? 'tkm' : 'pkm'
}

/** Undefined where the set has no figures of the mode. */
function gPerUnit(
  set: FactorSet,
  mode: Mode,
  unit: UnitEffect['unit'],
  country: string,
  year: number,
): number | undefined {
  const of = <Unit extends string>(text: Unit, field: string) => ({
    value: DISTANCE,
    unit: text,
    pointer: `/demand/0/${field}`,
  })
  const distance =
    unit === 'vkm'
      ? { vehicleDistance: of('vkm', 'vehicleDistance') }
      : unit === 'pkm'
        ? { passengerDistance: of('pkm', 'passengerDistance') }
        : { tonneDistance: of('tkm', 'tonneDistance') }
  const input = { ...nothingStated(country, year), demand: [{ pointer: '/demand/0', mode, ...distance }] }
  try {
    return (estimateUnits(input, set).totals.co2eKg * G_PER_KG) / DISTANCE
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}
