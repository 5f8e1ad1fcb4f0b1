import type { Refusal } from '../../src/index.ts'
import type { CubeRow } from '../store/datasets.ts'

type Distances = Pick<
  CubeRow,
  'mode' | 'trips' | 'passengerDistancePkm' | 'vehicleDistanceVkm' | 'tonneDistanceTkm'
>

/** Activity of facts that the others are estimated without. */
export interface ModeLeftOut {
  /** A mode, or `no mode`. */
  readonly what: string
  readonly km: number
  readonly reason: string
}

export const MODELESS_REASON =
  'a distance of vehicles without a mode has no figures, and shares of trips do not split it; to split it, import the file again with replaces and, for uk-dft, option otherVehicles'

/** The distance of a fact in its own unit, or its trips; null if it has none. */
export const kmOf = (row: Distances): number | null =>
  row.vehicleDistanceVkm ?? row.tonneDistanceTkm ?? row.passengerDistancePkm ?? row.trips

/** Distances of vehicles without a mode, which no share of trips splits, where other facts can be estimated. */
export function modelessOf<Row extends Distances>(rows: readonly Row[]): readonly Row[] {
  const isModeless = (row: Row): boolean =>
    row.mode === null && row.trips === null && row.passengerDistancePkm === null && kmOf(row) !== null
  return rows.some((row) => row.mode !== null && kmOf(row) !== null) ? rows.filter(isModeless) : []
}

/** Facts without those of no mode, which are told apart. */
export function withoutModeless<Row extends Distances>(
  rows: readonly Row[],
): { readonly kept: readonly Row[]; readonly leftOut: readonly ModeLeftOut[] } {
  const modeless = new Set(modelessOf(rows))
  if (modeless.size === 0) return { kept: rows, leftOut: [] }
  const km = [...modeless].reduce((sum, row) => sum + (kmOf(row) ?? 0), 0)
  return {
    kept: rows.filter((row) => !modeless.has(row)),
    leftOut: [{ what: 'no mode', km, reason: MODELESS_REASON }],
  }
}

/**
 * The rows whose modes have no figures, with the reason; undefined if something else is at fault, or no other row remains.
 *
 * @param refusals of a request with these rows as its demand
 */
export function withoutFigures<Row extends { readonly mode: string }>(
  rows: readonly Row[],
  refusals: readonly Refusal[],
  kmOfRow: (row: Row) => number,
): { readonly kept: readonly Row[]; readonly leftOut: readonly ModeLeftOut[] } | undefined {
  const reasons = new Map<string, string>()
  for (const { code, pointer, detail } of refusals) {
    const [, part, at] = pointer.split('/')
    const row = part === 'demand' ? rows[Number(at)] : undefined
    if (code !== 'factor-not-found' || !row) return undefined
    reasons.set(row.mode, reasons.get(row.mode) ?? detail)
  }
  const kept = rows.filter(({ mode }) => !reasons.has(mode))
  if (kept.length === 0 || reasons.size === 0) return undefined
  const leftOut = [...reasons].map(([mode, reason]) => ({
    what: mode,
    km: rows.filter((row) => row.mode === mode).reduce((sum, row) => sum + kmOfRow(row), 0),
    reason,
  }))
  return { kept, leftOut }
}

/** What is not in the sums, in words. */
export const leftOutText = ({ what, km, reason }: ModeLeftOut): string =>
  `${what}: ${Number(km.toPrecision(6))} km are not in the sums (${reason.replace(/\.$/, '')}). The other modes were estimated without it`
