import type { FactorSetContent } from '../domain.ts'
import type { Figures } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import type { Contribution } from './row.ts'

const GWP_SET = 'AR5'
/** The publishers that give the gases of electricity apart. */
const SPLIT = { station: 'epa-egrid', supply: 'desnz-2025' } as const

/** The gases of one grid and year [g/kWh]. */
interface Split {
  readonly place: string
  readonly co2: number
  readonly co2e: number
  readonly ofCo2: number
  readonly ofCh4: number
}

/**
 * The share of CO2 in the CO2e of electricity, and of CH4 in the rest, from all grids whose publishers give the gases
 * apart (eGRID, DESNZ). Life-cycle intensities hold supply as well, of which nobody splits the gases: their share lies
 * between all of supply counted as other gases, and all of it as CO2.
 */
export function gridSplit(_: Figures, base: FactorSetContent): Contribution {
  const splits = splitsOf(base)
  const station = rangeOf(splits.map(({ ofCo2 }) => ofCo2))
  const stationCh4 = rangeOf(splits.map(({ ofCh4 }) => ofCh4))
  const supplied = lowestWithSupply(splits, base)
  const note = `${splits.length} grids and years of eGRID and DESNZ, ${GWP_SET}: median, lowest and highest`
  const supplyNote =
    'nobody splits the gases of supply: from all of the supply that DESNZ gives counted as other gases, to none of it'
  return {
    sources: [],
    records: [
      rowOf('grid-gas-share', 'co2', station, SPLIT.station, note),
      rowOf('grid-gas-share', 'ch4', stationCh4, SPLIT.station, note),
      rowOf('grid-gas-share', 'n2o', complementOf(stationCh4), SPLIT.station, note),
      rowOf('grid-life-cycle-share', 'co2', between(supplied, station.upper), SPLIT.supply, supplyNote),
      rowOf('grid-life-cycle-share', 'ch4', between(stationCh4.value, 1), SPLIT.supply, supplyNote),
    ],
    series: [],
    years: [],
    replaces: () => false,
  }
}

interface Range {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** The share of what is left. */
const complementOf = ({ value, lower, upper }: Range): Range => ({
  value: 1 - value,
  lower: 1 - upper,
  upper: 1 - lower,
})

const between = (lower: number, upper: number): Range => ({ value: (lower + upper) / 2, lower, upper })

function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { value: at(0.5), lower: at(0), upper: at(1) }
}

function rowOf(
  kind: 'grid-gas-share' | 'grid-life-cycle-share',
  gas: 'co2' | 'ch4' | 'n2o',
  { value, lower, upper }: Range,
  sourceId: string,
  note: string,
): FactorRow {
  return {
    id: [kind, gas, sourceId].join('.'),
    kind,
    gas,
    region: 'GLO',
    value: rounded(value),
    unit: 'share',
    lower: rounded(lower),
    upper: rounded(upper),
    tier: 1,
    quality: 'L',
    verification: 'secondary',
    sourceId,
    locator: 'computed from the grid intensities of the gases apart',
    note,
  }
}

const rounded = (share: number): number => Number(share.toFixed(5))

function splitsOf({ records }: FactorSetContent): readonly Split[] {
  const potential = (gas: 'ch4' | 'n2o'): number =>
    records.find((one) => one.kind === 'gwp' && one.gas === gas && one.gwpSet === GWP_SET)?.canonicalValue ??
    Number.NaN
  const [ofCh4, ofN2o] = [potential('ch4'), potential('n2o')]
  const places = new Map<string, Partial<Record<string, number>>>()
  for (const { kind, gas, region, yearFrom, sourceId, canonicalValue } of records) {
    if (kind !== 'grid-intensity' || gas === undefined || gas === 'co2e') continue
    const place = `${region} ${yearFrom} ${sourceId}`
    places.set(place, { ...places.get(place), [gas]: canonicalValue })
  }
  return [...places].flatMap(([place, { co2, ch4, n2o }]) => {
    if (co2 === undefined || ch4 === undefined || n2o === undefined) return []
    const [methane, nitrous] = [ch4 * ofCh4, n2o * ofN2o]
    const co2e = co2 + methane + nitrous
    return [{ place, co2, co2e, ofCo2: co2 / co2e, ofCh4: methane / (methane + nitrous) }]
  })
}

/** The lowest share of CO2 if nothing of the supply of fuels were CO2. */
function lowestWithSupply(splits: readonly Split[], { records }: FactorSetContent): number {
  const shares = records.flatMap(({ kind, region, yearFrom, sourceId, canonicalValue }) => {
    if (kind !== 'grid-well-to-tank') return []
    const at = splits.find(({ place }) => place === `${region} ${yearFrom} ${sourceId}`)
    return at ? [at.co2 / (at.co2e + canonicalValue)] : []
  })
  if (shares.length === 0) throw new Error('No grid has both its gases and its supply.')
  return Math.min(...shares)
}
