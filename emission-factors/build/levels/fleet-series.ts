import type { Powertrain, VehicleClass } from '../../domain.ts'
import { listGroups } from '../regions.ts'
import type { Mix } from './fleet.ts'
import type { Level } from './level.ts'
import { type Line, lineOf, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { type Part, sourceOf } from './part.ts'
import { powertrainOf } from './word.ts'
import { withOwnElectric, withOwnFuels } from './world/fleets.ts'
import { FLEET_MODES, type FleetMode, mixIn } from './world/mixes.ts'
import { COUNTED_ELECTRIC, GROUPS, WORLD } from './world/places.ts'
import { membersOf } from './world/world.ts'

/** Less of a fleet than this is left out, and the rest is scaled to the whole. */
const LEAST_SHARE = 1e-4
/** Regions whose fleet stands in for that of a country. */
const STAND_INS: ReadonlySet<string> = new Set([...GROUPS, WORLD])

/** Shares of every powertrain of every mode that has a level, in every region that has one. */
export function fleets(figures: NationalFigures, all: readonly Level[]): readonly Part[] {
  const regions = [...new Set(all.map(({ region }) => region))]
  const counted = COUNTED_ELECTRIC.filter((country) => !regions.includes(country))
  return [
    ...regions.flatMap((region) =>
      FLEET_MODES.flatMap((mode) => {
        const known = powertrainsOf(all, mode, region)
        if (known.size === 0) return []
        // An American car is a passenger car or a light truck, and the mix of them moves from year to year.
        const classes = mode === 'car' ? classesOf(all, region) : []
        if (classes.length > 0) {
          const parts = classMix(figures, mode, region, classes)
          return [
            ...fleetSeries(mode, region, { parts, assumed: [] }, known),
            ...classes.flatMap((vehicleClass) => {
              const ofClass = parts.filter((part) => part.vehicleClass === vehicleClass)
              return fleetSeries(mode, region, { parts: ofClass, assumed: [] }, known, 'class-fleet-share')
            }),
          ]
        }
        const { mix, assumed } = mixIn(figures, mode, region, membersIn(all))
        return fleetSeries(mode, region, { parts: partsOf(mix), assumed }, known)
      }),
    ),
    ...counted.flatMap((country) => electricCars(figures, all, country)),
  ]
}

const membersIn = (all: readonly Level[]) => (code: string) => membersOf(all, code)

const powertrainsOf = (all: readonly Level[], mode: FleetMode, region: string): ReadonlySet<Powertrain> =>
  new Set(
    all.filter((level) => level.mode === mode && level.region === region).map(({ powertrain }) => powertrain),
  )

/** Cars of a country without a level: its group's fuels where its own are not counted, and its own electric cars. */
function electricCars(figures: NationalFigures, all: readonly Level[], country: string): readonly Part[] {
  const group = listGroups().find(({ code, members }) => GROUPS.includes(code) && members.includes(country))
  if (!group) throw new Error(`${country} is in no group with a level`)
  const ofGroup = mixIn(figures, 'car', group.code, membersIn(all))
  const { mix, assumed } = withOwnElectric(figures, withOwnFuels(figures, ofGroup, country), country)
  return fleetSeries('car', country, { parts: partsOf(mix), assumed }, powertrainsOf(all, 'car', group.code))
}

/** A part of a mode's distance: of one powertrain, and of one class where the figures split by it. */
interface FleetPart {
  readonly vehicleClass?: VehicleClass
  readonly word: string
  readonly line: Line
}

const partsOf = (mix: Mix): readonly FleetPart[] => [...mix].map(([word, line]) => ({ word, line }))

/** The classes of cars that a country has levels of. */
function classesOf(all: readonly Level[], region: string): readonly VehicleClass[] {
  const classes = all
    .filter((level) => level.mode === 'car' && level.region === region)
    .flatMap(({ vehicleClass }) => vehicleClass ?? [])
  return [...new Set(classes)]
}

function classMix(
  figures: NationalFigures,
  mode: FleetMode,
  region: string,
  classes: readonly VehicleClass[],
): readonly FleetPart[] {
  return classes.flatMap((vehicleClass) => {
    const ofClass = figures.shares(mode, region).filter((part) => part.vehicleClass === vehicleClass)
    return ofClass.map(({ powertrain: word, points }) => ({
      vehicleClass,
      word,
      line: lineOf((year) => points.get(year) ?? 0),
    }))
  })
}

/** @param kind whether the parts are the whole mode, or one class of it */
function fleetSeries(
  mode: FleetMode,
  region: string,
  { parts, assumed }: { readonly parts: readonly FleetPart[]; readonly assumed: readonly string[] },
  known: ReadonlySet<Powertrain>,
  kind: 'fleet-share' | 'class-fleet-share' = 'fleet-share',
): readonly Part[] {
  const lines = parts.flatMap((part) => {
    const { powertrain } = powertrainOf(mode, part.word)
    return known.has(powertrain) ? [{ ...part, powertrain }] : []
  })
  const kept = (line: Line, index: number): number => {
    const share = line[index] as number
    return share < LEAST_SHARE ? 0 : share
  }
  const whole = YEARS.map((_, index) => lines.reduce((sum, { line }) => sum + kept(line, index), 0))
  return lines
    .filter(({ line }) => YEARS.some((_, index) => kept(line, index) > 0))
    .map(({ vehicleClass, powertrain, line, word }): Part => {
      const id = [kind, mode, vehicleClass, powertrain, region.toLowerCase(), sourceOf(region)]
        .filter((part) => part !== undefined)
        .join('.')
      const isAssumed = assumed.includes(word)
      return {
        series: {
          id,
          kind,
          mode,
          ...(vehicleClass === undefined ? {} : { vehicleClass }),
          powertrain,
          region,
          unit: 'share',
          seriesErrorShare: 0.5,
          tier: 2,
          quality: isAssumed || STAND_INS.has(region) ? 'L' : 'M',
          verification: isAssumed ? 'unverified' : 'secondary',
          sourceId: sourceOf(region),
          locator: 'shares of vehicle-km by powertrain',
          note: isAssumed
            ? 'Assumed in part: no published share of this fuel was read. Below 0.01 % left out.'
            : 'Computed from shares of vehicle-km and of vehicles; below 0.01 % left out.',
        },
        years: YEARS.flatMap((year, index) => {
          const share = kept(line, index)
          if (share === 0) return []
          const value = share / (whole[index] as number)
          return [{ series: id, year, value, spliced: 'interpolated' as const }]
        }),
      }
    })
}
