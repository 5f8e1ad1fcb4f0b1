import type { Level } from '../level.ts'
import { at, constantLine, type Line, lineOf, times, YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { carShape } from '../shape.ts'
import { meanOf, withoutJumps } from '../smooth.ts'
import { INVENTORY, inventory, level, REGION } from './american-level.ts'

const CLASSES = ['passenger-car', 'light-truck'] as const
type LightClass = (typeof CLASSES)[number]
const CLASS_WORDS: Readonly<Record<LightClass, string>> = {
  'passenger-car': 'passenger cars',
  'light-truck': 'light-duty trucks',
}

/** Energies of one light class by the words of the figures. */
function lightClass(figures: NationalFigures, vehicleClass: LightClass): Readonly<Record<string, Line>> {
  const shape = carShape(figures)
  const petrol = inventory(figures, 'car', vehicleClass, 'petrol')
  const electric = meanOf(
    figures
      .list({
        measure: 'energy-per-vkm',
        mode: 'car',
        vehicleClass,
        powertrain: 'battery-electric',
        region: REGION,
      })
      .map(({ value }) => value),
  )
  const british = meanOf(
    [2024, 2025].map((year) =>
      figures.get(
        { measure: 'energy-per-vkm', mode: 'car', powertrain: 'battery-electric', region: 'GB' },
        year,
      ),
    ),
  )
  return {
    petrol,
    diesel: inventory(figures, 'car', vehicleClass, 'diesel', 20),
    'battery-electric': constantLine(electric),
    'plug-in-hybrid-electricity': constantLine((shape.plugInElectricity / british) * electric),
    'plug-in-hybrid-fuel': times(petrol, shape.plugInFuel),
    hybrid: times(petrol, shape.hybrid),
  }
}

/** Where electric cars and plug-in hybrids are driven; assumed, for no source splits them. */
const ELECTRIC_SHARE: Readonly<Record<LightClass, number>> = { 'passenger-car': 0.6, 'light-truck': 0.4 }

/** A `car` is the national mix of passenger cars and light trucks; either is a class of its own. */
export function cars(figures: NationalFigures): readonly Level[] {
  const energies = CLASSES.map((one) => [one, lightClass(figures, one)] as const)
  const sds: Readonly<Record<string, number>> = { petrol: 0.03, diesel: 0.1, hybrid: 0.08 }
  const words = Object.keys(energies[0]?.[1] ?? {})
  const distance = (vehicleClass: LightClass, word: string, year: number): number => {
    if (!(word in sds)) return ELECTRIC_SHARE[vehicleClass]
    const part = word === 'hybrid' ? 'petrol' : word
    return figures
      .shares('car', REGION)
      .filter((one) => one.vehicleClass === vehicleClass && one.powertrain === part)
      .reduce((sum, { points }) => sum + (points.get(year) ?? 0), 0)
  }
  const mixed = (word: string): Line => {
    const values = lineOf((year) => {
      const weights = CLASSES.map((one) => distance(one, word, year))
      const sum = weights.reduce((total, weight) => total + weight, 0)
      return energies.reduce(
        (total, [, of], index) => total + ((weights[index] ?? 0) / sum) * at(of[word] as Line, year),
        0,
      )
    })
    return [...withoutJumps(new Map(YEARS.map((year, index) => [year, values[index] as number]))).values()]
  }
  return words.flatMap((word) => {
    const common = { mode: 'car', word, sd: sds[word] ?? 0.13 } as const
    const carried = word in sds && word !== 'hybrid' ? {} : ({ carried: true, quality: 'M' } as const)
    return [
      level({
        ...common,
        ...carried,
        values: mixed(word),
        locator: `${INVENTORY}; passenger cars and light trucks together`,
      }),
      ...energies.map(([vehicleClass, of]) =>
        level({
          ...common,
          ...carried,
          values: of[word] as Line,
          vehicleClass,
          locator: `${INVENTORY}; ${CLASS_WORDS[vehicleClass]}`,
        }),
      ),
    ]
  })
}

const isMotor = (word: string): boolean => word === 'petrol' || word === 'diesel'

/** Light commercial vehicles are taken as light trucks. */
export function vans(figures: NationalFigures): readonly Level[] {
  const british = (powertrain: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain, region: 'GB' }, 2024)
  const light = lightClass(figures, 'light-truck')
  const energies: Readonly<Record<string, Line>> = {
    ...light,
    'plug-in-hybrid-fuel': times(light['petrol'] as Line, british('plug-in-hybrid-fuel') / british('diesel')),
    'plug-in-hybrid-electricity': constantLine(british('plug-in-hybrid-electricity')),
  }
  const electric = at(energies['battery-electric'] as Line, 2020) * 1.3
  const words = ['petrol', 'diesel', 'battery-electric', 'plug-in-hybrid-fuel', 'plug-in-hybrid-electricity']
  return words.map((word) =>
    level({
      mode: 'van',
      word,
      values: word === 'battery-electric' ? constantLine(electric) : (energies[word] as Line),
      sd: isMotor(word) ? Math.hypot(0.06, 0.05) : 0.18,
      share: 0.85,
      quality: 'M',
      locator:
        word === 'battery-electric'
          ? 'light commercial truck of AVERT × 1.3'
          : `${INVENTORY}; light-duty trucks`,
      ...(isMotor(word) ? {} : { carried: true as const }),
    }),
  )
}
