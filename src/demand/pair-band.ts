import type { Refusal } from '../issues/issue.ts'
import { distanceBandOf } from '../kernel/distance.ts'
import type { FactCell } from './fact-cell.ts'
import type { ModalSplit } from './modal-split.ts'
import type { TripLengths } from './trip-length.ts'

/** Trips of a pair of places, which have neither a mode nor a distance band of their own. */
export const needsBand = (cell: FactCell): boolean =>
  cell.mode === null &&
  cell.distanceBand === null &&
  cell.trips !== null &&
  cell.vehicleDistanceVkm === null &&
  cell.tonneDistanceTkm === null

/** Names a pair of places. */
export const pairKey = ({ origin, destination }: Pick<FactCell, 'origin' | 'destination'>): string =>
  JSON.stringify([origin, destination])

/** Trips that no band of a split holds. */
interface Lost {
  trips: number
  readonly pairs: Set<string>
  leastKm: number
  mostKm: number
}

const nothingLost = (): Lost => ({
  trips: 0,
  pairs: new Set(),
  leastKm: Number.POSITIVE_INFINITY,
  mostKm: 0,
})

/**
 * Gives trips between places the distance band of a split that the length of their pair lies in, so that its shares act on
 * them. Each pair has one length, whatever the day.
 */
export class PairBands {
  readonly #bands: readonly { readonly name: string; readonly fromKm: number; readonly toKm: number }[]
  readonly #hasRest: boolean
  readonly #lengths: TripLengths
  readonly #pairKm = new Map<string, number>()
  readonly #outside = nothingLost()
  readonly #unknown = nothingLost()

  /**
   * @param pairs every pair with its trips and, where it is known, the distance of these
   * @param lengths of pairs that have no distance of their own
   */
  constructor(split: ModalSplit, pairs: readonly FactCell[], lengths: TripLengths) {
    this.#bands = split.bands.flatMap((name) => {
      const band = distanceBandOf(name)
      return band ? [{ name, fromKm: band.fromKm, toKm: band.toKm ?? Number.POSITIVE_INFINITY }] : []
    })
    this.#hasRest = split.hasRest
    this.#lengths = lengths
    for (const pair of pairs) {
      if (pair.origin === null || pair.destination === null) continue
      const own =
        pair.trips && pair.passengerDistancePkm !== null ? pair.passengerDistancePkm / pair.trips : undefined
      const km = own ?? lengths.find({ ...pair, distanceBand: null })?.lengthKm
      if (km !== undefined) this.#pairKm.set(pairKey(pair), km)
    }
  }

  /** A cell of a pair with its band, and with the distance of its trips; as it is if no band holds it. */
  banded<Cell extends FactCell>(cell: Cell): Cell {
    if (!needsBand(cell)) return cell
    const km = this.#pairKm.get(pairKey(cell))
    const band =
      km === undefined ? undefined : this.#bands.find(({ fromKm, toKm }) => km >= fromKm && km < toKm)
    if (!band) this.#lose(cell, km)
    const settled =
      km === undefined || cell.passengerDistancePkm !== null || cell.settledLength
        ? {}
        : { settledLength: this.#settled(cell, band?.name ?? null, km) }
    return { ...cell, ...settled, distanceBand: band?.name ?? null }
  }

  /** What is stated for a band goes before the distance between two places. */
  #settled(cell: FactCell, distanceBand: string | null, km: number) {
    const trips = cell.trips ?? 0
    const stated = this.#lengths.find({ ...cell, distanceBand })
    return stated?.origin === 'stated-band'
      ? { tripDistanceKm: trips * stated.lengthKm, origin: stated.origin }
      : { tripDistanceKm: trips * km, origin: 'zones' as const }
  }

  #lose(cell: FactCell, km: number | undefined): void {
    const lost = km === undefined ? this.#unknown : this.#outside
    lost.trips += cell.trips ?? 0
    lost.pairs.add(pairKey(cell))
    lost.leastKm = Math.min(lost.leastKm, km ?? lost.leastKm)
    lost.mostKm = Math.max(lost.mostKm, km ?? lost.mostKm)
  }

  /** Bands that overlap, and trips that the split leaves out: they would vanish. After all cells have their bands. */
  check(pointer: string): readonly Refusal[] {
    return [...this.#overlaps(pointer), ...(this.#hasRest ? [] : this.#holes(pointer))]
  }

  #overlaps(pointer: string): readonly Refusal[] {
    const sorted = [...this.#bands].sort((a, b) => a.fromKm - b.fromKm)
    return sorted.slice(1).flatMap((band, at): Refusal[] => {
      const before = sorted[at]
      if (!before || before.toKm <= band.fromKm) return []
      const detail = `The bands ${before.name} and ${band.name} overlap: a pair of places would be in both.`
      return [{ code: 'duplicate-row', pointer, detail }]
    })
  }

  #holes(pointer: string): readonly Refusal[] {
    const { trips, pairs, leastKm, mostKm } = this.#outside
    const rest = 'or shares behind "*:" for all other trips'
    const ofLength =
      pairs.size === 0
        ? []
        : [
            `No band holds ${rounded(trips)} trips of ${counted(pairs.size)} that ${pairs.size === 1 ? 'is' : 'are'} ${spanText(leastKm, mostKm)} km long. State a band for them, ${rest}.`,
          ]
    const unknown = this.#unknown
    const ofNoLength =
      unknown.pairs.size === 0
        ? []
        : [
            `No length is known of ${counted(unknown.pairs.size)} with ${rounded(unknown.trips)} trips, so that no band holds them. Give their zones centroids, ${rest}.`,
          ]
    return [...ofLength, ...ofNoLength].map((detail) => ({ code: 'mode-missing', pointer, detail }))
  }
}

const rounded = (value: number): number => Number(value.toPrecision(6))
const counted = (pairs: number): string => (pairs === 1 ? '1 pair' : `${pairs} pairs`)

function spanText(least: number, most: number): string {
  const [from, to] = [least, most].map((km) => `${Number(km.toPrecision(4))}`)
  return from === to ? `${from}` : `${from} to ${to}`
}
