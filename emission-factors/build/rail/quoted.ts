import type { Mode, VehicleClass } from '../../domain.ts'
import { cell, type Figure, type Figures, numberIn } from '../../figure-file.ts'
import { constantLine, interpolated, type Line, YEARS } from '../levels/line.ts'
import { MJ_PER_KWH } from './british.ts'
import type { TrainFigure } from './train.ts'

/** What a figure of energy per vehicle-km and the persons in the vehicle leave open, per vehicle and per person alike. */
export const DERIVED =
  'Persons are energy per vehicle-km over energy per person: what is not known of the two stands in the interval of the energy.'

/** Sources whose rows are taken as they stand: energy per vehicle-km and the persons in it, in one country or group. */
const PREFIXES = ['urban-rail-'] as const
const SOURCES: ReadonlySet<string> = new Set([
  'heavy-rail-jp',
  'heavy-rail-jp-fast',
  'heavy-rail-kr',
  'heavy-rail-br',
  'heavy-rail-cn-fast',
  'heavy-rail-cn-commuter',
  'heavy-rail-standin-fast',
  'heavy-rail-eas-fast',
  'heavy-rail-trolleybus',
])
const isQuoted = (figure: Figure): boolean => {
  const source = cell(figure, 'sourceId')
  return SOURCES.has(source) || PREFIXES.some((prefix) => source.startsWith(prefix))
}

/**
 * Vehicles that run on electricity, as quoted. Where a row states energy and another the persons, they were compiled from
 * one energy per person, and the wider interval of the two stands with the energy.
 */
export function quotedTrains(figures: Figures): readonly TrainFigure[] {
  const groups = new Map<string, Figure[]>()
  for (const figure of figures.all().filter(isQuoted)) {
    const key = ['mode', 'vehicleClass', 'region'].map((column) => cell(figure, column)).join('|')
    groups.set(key, [...(groups.get(key) ?? []), figure])
  }
  return [...groups.values()].flatMap((group) => {
    const of = (measure: string): readonly Figure[] =>
      group.filter((figure) => cell(figure, 'measure') === measure)
    const [energies, persons] = [of('energy-per-vkm'), of('occupancy')]
    const [energy, person] = [energies[0], persons[0]]
    if (!energy || !person)
      throw new Error(`quoted trains need energy and persons: ${JSON.stringify(group[0])}`)
    const band = widest(energy, person)
    return [
      {
        ...described(energy, 'energy-level'),
        powertrain: 'electric',
        values: lineOf(energies).map((value) => value * MJ_PER_KWH),
        lower: constantLine(band.lower),
        upper: constantLine(band.upper),
      },
      {
        ...described(person, 'occupancy'),
        values: lineOf(persons),
        lower: constantLine(1),
        upper: constantLine(1),
        note: DERIVED,
      },
    ]
  })
}

function lineOf(figures: readonly Figure[]): Line {
  const [first] = figures
  if (first && figures.length === 1) return constantLine(numberIn(first, 'value'))
  return interpolated(new Map(figures.map((figure) => [numberIn(figure, 'year'), numberIn(figure, 'value')])))
}

/** Ends over the value: of the energy itself, and of energy per person, which is low where many are in the vehicle. */
function widest(energy: Figure, person: Figure): { readonly lower: number; readonly upper: number } {
  const of = (figure: Figure, column: string): number =>
    cell(figure, column) === '' ? 1 : numberIn(figure, column) / numberIn(figure, 'value')
  return {
    lower: Math.min(of(energy, 'lower'), 1 / of(person, 'upper')),
    upper: Math.max(of(energy, 'upper'), 1 / of(person, 'lower')),
  }
}

function described(figure: Figure, kind: TrainFigure['kind']): Omit<TrainFigure, 'values'> {
  const vehicleClass = cell(figure, 'vehicleClass')
  const region = cell(figure, 'region')
  return {
    kind,
    mode: cell(figure, 'mode') as Mode,
    ...(vehicleClass === '' ? {} : { vehicleClass: vehicleClass as VehicleClass }),
    region,
    spliced: YEARS.map(() => 'surrogate'),
    quality: region.length === 3 ? 'L' : 'M',
    sourceId: cell(figure, 'sourceId'),
    locator: cell(figure, 'table'),
  }
}
