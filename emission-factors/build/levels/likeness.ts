import type { Mode, Powertrain, Source } from '../../domain.ts'
import type { FactorRow } from '../../table.ts'
import type { Level } from './level.ts'
import { meanOf } from './smooth.ts'

const SOURCE = 'cordon-levels-likeness'

export const likenessSource: Source = {
  id: SOURCE,
  title: 'Energy of powertrains over that of the nearest one with a national level',
  publisher: 'Cordon, derived from EPA, DESNZ, JRC and Eurostat',
  edition: '2026',
  published: '2026',
  accessed: '2026-11-29',
  licence: 'CC BY 4.0; Open Government Licence v3.0; US Government work, public domain',
  attribution:
    'Contains Eurostat data and JRC-IDEES (European Commission, CC BY 4.0), changed; public sector information licensed under the Open Government Licence v3.0 (DfT, DESNZ). Source: US EPA.',
}

/** How two powertrains of a mode are compared: their levels in all countries that have both. */
type Pair = readonly [mode: Mode, of: Powertrain, over: Powertrain]

const LIGHT = ['car', 'taxi', 'van'] as const
const HEAVY = ['bus', 'coach', 'rigid-truck', 'articulated-truck'] as const

interface Index {
  readonly mode: Mode
  readonly powertrain: Powertrain
  /** The nearest first; the first that any country has tells the ratio. */
  readonly pairs: readonly Pair[]
  /** Another reading of the ratio: the index is the geometric mean, and its interval holds both. */
  readonly beside?: Pair
}

const ofCars = (mode: Mode, of: Powertrain, over: Powertrain): readonly Pair[] => [
  [mode, of, over],
  ['car', of, over],
]

const INDICES: readonly Index[] = [
  ...LIGHT.flatMap((mode): Index[] => [
    { mode, powertrain: 'petrol', pairs: ofCars(mode, 'petrol', 'diesel') },
    { mode, powertrain: 'diesel', pairs: ofCars(mode, 'diesel', 'petrol') },
    ...(mode === 'van'
      ? (['hybrid-petrol', 'hybrid-diesel'] as const).map((powertrain) => ({
          mode,
          powertrain,
          pairs: ofCars(mode, 'hybrid-petrol', 'petrol'),
        }))
      : [{ mode, powertrain: 'hybrid-diesel' as const, pairs: ofCars(mode, 'diesel', 'petrol') }]),
    { mode, powertrain: 'plug-in-hybrid-diesel', pairs: ofCars(mode, 'diesel', 'petrol') },
    { mode, powertrain: 'lpg', pairs: ofCars(mode, 'lpg', 'petrol') },
    { mode, powertrain: 'cng', pairs: ofCars(mode, 'cng', 'petrol') },
    { mode, powertrain: 'lng', pairs: ofCars(mode, 'cng', 'petrol') },
  ]),
  ...HEAVY.flatMap((mode): Index[] => {
    const byGas: Pair = ['bus', 'cng', 'diesel']
    // American petrol trucks are lighter than those on diesel; gas engines have the same ignition at the same weight.
    const petrol: readonly Pair[] = [['rigid-truck', 'petrol', 'diesel']]
    return [
      { mode, powertrain: 'petrol', pairs: petrol, beside: byGas },
      { mode, powertrain: 'lpg', pairs: petrol, beside: byGas },
      { mode, powertrain: 'cng', pairs: [byGas] },
      { mode, powertrain: 'lng', pairs: [byGas] },
      // A truck stops less often than a bus and saves less.
      {
        mode,
        powertrain: 'hybrid-diesel',
        pairs: [['bus', 'hybrid-diesel', 'diesel']],
        ...(mode.endsWith('truck') ? { beside: [mode, 'diesel', 'diesel'] as const } : {}),
      },
    ]
  }),
]

/** A ratio between powertrains is not known better than this [relative], however near those of single countries lie. */
const LEAST_WIDTH = 0.15

/**
 * What brings the level of one powertrain to another that a country has no level of: the mean ratio of the two over all
 * countries and years with both. Of gas in the tank, liquefied is as compressed.
 */
export function likenessIndices(levels: readonly Level[]): readonly FactorRow[] {
  return INDICES.flatMap(({ mode, powertrain, pairs, beside }): FactorRow[] => {
    const pair = pairs.find((one) => ratiosOf(levels, one).length > 0)
    if (!pair) return []
    const readings = [pair, ...(beside ? [beside] : [])].map((one) => ratiosOf(levels, one))
    const value = Math.exp(meanOf(readings.map((ratios) => Math.log(meanOf(ratios)))))
    const ratios = readings.flat()
    const said = (one: Pair): string => `${one[1]} over ${one[2]} of ${one[0]}`
    return [
      {
        id: `powertrain-index.${mode}.${powertrain}.${SOURCE}`,
        kind: 'powertrain-index',
        mode,
        powertrain,
        region: 'GLO',
        value: rounded(value),
        lower: rounded(Math.min(value * (1 - LEAST_WIDTH), ...ratios)),
        upper: rounded(Math.max(value * (1 + LEAST_WIDTH), ...ratios)),
        unit: '1',
        tier: 3,
        quality: pair[0] === mode && pair[1] === powertrain ? 'M' : 'L',
        verification: 'secondary',
        sourceId: SOURCE,
        locator: `${said(pair)}${beside ? ` and ${said(beside)}` : ''}, mean of the countries with both`,
        note: 'Computed from national levels.',
      },
    ]
  })
}

/** One mean ratio for each country. */
function ratiosOf(levels: readonly Level[], [mode, of, over]: Pair): readonly number[] {
  const linesOf = (powertrain: Powertrain) =>
    levels.filter(
      (level) => level.mode === mode && level.powertrain === powertrain && level.vehicleClass === undefined,
    )
  return linesOf(of).flatMap(({ region, values }) => {
    const other = linesOf(over).find((level) => level.region === region)
    if (!other) return []
    return [meanOf(values.map((value, year) => value / (other.values[year] ?? Number.NaN)))]
  })
}

const rounded = (value: number): number => Number(value.toPrecision(5))
