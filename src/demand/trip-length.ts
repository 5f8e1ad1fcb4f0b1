import {
  distanceBandOf,
  halfNearestKm,
  haversineKm,
  intrazonalKm,
  usualBandKm,
  usualDetourFactor,
} from '../kernel/distance.ts'
import type { FactCell, FactZone, LengthOrigin } from './fact-cell.ts'

/**
 * Half-widths of the 95 % interval of a mean trip length, as a share of it. They are those of documented trip lengths
 * of quality M or, for the usual mean of a band, of quality L. A convention of this project.
 */
export const LENGTH_HALF_WIDTH_SHARE: Readonly<Record<LengthOrigin, number>> = {
  facts: 0.1,
  'stated-band': 0.1,
  zones: 0.1,
  'usual-band': 0.25,
}

/** The data that give lengths if the facts have none. */
export interface LengthRules {
  /** Mean trip length [km] by band, as stated. */
  readonly bandLengthsKm: ReadonlyMap<string, number>
  /** Length on the network ÷ straight line; if absent, 1.3 under 5 km and 1.2 beyond. */
  readonly detourFactor?: number
  readonly zones: readonly FactZone[]
  /** Mean trip length [km] between zones by `cellKey`, for cells that do not name their zones. */
  readonly pairMeansKm?: ReadonlyMap<string, number>
}

/** Cells of one key are told apart by their zones alone. */
export const cellKey = ({ mode, flow, distanceBand }: FactCell): string =>
  [mode, flow, distanceBand].map((one) => one ?? '').join('|')

/** A mean length and its source. */
export interface TripLength {
  readonly lengthKm: number
  readonly origin: LengthOrigin
}

/**
 * Mean trip lengths of cells: first as stated for the band, then between the zones, last the usual mean of the band.
 */
export class TripLengths {
  readonly #rules: LengthRules
  readonly #zones: ReadonlyMap<string, FactZone>
  readonly #nearestKm = new Map<string, number | undefined>()

  constructor(rules: LengthRules) {
    this.#rules = rules
    this.#zones = new Map(rules.zones.map((zone) => [zone.zone, zone]))
  }

  /** Undefined if neither the band nor the zones of the cell give a length. */
  find(cell: FactCell): TripLength | undefined {
    const { distanceBand, origin, destination } = cell
    const stated = distanceBand === null ? undefined : this.#rules.bandLengthsKm.get(distanceBand)
    if (stated !== undefined) return { lengthKm: stated, origin: 'stated-band' }
    const straightKm = this.#straightKm(origin, destination)
    if (straightKm !== undefined) {
      const detour = this.#rules.detourFactor ?? usualDetourFactor(straightKm)
      return { lengthKm: straightKm * detour, origin: 'zones' }
    }
    const mean = this.#rules.pairMeansKm?.get(cellKey(cell))
    if (mean !== undefined) return { lengthKm: mean, origin: 'zones' }
    const band = distanceBand === null ? undefined : distanceBandOf(distanceBand)
    const usual = band && usualBandKm(band)
    return usual === undefined ? undefined : { lengthKm: usual, origin: 'usual-band' }
  }

  #straightKm(origin: string | null, destination: string | null): number | undefined {
    const from = origin === null ? undefined : this.#zones.get(origin)
    const to = destination === null ? undefined : this.#zones.get(destination)
    if (!from || !to) return undefined
    if (from !== to) return from.centroid && to.centroid && haversineKm(from.centroid, to.centroid)
    if (from.areaKm2 !== undefined) return intrazonalKm(from.areaKm2)
    const nearest = this.#nearestTo(from)
    return nearest === undefined ? undefined : halfNearestKm(nearest)
  }

  #nearestTo({ zone, centroid }: FactZone): number | undefined {
    if (!centroid) return undefined
    if (this.#nearestKm.has(zone)) return this.#nearestKm.get(zone)
    let nearest: number | undefined
    for (const other of this.#zones.values()) {
      if (other.zone === zone || !other.centroid) continue
      const km = haversineKm(centroid, other.centroid)
      if (nearest === undefined || km < nearest) nearest = km
    }
    this.#nearestKm.set(zone, nearest)
    return nearest
  }
}
