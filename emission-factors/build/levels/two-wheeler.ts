import type { Country } from './countries.ts'
import { carried, energyOf, levelOf } from './draft.ts'
import { electricMotorcycle } from './electric-motorcycle.ts'
import { groupLine } from './group.ts'
import { type Level, spliced, splicedBySpan } from './level.ts'
import { constantLine, type Line, times } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { meanOf } from './smooth.ts'

const SLOW_GROWTH = 0.005

/** A country's petrol motorcycles, and how the line came about. */
interface Motorcycles {
  readonly line: Line
  readonly from: 'published' | 'overlap' | 'surrogate'
  readonly span: readonly [number, number]
  readonly sd: number
  readonly whose: string
}

/**
 * Motorcycles and mopeds: Britain's mean of fuel over traffic and of DESNZ; elsewhere JRC-IDEES by that ratio; without a
 * model, the mean of the group.
 */
export function twoWheelerLevels(figures: NationalFigures, countries: readonly Country[]): readonly Level[] {
  const desnz = figures.get(
    { measure: 'energy-per-vkm', mode: 'motorcycle', powertrain: 'petrol', region: 'GB' },
    2025,
  )
  const british = (meanOf([...energyOf(figures, 'motorcycle', 'GB').values()]) + desnz) / 2
  const ratio = british / (energyOf(figures, 'motorcycle-model', 'GB').get(2010) ?? Number.NaN)
  const known = new Map<string, Motorcycles>()
  for (const { region } of countries) {
    const model = energyOf(figures, 'motorcycle', region)
    if (model.size === 0) continue
    const scaled = new Map([...model].map(([year, value]) => [year, value * ratio]))
    known.set(
      region,
      region === 'GB'
        ? {
            line: constantLine(british),
            from: 'published',
            span: [2000, 2025],
            sd: 0.08,
            whose: 'mean of fuel over traffic and of DESNZ',
          }
        : {
            line: carried(scaled, 20, -0.004, -0.004),
            from: 'overlap',
            span: [2005, 2015],
            sd: 0.12,
            whose: `JRC-IDEES × ${ratio.toFixed(3)}`,
          },
    )
  }
  const own = new Map([...known].map(([region, { line }]) => [region, line]))
  return countries.flatMap(({ region, group }) =>
    levelsOf(
      figures,
      region,
      known.get(region) ?? {
        line: groupLine(figures, group, own),
        from: 'surrogate',
        span: [2005, 2015],
        sd: 0.14,
        whose: `mean of the countries with anchors in ${group}ern Europe`,
      },
    ),
  )
}

function levelsOf(
  figures: NationalFigures,
  region: string,
  { line: values, from, span, sd, whose }: Motorcycles,
): readonly Level[] {
  const words = splicedBySpan(from, span)
  const moped = figures.get({ measure: 'energy-ratio', mode: 'moped', powertrain: 'petrol', region: 'EUR' })
  const electric = electricMotorcycle(figures, values)
  const common = { region, share: 0.9 } as const
  return [
    levelOf({
      ...common,
      mode: 'motorcycle',
      word: 'petrol',
      values,
      spread: { sd, growth: SLOW_GROWTH, span },
      spliced: words,
      locator: whose,
    }),
    levelOf({
      ...common,
      mode: 'motorcycle',
      word: 'battery-electric',
      values: constantLine(electric),
      spread: { sd: 0, holdsBelow: 0.65, holdsAbove: 1.5 },
      spliced: spliced('surrogate'),
      quality: 'L',
      locator: 'EECA, motorcycle',
    }),
    levelOf({
      ...common,
      mode: 'moped',
      word: 'petrol',
      values: times(values, moped),
      spread: { sd: Math.hypot(sd, 0.12), growth: SLOW_GROWTH, span },
      spliced: words,
      quality: 'L',
      locator: `${whose}; moped × ${moped} by UC Davis`,
    }),
  ]
}
