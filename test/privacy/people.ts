/** Invented people who travel in three towns for a month, and what a supplier would count of them. */

/** What one person did by one mode in one town on one day. */
export interface Travel {
  readonly person: number
  readonly town: string
  readonly mode: string
  readonly day: string
  readonly trips: number
  readonly km: number
}

/** A count of a supplier. */
export interface Counted {
  readonly period: string
  readonly city: string
  readonly mode: string
  readonly trips: number
  readonly km: number
  readonly contributors: number
}

/** A count between two zones. */
export interface CountedFlow extends Omit<Counted, 'city' | 'period'> {
  readonly origin: string
  readonly destination: string
}

export const TOWNS = ['largeton', 'middleton', 'smallton'] as const
const SHARES = [0.75, 0.6, 0.3, 0.15, 0.06, 0.12]
const MODES = ['car', 'walk', 'bus', 'cycle', 'ferry', 'rail'] as const

/** A generator that gives the same people everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** 200 people: 110, 60 and 30 in the towns; most go by car or on foot, and few by the other modes. */
export function peopleOf(seed = 1, month = '2024-03', count = 200): readonly Travel[] {
  const random = randomOf(seed)
  const travels: Travel[] = []
  for (let person = 0; person < count; person += 1) {
    const town = person < 0.55 * count ? TOWNS[0] : person < 0.85 * count ? TOWNS[1] : TOWNS[2]
    const modes = MODES.filter((_, at) => random() < (SHARES[at] ?? 0))
    for (const mode of modes)
      for (let day = 1; day <= 31; day += 1) {
        if (random() > 0.45) continue
        const trips = 1 + Math.floor(random() * 3)
        const reach = { car: 9, walk: 0.9, bus: 5, cycle: 2.5, ferry: 14, rail: 31 }[mode]
        const km = Math.round(trips * reach * (0.4 + 1.2 * random()) * 10) / 10
        travels.push({ person, town, mode, day: `${month}-${String(day).padStart(2, '0')}`, trips, km })
      }
  }
  return travels
}

/** Sums of travels by town, mode and period; the length of the text tells day or month. */
export function countedBy(
  travels: readonly Travel[],
  length: number,
  cityOf: (travel: Travel) => string = ({ town }) => town,
  modeOf: (travel: Travel) => string = ({ mode }) => mode,
): readonly Counted[] {
  const cells = new Map<string, { persons: Set<number>; trips: number; km: number }>()
  for (const travel of travels) {
    const key = `${travel.day.slice(0, length)}|${cityOf(travel)}|${modeOf(travel)}`
    const cell = cells.get(key) ?? { persons: new Set(), trips: 0, km: 0 }
    cell.persons.add(travel.person)
    cell.trips += travel.trips
    cell.km += travel.km
    cells.set(key, cell)
  }
  return [...cells].map(([key, { persons, trips, km }]) => {
    const [period = '', city = '', mode = ''] = key.split('|')
    return { period, city, mode, trips, km: Math.round(km * 10) / 10, contributors: persons.size }
  })
}
