import type { Mode, Powertrain, Splice, VehicleClass } from '../../domain.ts'
import { type Line, YEARS } from '../levels/line.ts'
import { withoutJumps } from '../levels/smooth.ts'

/** What a figure of trains says; a `class-fleet-share` is a share of the distance of one class alone. */
export type TrainKind =
  | 'energy-level'
  | 'occupancy'
  | 'load'
  | 'fleet-share'
  | 'class-fleet-share'
  | 'class-index'

/** One figure of trains in a country or group, year by year: MJ/vkm, persons or tonnes in a vehicle, or a share. */
export interface TrainFigure {
  readonly kind: TrainKind
  readonly mode: Mode
  readonly vehicleClass?: VehicleClass
  readonly powertrain?: Powertrain
  readonly region: string
  readonly values: Line
  /** Ends of the 95 % interval over the value; absent where the default of the kind holds. */
  readonly lower?: Line
  readonly upper?: Line
  readonly spliced: readonly Splice[]
  readonly quality: 'M' | 'L'
  readonly sourceId: string
  readonly locator: string
  readonly note?: string
}

/** Where a figure stands and how its years came about. */
export type Origin = Pick<TrainFigure, 'region' | 'spliced' | 'quality' | 'sourceId' | 'locator'> &
  Partial<Pick<TrainFigure, 'note'>>

/** Less of a mode's distance than this is no traction of its own: the other one has the whole. */
const LEAST_SHARE = 0.005

/**
 * A nation's mix of tractions is not a city's: one traction alone may serve a city. The share of the lesser traction in a city
 * is anything from none to twice the nation's, each as likely. These are the ends of 95 % of that, over the nation's share.
 */
const LESSER = [0.05, 1.95] as const
const MIX_NOTE =
  'A city may have one traction alone: the 95 % interval holds any share of the lesser traction from none to twice the nation’s.'

/** Ends of the 95 % interval of a share over the share; both 1 where there is no other traction. */
const mixOver = (share: number): readonly [lower: number, upper: number] => {
  if (share < 0.5) return LESSER
  const [least, most] = LESSER.map((part) => part * (1 - share)) as [number, number]
  return [(1 - most) / share, (1 - least) / share]
}

/** The shares of the two tractions, given that of electric trains. */
export function tractionShares(
  kind: 'fleet-share' | 'class-fleet-share',
  of: Pick<TrainFigure, 'mode' | 'vehicleClass'>,
  electric: Line,
  origin: Origin,
): readonly TrainFigure[] {
  const share = electric.map((value) => (value < LEAST_SHARE ? 0 : value > 1 - LEAST_SHARE ? 1 : value))
  const shares = [
    ['electric', share],
    ['diesel', share.map((value) => 1 - value)],
  ] as const
  return shares.flatMap(([powertrain, values]) =>
    values.every((value) => value === 0)
      ? []
      : [
          {
            kind,
            ...of,
            powertrain,
            values,
            lower: values.map((value) => mixOver(value)[0]),
            upper: values.map((value) => mixOver(value)[1]),
            ...origin,
            note: MIX_NOTE,
          },
        ],
  )
}

/** The law of levels: none moves by more than 3 % in a year; what does is a model, or noise of passenger counts. */
const LARGEST_STEP = 0.0295

export const steady = (line: Line): Line => [
  ...withoutJumps(new Map(YEARS.map((year, index) => [year, line[index] as number])), LARGEST_STEP).values(),
]
