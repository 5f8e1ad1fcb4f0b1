import { energyMjPerVkm, type SpeedCurveRecord } from '../../domain.ts'
import type { Country } from './countries.ts'
import { energyOf, hasLitres, levelOf, litresOf } from './draft.ts'
import { mixOf } from './fleet.ts'
import { type Level, spliced, splicedBySpan } from './level.ts'
import { at, constantLine, extended, type Line, lineOf, times, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { evenly, meanOf, smoothed, withoutJumps } from './smooth.ts'

const SLOW_GROWTH = 0.005
/** Part of the kilometres of buses and coaches that local buses drive; judgement, for statistics count them together. */
export const LOCAL_SHARE = 0.72
/** Where the speed curves of urban buses and of coaches are compared [km/h]. */
const BUS_KM_PER_H = 20
const COACH_KM_PER_H = 60
/** Over diesel: UC Davis and NTD; judgement; measured in China. */
const BUS_SHAPE: Readonly<Record<string, number>> = { diesel: 1, cng: 1.2, lpg: 1.1, hybrid: 0.765 }
/** 1.25 kWh/km: China 1.38 to 1.75 for 12 m, New Zealand 1.01, AVERT 1.28 [MJ/vkm]. */
const ELECTRIC_BUS = 1.25 * 3.6

/** Coach over urban bus, by the EMEP/EEA curves of Euro V at their usual speeds. */
export function coachOverBus(curves: readonly SpeedCurveRecord[]): number {
  const mean = (mode: 'bus' | 'coach', speedKmPerH: number): number =>
    meanOf(
      curves
        .filter(
          (curve) =>
            curve.mode === mode &&
            curve.vehicleClass === 'standard' &&
            curve.powertrain === 'diesel' &&
            curve.carrier === 'diesel' &&
            !curve.technology.includes('biodiesel') &&
            curve.emissionStandard === 'euro-5' &&
            curve.gradientPercent === 0 &&
            curve.loadShare === 0.5,
        )
        .map((curve) => energyMjPerVkm(curve, speedKmPerH)),
    )
  return mean('coach', COACH_KM_PER_H) / mean('bus', BUS_KM_PER_H)
}

/** A country's local diesel buses, and how the line came about. */
interface LocalBuses {
  readonly line: Line
  readonly isOwn: boolean
  readonly span: readonly [number, number]
  readonly sd: number
  readonly whose: string
}

/** The middle year of LIPASTO's mean, and the yearly change of buses after their anchors: judgement, hybrids. */
const LIPASTO_YEAR = 2014
const BUS_STEP = -0.003

/** Local buses and coaches: Britain's fuel over traffic, Finland's LIPASTO, elsewhere the mean of the two. */
export function busLevels(
  figures: NationalFigures,
  countries: readonly Country[],
  curves: readonly SpeedCurveRecord[],
): readonly Level[] {
  const coach = coachOverBus(curves)
  const local = (all: Line): Line => times(all, 1 / (LOCAL_SHARE + (1 - LOCAL_SHARE) * coach))
  const stiff = smoothed(evenly(energyOf(figures, 'bus', 'GB')), 20)
  const whole = extended(stiff, constantLine(0.006), constantLine(BUS_STEP))
  const pulled = withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number])), 0.02)
  const british = local([...pulled.values()])
  const measured = (region: string): Line =>
    local(lineOf((year) => litresOf(figures, 'bus', region) * Math.exp(BUS_STEP * (year - LIPASTO_YEAR))))
  const middle = Math.sqrt(at(british, 2012) * at(measured('FI'), 2012))
  const usual = lineOf((year) => middle * Math.exp(BUS_STEP * (year - 2012)))
  return countries.flatMap(({ region }) => {
    if (region === 'GB')
      return levelsOf(figures, region, coach, {
        line: british,
        isOwn: true,
        span: [2000, 2010],
        sd: 0.08,
        whose: 'fuel over traffic of buses and coaches',
      })
    if (hasLitres(figures, 'bus', region))
      return levelsOf(figures, region, coach, {
        line: measured(region),
        isOwn: true,
        span: [2012, 2016],
        sd: 0.07,
        whose: 'LIPASTO, mean of 2012 to 2016',
      })
    return levelsOf(figures, region, coach, {
      line: usual,
      isOwn: false,
      span: [2010, 2016],
      sd: 0.14,
      whose: 'mean of British fuel over traffic and LIPASTO',
    })
  })
}

function levelsOf(
  figures: NationalFigures,
  region: string,
  coach: number,
  { line: bus, isOwn, span, sd, whose }: LocalBuses,
): readonly Level[] {
  const mix = mixOf(figures, 'bus', region, 'local-bus')
  const words = splicedBySpan(isOwn ? 'published' : 'surrogate', span)
  const shapeSd: Readonly<Record<string, number>> = { diesel: 0, cng: 0.1, lpg: 0.1, hybrid: 0.08 }
  const common = { region, share: 0.9 } as const
  return [
    ...Object.entries(BUS_SHAPE)
      .filter(([word]) => mix.has(word))
      .map(([word, over]) =>
        levelOf({
          ...common,
          mode: 'bus',
          word,
          values: times(bus, over),
          spread: { sd: Math.hypot(sd, shapeSd[word] ?? 0, 0.05), growth: SLOW_GROWTH, span },
          spliced: words,
          locator: `${whose}; local buses drive 72 %`,
        }),
      ),
    levelOf({
      ...common,
      mode: 'bus',
      word: 'battery-electric',
      values: constantLine(ELECTRIC_BUS),
      spread: { sd: Math.hypot(0.15, 0.05), growth: SLOW_GROWTH, span },
      spliced: spliced('surrogate'),
      quality: 'L',
      locator: '1.25 kWh/km: Chinese buses, EECA and AVERT',
    }),
    levelOf({
      ...common,
      mode: 'coach',
      word: 'diesel',
      values: times(bus, coach),
      spread: { sd: Math.hypot(sd, 0.12), growth: SLOW_GROWTH, span },
      spliced: words,
      locator: `local bus × ${coach.toFixed(3)}, coach at 60 over urban bus at 20 km/h by EMEP/EEA`,
    }),
  ]
}
