import type { Refusal } from '../issues/issue.ts'
import { type Flow, MODES, type Mode } from '../vocabulary.ts'
import type { FactCell, LengthOrigin } from './fact-cell.ts'
import type { ModalSplit } from './modal-split.ts'
import type { TripLengths } from './trip-length.ts'

/** A cell of one mode, with the distance of its trips if that had to be derived. */
export interface Travelled {
  readonly mode: Mode
  readonly flow: Flow | null
  readonly distanceBand: string | null
  readonly trips: number | null
  /** Trips × mean length [km], for a cell without a distance of its own. */
  readonly tripDistanceKm: number | null
  readonly lengthOrigin: LengthOrigin
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  /** True if a stated modal split gave the mode. */
  readonly isSplit: boolean
}

const KNOWN_MODES: ReadonlySet<string> = new Set(MODES)
const isMode = (text: string): text is Mode => KNOWN_MODES.has(text)

/**
 * Gives every cell a mode and a distance.
 *
 * @param pointer where the request names the facts
 * @returns without cells that have no activity, such as those of an index
 */
export function travelledOf(
  cells: readonly FactCell[],
  lengths: TripLengths,
  split: ModalSplit,
  pointer: string,
): { readonly travelled: readonly Travelled[]; readonly refusals: readonly Refusal[] } {
  const refusals = new Map<string, Refusal>()
  const refuse = (refusal: Refusal): undefined => {
    refusals.set(refusal.detail, refusal)
  }
  const travelled: Travelled[] = []
  for (const cell of cells) {
    if (isEmpty(cell)) continue
    const distance = distanceOf(cell, lengths)
    if (!distance) {
      refuse(lengthMissing(cell, pointer))
      continue
    }
    const { distanceBand, trips, flow } = cell
    const of = (mode: Mode, share: number, isSplit: boolean): Travelled => ({
      mode,
      flow,
      distanceBand,
      isSplit,
      lengthOrigin: distance.origin,
      trips: scaled(trips, share),
      tripDistanceKm: scaled(distance.tripDistanceKm, share),
      passengerDistancePkm: scaled(cell.passengerDistancePkm, share),
      vehicleDistanceVkm: cell.vehicleDistanceVkm,
      tonneDistanceTkm: cell.tonneDistanceTkm,
    })
    if (cell.mode !== null && isMode(cell.mode)) travelled.push(of(cell.mode, 1, false))
    else if (cell.mode !== null) refuse(modeUnknown(cell.mode, pointer))
    else {
      const shares = split.find(cell)
      if (!shares || isOfVehicles(cell)) refuse(modeMissing(cell, pointer))
      else travelled.push(...shares.map(({ mode, share }) => of(mode, share, true)))
    }
  }
  return { travelled, refusals: [...refusals.values()] }
}

const isEmpty = (cell: FactCell): boolean =>
  cell.trips === null &&
  cell.passengerDistancePkm === null &&
  cell.vehicleDistanceVkm === null &&
  cell.tonneDistanceTkm === null

/** Distances of vehicles and goods do not tell how persons travel. */
const isOfVehicles = ({ trips, passengerDistancePkm }: FactCell): boolean =>
  trips === null && passengerDistancePkm === null

const scaled = (value: number | null, share: number): number | null => (value === null ? null : value * share)

/** Undefined if trips have no distance and none can be derived. */
function distanceOf(
  cell: FactCell,
  lengths: TripLengths,
): { readonly tripDistanceKm: number | null; readonly origin: LengthOrigin } | undefined {
  const { trips } = cell
  const hasOwn =
    cell.passengerDistancePkm !== null || cell.vehicleDistanceVkm !== null || cell.tonneDistanceTkm !== null
  if (hasOwn || trips === null) return { tripDistanceKm: null, origin: 'facts' }
  if (cell.settledLength) return cell.settledLength
  const found = lengths.find(cell)
  return found && { tripDistanceKm: trips * found.lengthKm, origin: found.origin }
}

function lengthMissing({ distanceBand }: FactCell, pointer: string): Refusal {
  const detail =
    distanceBand === null
      ? 'Some facts have trips, but no distance, no distance band and no zones with centroids. Add the zones to the dataset, or import distances.'
      : `No mean length is known for trips in the band ${distanceBand}. State it in bandLengths.`
  return { code: 'activity-incomplete', pointer: `${pointer}/bandLengths`, detail }
}

function modeMissing(cell: FactCell, pointer: string): Refusal {
  const detail = isOfVehicles(cell)
    ? 'Some facts have a vehicle or tonne distance but no mode, and shares of trips cannot split such a distance. Choose modes in filter.modes, or import the file with a split of these vehicles, where its format has one.'
    : `Some facts${cell.distanceBand === null ? '' : ` in the band ${cell.distanceBand}`} have no mode. State a modalSplit${cell.distanceBand === null ? '' : ' that covers every band'}.`
  return { code: 'mode-missing', pointer: `${pointer}/modalSplit`, detail }
}

function modeUnknown(mode: string, pointer: string): Refusal {
  const detail = `The dataset has facts for '${mode}', a mode that cannot be estimated. Choose modes in filter.modes.`
  return { code: 'mode-missing', pointer: `${pointer}/filter`, detail, candidates: MODES }
}
