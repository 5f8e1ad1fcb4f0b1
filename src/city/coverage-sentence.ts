import { type EnergyCarrier, type Flow, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { CoverageEnergy, CoverageTravel, Missing } from './coverage-words.ts'

interface Covered {
  readonly city: string
  readonly dataset: string | undefined
  readonly travel: readonly CoverageTravel[]
  readonly modes: readonly Mode[]
  readonly carriers: readonly EnergyCarrier[]
  readonly flows: readonly Flow[]
  readonly energy: readonly CoverageEnergy[]
  readonly missing: readonly Missing[]
}

/** What an estimate covers and what it leaves out, in one sentence. */
export function coverageSentence(covered: Covered): string {
  const left = [...new Set(covered.missing.map(({ what }) => what))]
  const without = left.length === 0 ? '' : `; it leaves out ${listText(left)}`
  return `This estimate covers ${subjectOf(covered)}${energyText(covered.energy)}${without}.`
}

function subjectOf({ city, dataset, travel, modes, carriers, flows, energy }: Covered): string {
  const by =
    modes.length === 0
      ? energy.includes('human-power')
        ? ' on foot and by bicycle'
        : ''
      : ` by ${listText(modes.map((mode) => MODE_PROPERTIES[mode].title.toLowerCase()))}`
  const only = flows.length === 0 || flows.length === 4 ? '' : ` (flows: ${flows.join(', ')})`
  if (dataset !== undefined) return `the activity${by} that the dataset “${dataset}” gives${only}`
  if (travel[0] === 'fuel-sold')
    return `${listText(carriers)} sold in ${city}, wherever ${carriers.length > 1 ? 'they are' : 'it is'} burnt`
  return `${listText(travel.map((of) => TRAVEL_IN[of](city)))}${by}${only}`
}

const TRAVEL_IN: Readonly<Record<CoverageTravel, (city: string) => string>> = {
  'traffic-inside': (city) => `traffic inside ${city}`,
  'induced-trips': (city) => `trips within ${city} and half of each trip that begins or ends there,`,
  'departing-trips': (city) => `trips that begin in ${city}`,
  'trips-of-residents': (city) =>
    `whole trips of the residents of ${city}, which are a part of the traffic inside it and go outside too,`,
  'travel-of-residents': (city) => `travel of the residents of ${city}, inside and outside it,`,
  'registered-vehicles': (city) => `what the vehicles of ${city} drive, inside and outside it,`,
  'fuel-sold': (city) => `fuel sold in ${city}`,
  'dataset-activity': (city) => `activity of ${city}`,
}

function energyText(energy: readonly CoverageEnergy[]): string {
  const counted = [
    ...(energy.includes('tank-to-wheel') ? ['fuel burnt'] : []),
    ...(energy.includes('electricity') ? ['electricity used'] : []),
  ]
  return counted.length === 0 ? '' : ` (${listText(counted)})`
}

function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
