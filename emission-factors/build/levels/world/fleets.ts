import { LOCAL_SHARE } from '../bus.ts'
import { type Mix, mixOf } from '../fleet.ts'
import { at, interpolated, type Line, lineOf, type Points, YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { evenly, smoothed } from '../smooth.ts'
import { electricShares } from './electric.ts'

/** A fleet by the words of the figures, and what of it rests on no published share. */
export interface WorldMix {
  readonly mix: Mix
  readonly assumed: readonly string[]
}

const STIFFNESS = 3
/** Cohorts of cars in India: growth of sales, mean life, and how driving falls with age. */
const GROWTH = 0.08
const LIFE = 15
const SURVIVAL_SHAPE = 2.5
const DRIVING_DECLINE = 0.04
const OLDEST = 30
const MOST_ELECTRIC = 0.9
/** An articulated truck is electric less often than a rigid one; judgement. */
const ARTICULATED_SHARE = 0.3
const MOST_ELECTRIC_TRUCKS = 0.05
const HYBRID_GROWTH = 1.15

const smoothLine = (points: Points): Line => {
  const line = interpolated(points)
  const smooth = smoothed(evenly(new Map(YEARS.map((year) => [year, at(line, year)]))), STIFFNESS, 'linear')
  return lineOf((year) => Math.max(0, smooth.get(year) ?? 0))
}

/** Shares of fuels among cars that are not electric, from what is published of sales and stocks. */
export function carMix(figures: NationalFigures, region: string): WorldMix {
  const fuels = new Map<string, Points>()
  for (const word of ['diesel', 'lpg', 'cng', 'hybrid']) {
    const sold = sharesOf(figures, 'new-car', word, region)
    const points = sold.size > 0 ? inUse(sold) : sharesOf(figures, 'car', word, region)
    const known = new Map([...points, ...derived(figures, word, region)])
    if (known.size > 0) fuels.set(word, known)
  }
  const lines = new Map([...fuels].map(([word, points]) => [word, smoothLine(points)]))
  const electric = electricShares(figures, 'car', region)
  const petrol = lineOf((year) => {
    const others = [...lines.values()].reduce((sum, line) => sum + at(line, year), 0)
    return Math.max(0, 1 - others)
  })
  const burning = new Map([['petrol', petrol], ...lines])
  return {
    mix: withElectric(burning, electric.battery, electric.plugIn),
    assumed: assumedOf(figures, ['car', 'new-car'], region),
  }
}

const sharesOf = (figures: NationalFigures, mode: string, powertrain: string, region: string): Points =>
  figures.points({ measure: 'fuel-share', mode, powertrain, region })

/** What follows from the energy and the energy per km of New Zealand's vehicles. */
function derived(figures: NationalFigures, word: string, region: string): Points {
  if (region !== 'NZ') return new Map()
  const share = distanceShare(figures, 'car', word, ['petrol', 'diesel', 'hybrid', 'battery-electric'])
  if (word === 'diesel')
    return new Map([
      [2010, share],
      [2025, share],
    ])
  if (word === 'hybrid')
    return new Map([
      [2023, share],
      [2025, share * HYBRID_GROWTH],
    ])
  return new Map()
}

/** Part of a powertrain in the distance of a mode in New Zealand: energy over energy per km. */
function distanceShare(
  figures: NationalFigures,
  mode: string,
  word: string,
  words: readonly string[],
): number {
  const driven = (powertrain: string): number =>
    figures.get({ measure: 'fuel-energy', mode, powertrain, region: 'NZ' }) /
    figures.get({ measure: 'energy-per-vkm', mode, powertrain, region: 'NZ' })
  if (!words.includes(word)) return Number.NaN
  return driven(word) / words.reduce((sum, one) => sum + driven(one), 0)
}

/** Shares of new cars → shares of the distance of all cars, by age. */
function inUse(sold: Points): Points {
  const shares = interpolated(sold)
  const first = YEARS[0] ?? 0
  return new Map(
    YEARS.map((year) => {
      let sum = 0
      let whole = 0
      for (let age = 0; age < OLDEST; age += 1) {
        const weight = Math.exp(-GROWTH * age - (age / LIFE) ** SURVIVAL_SHAPE - DRIVING_DECLINE * age)
        sum += weight * at(shares, Math.max(first, year - age))
        whole += weight
      }
      return [year, sum / whole]
    }),
  )
}

function withElectric(burning: ReadonlyMap<string, Line>, battery: Line, plugIn: Line): Mix {
  const scaled = (line: Line): Line =>
    lineOf((year) => {
      const sum = [...burning.values()].reduce((total, one) => total + at(one, year), 0)
      return (at(line, year) / sum) * (1 - at(battery, year) - at(plugIn, year))
    })
  return new Map([
    ...[...burning].map(([word, line]) => [word, scaled(line)] as const),
    ['plug-in-hybrid', plugIn],
    ['battery-electric', battery],
  ])
}

/** Words whose shares, in some years, rest on an assumption. */
function assumedOf(figures: NationalFigures, modes: readonly string[], region: string): readonly string[] {
  const words = ['diesel', 'lpg', 'cng', 'hybrid'].filter((powertrain) =>
    modes.some((mode) =>
      figures
        .list({ measure: 'fuel-share', mode, powertrain, region })
        .some(({ splice }) => splice === 'extrapolated'),
    ),
  )
  return words.length > 0 ? ['petrol', ...words] : []
}

/** Vans: petrol and diesel held, electric ones by count. */
export function vanMix(figures: NationalFigures, region: string): WorldMix {
  const electric = electricShares(figures, 'van', region)
  const stated = sharesOf(figures, 'van', 'diesel', region)
  const ofNewZealand = distanceShare(figures, 'van', 'diesel', ['diesel', 'petrol'])
  const diesel = region === 'NZ' ? ofNewZealand : ([...stated.values()][0] ?? Number.NaN)
  const burning = new Map([
    ['diesel', lineOf(() => diesel)],
    ['petrol', lineOf(() => 1 - diesel)],
  ])
  return {
    mix: withElectric(burning, electric.battery, electric.plugIn),
    assumed: region === 'NZ' ? [] : assumedOf(figures, ['van'], region),
  }
}

/** Trucks burn diesel, but for the electric ones counted. */
export function truckMix(
  figures: NationalFigures,
  region: string,
  mode: 'rigid-truck' | 'articulated-truck',
): WorldMix {
  const { battery } = electricShares(figures, 'truck', region)
  const part = mode === 'rigid-truck' ? 1 : ARTICULATED_SHARE
  const electric = lineOf((year) => Math.min(at(battery, year), MOST_ELECTRIC_TRUCKS) * part)
  return {
    mix: new Map([
      ['diesel', lineOf((year) => 1 - at(electric, year))],
      ['battery-electric', electric],
    ]),
    assumed: [],
  }
}

/** Local buses: electric ones by count, gas as UC Davis has it for 2005, the rest diesel. */
export function busMix(figures: NationalFigures, region: string): WorldMix {
  const { battery } = electricShares(figures, 'bus', region)
  const stated = sharesOf(figures, 'bus', 'cng', region)
  const oceania = sharesOf(figures, 'bus', 'cng', 'OCE')
  const gas = [...(region === 'AU' || region === 'NZ' ? oceania : stated).values()][0] ?? 0
  const electric = lineOf((year) => Math.min(MOST_ELECTRIC, at(battery, year) / LOCAL_SHARE))
  const rest = lineOf((year) => 1 - at(electric, year))
  return {
    mix: new Map([
      ['diesel', lineOf((year) => at(rest, year) * (1 - gas))],
      ...(gas > 0 ? [['cng', lineOf((year) => at(rest, year) * gas)] as const] : []),
      ['battery-electric', electric],
    ]),
    assumed: [],
  }
}

export function motorcycleMix(figures: NationalFigures, region: string): WorldMix {
  const { battery } = electricShares(figures, 'motorcycle', region)
  return {
    mix: new Map([
      ['petrol', lineOf((year) => 1 - at(battery, year))],
      ['battery-electric', battery],
    ]),
    assumed: [],
  }
}

/** A mix with the fuels of cars that a country counts in place of those of its group; petrol cars are the rest. */
export function withOwnFuels(figures: NationalFigures, { mix, assumed }: WorldMix, region: string): WorldMix {
  const own = new Map(
    ['diesel', 'lpg', 'cng', 'hybrid'].flatMap((word) => {
      const points = sharesOf(figures, 'car', word, region)
      return points.size > 0 ? [[word, smoothLine(points)] as const] : []
    }),
  )
  if (own.size === 0) return { mix, assumed }
  const others = new Map([...mix, ...own].filter(([word]) => word !== 'petrol'))
  const petrol = lineOf((year) =>
    Math.max(
      0,
      [...others.values()].reduce((rest, line) => rest - at(line, year), 1),
    ),
  )
  return { mix: new Map([['petrol', petrol], ...others]), assumed }
}

/** A mix with a country's own electric cars in place of those of its group. */
export function withOwnElectric(
  figures: NationalFigures,
  { mix, assumed }: WorldMix,
  region: string,
): WorldMix {
  const burning = new Map(
    [...mix].filter(([word]) => !word.startsWith('plug-in') && word !== 'battery-electric'),
  )
  const { battery, plugIn } = electricShares(figures, 'car', region)
  return { mix: withElectric(burning, battery, plugIn), assumed }
}

/** Mean of mixes by weights. */
export function meanMix(mixes: readonly { readonly mix: WorldMix; readonly weight: number }[]): WorldMix {
  const words = [...new Set(mixes.flatMap(({ mix }) => [...mix.mix.keys()]))]
  const whole = mixes.reduce((sum, { weight }) => sum + weight, 0)
  return {
    mix: new Map(
      words.map((word) => [
        word,
        lineOf(
          (year) =>
            mixes.reduce((sum, { mix, weight }) => {
              const line = mix.mix.get(word)
              return sum + (line ? weight * at(line, year) : 0)
            }, 0) / whole,
        ),
      ]),
    ),
    assumed: [...new Set(mixes.flatMap(({ mix }) => mix.assumed))],
  }
}

/** A fleet that the figures give ready-made. */
export const countedMix = (
  figures: NationalFigures,
  mode: string,
  region: string,
  vehicleClass?: string,
): WorldMix => ({ mix: mixOf(figures, mode, region, vehicleClass), assumed: [] })
