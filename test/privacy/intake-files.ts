import { randomOf } from './people.ts'

/** Tables of an honest supplier, into which something is put, or nothing. */

export type Row = readonly (string | number)[]

export const csvOf = (head: readonly string[], rows: readonly Row[]): string =>
  `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`

const cell = (value: string | number): string =>
  typeof value === 'string' && /[",\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value)

export const PAIRS = [
  'period',
  'origin',
  'destination',
  'mode',
  'trips',
  'passenger_distance_pkm',
  'contributors',
] as const
export const CITIES = ['period', 'city', 'mode', 'trips', 'passenger_distance_pkm', 'contributors'] as const
const MODES = ['car', 'bus', 'rail', 'cycle'] as const

/** What a cell of so many contributors has: trips and kilometres that are no multiples of them. */
export function countsOf(
  contributors: number,
  random: () => number,
  mode = 'car',
): readonly [number, number] {
  const perHead = 1.2 + 2 * random()
  const trips = Math.round(contributors * perHead)
  const length = { car: 9, bus: 6, rail: 24, cycle: 3, walk: 1 }[mode] ?? 8
  return [
    trips % contributors === 0 ? trips + 1 : trips,
    Math.round(trips * length * (0.6 + 0.8 * random()) * 10) / 10,
  ]
}

/** Pairs of zones by day: the same counts for the same seed. */
export function pairRows(zones: readonly string[], seed = 1, rows = zones.length): readonly Row[] {
  const random = randomOf(seed)
  return Array.from({ length: rows }, (_, at): Row => {
    const mode = MODES[at % MODES.length] ?? 'car'
    const contributors = 12 + Math.floor(600 * random() ** 2)
    const [trips, km] = countsOf(contributors, random, mode)
    return [
      `2024-03-${String(1 + (Math.floor(at / zones.length) % 28)).padStart(2, '0')}`,
      zones[at % zones.length] ?? '',
      zones[(at + 1 + Math.floor(at / zones.length)) % zones.length] ?? '',
      mode,
      trips,
      km,
      contributors,
    ]
  })
}

export const pairFile = (zones: readonly string[], seed = 1, rows?: number): string =>
  csvOf(PAIRS, pairRows(zones, seed, rows))

/** One person's day after another's: few trips, and the kilometres of one. */
export function personRows(count: number, seed = 2): readonly { trips: number; km: number; mode: string }[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => {
    const mode = random() < 0.7 ? 'car' : 'bus'
    const trips = 2 + Math.floor(random() * 4)
    return { trips, km: Math.round(trips * (3 + 14 * random()) * 10) / 10, mode }
  })
}

export const digitsOf = (random: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 10)).join('')

export const lettersOf = (random: () => number, length: number, of: string): string =>
  Array.from({ length }, () => of[Math.floor(random() * of.length)]).join('')

export const HEX = '0123456789abcdef'
export const BASE32 = '0123456789bcdefghjkmnpqrstuvwxyz'
export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
