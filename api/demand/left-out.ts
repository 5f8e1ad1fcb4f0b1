import type { FactCell, Refusal, UnfitMode } from '../../src/index.ts'
import type { CubeRow } from '../store/datasets.ts'

type Distances = Pick<
  CubeRow,
  'mode' | 'trips' | 'passengerDistancePkm' | 'vehicleDistanceVkm' | 'tonneDistanceTkm'
>

/** Activity of facts that the others are estimated without. */
export interface ModeLeftOut {
  /** A mode, or `no mode`. */
  readonly what: string
  readonly amount: number
  /** Trips whose length is not known are told as trips. */
  readonly unit: 'km' | 'trips'
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
    leftOut: [{ what: 'no mode', amount: km, unit: 'km', reason: MODELESS_REASON }],
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
    amount: rows.filter((row) => row.mode === mode).reduce((sum, row) => sum + kmOfRow(row), 0),
    unit: 'km' as const,
    reason,
  }))
  return { kept, leftOut }
}

/** Facts of modes without a length or of modes that are none: kilometres where they tell them, and trips where they do not. */
export function unfitParts<Cell extends FactCell>({
  mode,
  cells,
  reason,
}: UnfitMode<Cell>): readonly {
  readonly what: string
  readonly unit: ModeLeftOut['unit']
  readonly cells: readonly Cell[]
  readonly reason: string
}[] {
  return (['km', 'trips'] as const).flatMap((unit) => {
    const some = cells.filter((cell) => kmOf(cell) !== null && hasDistance(cell) === (unit === 'km'))
    return some.length === 0 ? [] : [{ what: mode, unit, cells: some, reason }]
  })
}

const hasDistance = (cell: Omit<Distances, 'mode' | 'trips'>): boolean =>
  cell.vehicleDistanceVkm !== null || cell.tonneDistanceTkm !== null || cell.passengerDistancePkm !== null

/** What is not in the sums, each once. */
export const whatOf = (leftOut: readonly Pick<ModeLeftOut, 'what'>[]): string[] => [
  ...new Set(leftOut.map(({ what }) => what)),
]

/** What is not in the sums, in words. */
export const leftOutText = ({ what, amount, unit, reason }: ModeLeftOut): string =>
  `${what}: ${Number(amount.toPrecision(6))} ${unit} are not in the sums (${reason.replace(/\.$/, '')}). The other modes were estimated without it`
