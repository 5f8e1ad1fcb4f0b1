import type { Mix } from './fleet.ts'
import { at, constantLine, interpolated, type Line, times } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { evenly, meanOf, middleOf, smoothed } from './smooth.ts'

/** How the energy of a powertrain stands to that of the one that levels are counted in; and energies of their own. */
export interface CarShape {
  /** Diesel over petrol [MJ/MJ], by year. */
  readonly diesel: Line
  readonly lpg: number
  readonly cng: number
  readonly hybrid: number
  readonly plugInFuel: number
  /** [MJ/vkm] */
  readonly plugInElectricity: number
  /** [MJ/vkm] */
  readonly electric: number
}

/** Energies of cars by the words of the figures [MJ/vkm], of those that a country's mix or every country has. */
export function carEnergies(petrol: Line, shape: CarShape, mix: Mix): readonly (readonly [string, Line])[] {
  const energies: Readonly<Record<string, Line>> = {
    petrol,
    diesel: times(petrol, shape.diesel),
    lpg: times(petrol, shape.lpg),
    cng: times(petrol, shape.cng),
    hybrid: times(petrol, shape.hybrid),
    'plug-in-hybrid-fuel': times(petrol, shape.plugInFuel),
    'plug-in-hybrid-electricity': constantLine(shape.plugInElectricity),
    'battery-electric': constantLine(shape.electric),
  }
  return Object.entries(energies).filter(([word]) => !GASES.has(word) || mix.has(word))
}

/** Only some countries have such cars. */
const GASES: ReadonlySet<string> = new Set(['lpg', 'cng'])

/** Petrol cars of the same source: what the others are measured against. */
const GB = { measure: 'energy-per-vkm', region: 'GB' } as const
const CAR = { ...GB, mode: 'car' } as const
const STIFF_RATIO = 5

/**
 * Shapes of cars: diesel by JRC-IDEES-2021 of Germany, gases by the middle of the countries of JRC-IDEES 2015, hybrids by
 * DESNZ, EECA and UC Davis, plug-in hybrids by DESNZ, electric cars by DESNZ, JRC and EECA.
 */
export function carShape(figures: NationalFigures): CarShape {
  const german = (powertrain: string) => figures.points({ ...CAR, powertrain, region: 'DE' })
  const petrol = german('petrol')
  const ratios = new Map(
    [...german('diesel')].flatMap(([year, value]) => {
      const base = petrol.get(year)
      return base === undefined ? [] : [[year, value / base] as const]
    }),
  )
  const ofDesnz = (powertrain: string, year: number) => figures.get({ ...CAR, powertrain }, year)
  const ofNewZealand = (powertrain: string) => figures.get({ ...CAR, powertrain, region: 'NZ' })
  const hybrids = [2020, 2021, 2023, 2024, 2025].map(
    (year) => ofDesnz('hybrid', year) / ofDesnz('petrol', year),
  )
  return {
    diesel: interpolated(smoothed(evenly(ratios), STIFF_RATIO)),
    lpg: middleOf(ratiosOf(figures, 'car-model', 'lpg', 'petrol')),
    cng: middleOf(ratiosOf(figures, 'car-model', 'cng', 'petrol')),
    hybrid: meanOf([
      meanOf(hybrids),
      ofNewZealand('hybrid') / ofNewZealand('petrol'),
      figures.get({ measure: 'energy-ratio', mode: 'car', powertrain: 'hybrid', region: 'GLO' }),
    ]),
    plugInFuel: ofDesnz('plug-in-hybrid-fuel', 2024) / ofDesnz('petrol', 2024),
    plugInElectricity: ofDesnz('plug-in-hybrid-electricity', 2024),
    electric: meanOf([
      meanOf([ofDesnz('battery-electric', 2024), ofDesnz('battery-electric', 2025)]),
      figures.get({ ...CAR, powertrain: 'battery-electric', region: 'DE' }, 2021),
      ofNewZealand('battery-electric'),
    ]),
  }
}

const COUNTRIES = 'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LV NL PL PT RO SE SI SK'.split(' ')

/** One powertrain over another in each country of JRC-IDEES 2015 that has both, in 2015. */
export function ratiosOf(
  figures: NationalFigures,
  mode: string,
  one: string,
  other: string,
): readonly number[] {
  return COUNTRIES.flatMap((region) => {
    const of = (powertrain: string): number | undefined =>
      figures.points({ measure: 'energy-per-vkm', mode, powertrain, region }).get(2015)
    const [above, below] = [of(one), of(other)]
    return above === undefined || below === undefined || above === 0 ? [] : [above / below]
  })
}

/** Energy of a powertrain over that of petrol; 0 for what burns nothing. */
export function overPetrol(shape: CarShape, word: string, year: number): number {
  switch (word) {
    case 'petrol':
      return 1
    case 'diesel':
      return at(shape.diesel, year)
    case 'lpg':
      return shape.lpg
    case 'cng':
      return shape.cng
    case 'hybrid':
      return shape.hybrid
    case 'plug-in-hybrid':
      return shape.plugInFuel
    case 'battery-electric':
      return 0
    default:
      throw new Error(`'${word}' has no shape`)
  }
}
