import type { Mode } from '../../../domain.ts'
import { stockOf } from '../group.ts'
import { constantLine } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import {
  busMix,
  carMix,
  countedMix,
  meanMix,
  motorcycleMix,
  truckMix,
  vanMix,
  type WorldMix,
} from './fleets.ts'
import { COUNTRIES, REGIONS, WORLD } from './places.ts'

/** Modes of Cordon → mode and class of the figures that tell their fleet; absent: all of one fuel. */
const FIGURES_OF = {
  car: ['car', undefined],
  taxi: ['car', undefined],
  'ride-hail': ['car', undefined],
  van: ['van', undefined],
  'rigid-truck': ['truck', 'rigid-truck'],
  'articulated-truck': ['truck', 'articulated-truck'],
  bus: ['bus', 'local-bus'],
  coach: ['bus', 'coach'],
  motorcycle: ['motorcycle', undefined],
  moped: undefined,
} as const satisfies Partial<Record<Mode, readonly [string, string | undefined] | undefined>>

export type FleetMode = keyof typeof FIGURES_OF
export const FLEET_MODES = Object.keys(FIGURES_OF) as readonly FleetMode[]

const OWN: ReadonlySet<string> = new Set<string>([...COUNTRIES, ...REGIONS])
const only = (word: string): WorldMix => ({ mix: new Map([[word, constantLine(1)]]), assumed: [] })

/**
 * Shares of a mode's distance by powertrain in a country, a region or a group of countries.
 *
 * @param membersOf the regions whose levels make up that of a group; none for a country
 */
export function mixIn(
  figures: NationalFigures,
  mode: FleetMode,
  region: string,
  membersOf: (region: string) => readonly string[],
): WorldMix {
  const members = membersOf(region)
  if (members.length > 0)
    return meanMix(
      members.map((one) => ({
        mix: mixIn(figures, mode, one, membersOf),
        weight: region === WORLD ? 1 : stockOf(figures, one),
      })),
    )
  return OWN.has(region) ? ownMix(figures, mode, region) : counted(figures, mode, region)
}

function counted(figures: NationalFigures, mode: FleetMode, region: string): WorldMix {
  const of = FIGURES_OF[mode]
  // Nothing splits mopeds: all burn petrol.
  if (of === undefined) return only('petrol')
  // An American bus is any bus: its level is the mean of all.
  return countedMix(figures, of[0], region, mode === 'bus' && region === 'US' ? undefined : of[1])
}

function ownMix(figures: NationalFigures, mode: FleetMode, region: string): WorldMix {
  switch (mode) {
    case 'car':
    case 'taxi':
    case 'ride-hail':
      return carMix(figures, region)
    case 'van':
      return vanMix(figures, region)
    case 'rigid-truck':
    case 'articulated-truck':
      return truckMix(figures, region, mode)
    case 'bus':
      return busMix(figures, region)
    case 'coach':
      return only('diesel')
    case 'motorcycle':
      return motorcycleMix(figures, region)
    case 'moped':
      return only('petrol')
  }
}
