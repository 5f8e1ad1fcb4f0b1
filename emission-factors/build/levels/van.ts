import type { Country } from './countries.ts'
import { carried, energyOf, hasLitres, levelOf, litresOf } from './draft.ts'
import { mixOf, weighted } from './fleet.ts'
import { groupLine } from './group.ts'
import { type Level, spliced, splicedBySpan } from './level.ts'
import { at, constantLine, type Line, times } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { ratiosOf } from './shape.ts'
import { meanOf, middleOf } from './smooth.ts'

const GROWTH = 0.006
const MODEL_SPAN = [2005, 2015] as const

/** How the energy of each powertrain of vans stands to that of diesel. */
type Shape = Readonly<Record<string, number>>

/** A country's vans counted in diesel, and how the line came about. */
interface DieselVans {
  readonly line: Line
  readonly from: 'published' | 'overlap' | 'surrogate'
  readonly span: readonly [number, number]
  readonly sd: number
  readonly whose: string
}

const desnz = (figures: NationalFigures, powertrain: string): number =>
  figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain, region: 'GB' }, 2024)

const shapeOf = (figures: NationalFigures): Shape => ({
  diesel: 1,
  petrol: middleOf(ratiosOf(figures, 'van', 'petrol', 'diesel')),
  lpg: 1.15,
  cng: 1.15,
  'plug-in-hybrid': desnz(figures, 'plug-in-hybrid-fuel') / desnz(figures, 'diesel'),
  'battery-electric': 0,
})

/** The mean energy of vans in a country as that of a diesel van of the fleet. */
function asDiesel(
  figures: NationalFigures,
  shape: Shape,
  region: string,
  mode: 'van' | 'van-model' = 'van',
): Map<number, number> {
  const mix = mixOf(figures, 'van', region)
  return new Map(
    [...energyOf(figures, mode, region)].map(([year, energy]) => [
      year,
      energy / weighted(mix, year, (word) => shape[word] ?? 0),
    ]),
  )
}

/**
 * Vans, counted in diesel: Britain's fuel over traffic; elsewhere JRC-IDEES times the mean of the ratios of Britain's fuel
 * and of Finland's LIPASTO to it, in Finland its own ratio; without a model that can be used, the mean of the group.
 */
export function vanLevels(figures: NationalFigures, countries: readonly Country[]): readonly Level[] {
  const shape = shapeOf(figures)
  const british = asDiesel(figures, shape, 'GB')
  const model = asDiesel(figures, shape, 'GB', 'van-model')
  const shared = [...british.keys()].filter((year) => model.has(year))
  const ofBritain = meanOf(shared.map((year) => (british.get(year) ?? 0) / (model.get(year) ?? 0)))
  const ownRatio = (region: string): number =>
    litresOf(figures, 'van', region) / (energyOf(figures, 'van', region).get(2014) ?? Number.NaN)
  const usual = Math.sqrt(ofBritain * ownRatio('FI'))
  const vans = new Map<string, DieselVans>()
  for (const { region } of countries) {
    const points = asDiesel(figures, shape, region)
    if (points.size === 0) continue
    if (region === 'GB') {
      vans.set(region, {
        line: carried(british, 8, -0.005, 0),
        from: 'published',
        span: [2000, 2010],
        sd: 0.07,
        whose: 'fuel over traffic of vans, 2000 to 2010; later editions of DESNZ show no trend',
      })
      continue
    }
    const isOwn = hasLitres(figures, 'van', region)
    const ratio = isOwn ? ownRatio(region) : usual
    vans.set(region, {
      line: carried(new Map([...points].map(([year, value]) => [year, value * ratio])), 8, -0.005, -0.002),
      from: 'overlap',
      span: MODEL_SPAN,
      sd: isOwn ? 0.07 : 0.1,
      whose: isOwn
        ? `JRC-IDEES × ${ratio.toFixed(3)}, to LIPASTO`
        : `JRC-IDEES × ${ratio.toFixed(3)}, to British fuel over traffic and LIPASTO`,
    })
  }
  const own = new Map([...vans].map(([region, { line }]) => [region, line]))
  return countries.flatMap(({ region, group }) =>
    levelsOf(
      figures,
      shape,
      region,
      vans.get(region) ?? {
        line: groupLine(figures, group, own),
        from: 'surrogate',
        span: MODEL_SPAN,
        sd: 0.12,
        whose: `mean of the countries with anchors in ${group}ern Europe`,
      },
    ),
  )
}

function levelsOf(
  figures: NationalFigures,
  shape: Shape,
  region: string,
  { line, from, span, sd, whose }: DieselVans,
): readonly Level[] {
  const ofNewZealand = figures.get({
    measure: 'energy-per-vkm',
    mode: 'van',
    powertrain: 'battery-electric',
    region: 'NZ',
  })
  const electric = Math.min(
    1.1 * meanOf([desnz(figures, 'battery-electric'), ofNewZealand]),
    0.5 * at(line, 2020),
  )
  const energies: Readonly<Record<string, Line>> = {
    diesel: line,
    petrol: times(line, shape['petrol'] ?? Number.NaN),
    lpg: times(line, 1.15),
    cng: times(line, 1.15),
    'plug-in-hybrid-fuel': times(line, shape['plug-in-hybrid'] ?? 0),
    'plug-in-hybrid-electricity': constantLine(desnz(figures, 'plug-in-hybrid-electricity')),
    'battery-electric': constantLine(electric),
  }
  const mix = mixOf(figures, 'van', region)
  return Object.entries(energies)
    .filter(([word]) => !['lpg', 'cng'].includes(word) || mix.has(word))
    .map(([word, values]) => {
      const isElectric = word.includes('electric') || word.startsWith('plug-in')
      return levelOf({
        mode: 'van',
        region,
        word,
        values,
        spread: { sd: isElectric ? 0.18 : Math.hypot(sd, 0.05), growth: GROWTH, span },
        share: 0.85,
        spliced: isElectric ? spliced('surrogate') : splicedBySpan(from, span),
        locator: isElectric ? `${word}: DESNZ and EECA, per km of the vehicle` : whose,
      })
    })
}
