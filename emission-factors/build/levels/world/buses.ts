import type { SpeedCurveRecord } from '../../../domain.ts'
import { coachOverBus, LOCAL_SHARE } from '../bus.ts'
import type { Level } from '../level.ts'
import { constantLine, type Line } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { meanOf } from '../smooth.ts'
import { levelAt } from './cars.ts'
import { busMix } from './fleets.ts'
import { MJ_PER_L_DIESEL } from './goods.ts'
import { placeLevel } from './place-level.ts'

const GROWTH = 0.005
/** Gas over diesel: UC Davis and NTD. */
const GAS = 1.2
/** 1.25 kWh/km: Chinese buses, EECA and AVERT; small buses, where diesel ones use little, less [MJ/vkm]. */
const ELECTRIC = 1.25 * 3.6
const SMALL_BUS = 9
const SMALL_ELECTRIC = 0.85
/** Where buses are as crowded and as simple as India's. */
const BETWEEN_EUROPE_AND_INDIA: ReadonlySet<string> = new Set(['SEA', 'SSA', 'MDE'])

interface Middle {
  readonly value: number
  readonly sd: number
  readonly span: readonly [number, number]
  readonly locator: string
}

/** Local buses and coaches of a country or region outside Europe and the United States. */
export function worldBuses(
  figures: NationalFigures,
  region: string,
  european: readonly Level[],
  curves: readonly SpeedCurveRecord[],
): readonly Level[] {
  const coach = coachOverBus(curves)
  const { value, sd, span, locator } = busOf(figures, region, european, coach)
  const diesel = constantLine(value)
  const spread = (own: number) => ({ sd: Math.hypot(own, 0.05), growth: GROWTH, span })
  const common = { mode: 'bus', region, share: 0.9 } as const
  const gas: readonly Line[] = busMix(figures, region).mix.has('cng') ? [constantLine(value * GAS)] : []
  return [
    placeLevel({ ...common, word: 'diesel', values: diesel, spread: spread(sd), locator }),
    ...gas.map((values) =>
      placeLevel({
        ...common,
        word: 'cng',
        values,
        spread: spread(Math.hypot(sd, 0.1)),
        locator: `${locator}; gas × ${GAS} by UC Davis and NTD`,
      }),
    ),
    placeLevel({
      ...common,
      word: 'battery-electric',
      values: constantLine(value > SMALL_BUS ? ELECTRIC : ELECTRIC * SMALL_ELECTRIC),
      spread: { sd: Math.hypot(0.18, 0.05) },
      locator: '1.25 kWh/km: Chinese buses, EECA and AVERT',
    }),
    placeLevel({
      ...common,
      mode: 'coach',
      word: 'diesel',
      values: constantLine(value * coach),
      spread: { sd: Math.hypot(sd, 0.12), growth: GROWTH, span },
      locator: `local bus × ${coach.toFixed(3)}, coach at 60 over urban bus at 20 km/h by EMEP/EEA`,
    }),
  ]
}

function busOf(figures: NationalFigures, region: string, european: readonly Level[], coach: number): Middle {
  /** The mean of buses and coaches together, as local buses. */
  const local = (all: number): number => all / (LOCAL_SHARE + (1 - LOCAL_SHARE) * coach)
  const measured = (of: string): number => {
    const all = figures.listClasses({ measure: 'bus-fuel', mode: 'bus', powertrain: 'diesel', region: of })
    return (meanOf(all) * MJ_PER_L_DIESEL) / 100
  }
  if (region === 'AU') {
    const litres = figures.get({ measure: 'fuel-per-vkm', mode: 'bus', powertrain: 'liquid', region })
    return {
      value: local((litres * MJ_PER_L_DIESEL) / 100),
      sd: 0.1,
      span: [2018, 2018],
      locator: 'ABS, Survey of Motor Vehicle Use 2018; local buses drive 72 %',
    }
  }
  if (region === 'NZ')
    return {
      value: local(figures.get({ measure: 'energy-per-vkm', mode: 'bus', powertrain: 'diesel', region })),
      sd: 0.1,
      span: [2023, 2023],
      locator: 'EECA 2023; local buses drive 72 %',
    }
  if (region === 'CN')
    return {
      value: measured('CN'),
      sd: 0.1,
      span: [2013, 2018],
      locator: 'city buses of Beijing (measured), Changsha and Zhuzhou',
    }
  if (region === 'IN')
    return { value: measured('IN'), sd: 0.15, span: [2008, 2022], locator: 'city buses of Mumbai' }
  const europe = levelAt(european, 'bus', 'diesel', 2012)
  const isBetween = BETWEEN_EUROPE_AND_INDIA.has(region)
  return {
    value: isBetween ? Math.sqrt(europe * measured('IN')) : europe,
    sd: 0.2,
    span: [2012, 2018],
    locator: isBetween
      ? 'mean of European and Indian city buses stands in'
      : 'European city buses stand in; UC Davis (5 to 27 MJ/vkm) is not believed',
  }
}
