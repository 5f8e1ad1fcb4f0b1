import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { LineParts } from './line-parts.ts'
import type { Side } from './side.ts'
import type { Typical } from './typical.ts'

/** What both sides of a comparison know of a mode, so that its chain has the same links on both. */
export interface ModeForm {
  readonly mode: Mode | undefined
  /** What modes are added up with. */
  readonly group: 'passengers' | 'freight' | 'none' | 'energy'
  readonly counts: 'trips' | 'vehicles' | undefined
  /** What the distances of kinds of vehicle are counted in; undefined: only energy or emissions are known. */
  readonly distance: 'vehicle' | 'payload' | undefined
  /** Whether occupancy or load acts. */
  readonly hasFilling: boolean
  /** Whether the class, powertrain and standard are told on both sides. */
  readonly has: {
    readonly vehicleClass: boolean
    readonly powertrain: boolean
    readonly emissionStandard: boolean
  }
  readonly tripKm: number
  readonly filling: number
}

const modeOf = ({ line }: LineParts): Mode | undefined => line.mode

/** The form of every mode of either side. */
export function formsOf(
  before: Side,
  after: Side,
  typical: Typical,
): ReadonlyMap<Mode | undefined, ModeForm> {
  const modes = new Set([...before.lines, ...after.lines].map(modeOf))
  return new Map(
    [...modes].map((mode) => {
      const sides = [before, after]
        .map(({ lines }) => lines.filter((line) => modeOf(line) === mode))
        .filter((lines) => lines.length > 0)
      return [mode, formOf(mode, sides, typical)]
    }),
  )
}

/** @param sides those that have the mode */
function formOf(
  mode: Mode | undefined,
  sides: readonly (readonly LineParts[])[],
  typical: Typical,
): ModeForm {
  const every = (holds: (lines: readonly LineParts[]) => boolean): boolean => sides.every(holds)
  const all = (holds: (line: LineParts) => boolean): boolean => every((lines) => lines.every(holds))
  const knows = (of: 'vehicle' | 'payload') => (lines: readonly LineParts[]) => {
    // A plug-in hybrid has its distance on the first of two lines.
    const known = new Set(lines.filter((line) => line[of]).map(vehicleName))
    return lines.every((line) => known.has(vehicleName(line)))
  }
  const distance =
    mode === undefined
      ? undefined
      : every(knows('vehicle'))
        ? 'vehicle'
        : every(knows('payload'))
          ? 'payload'
          : undefined
  const isOfPayload = sides.some((lines) => lines.some((line) => line.isOfPayload))
  const hasFilling = distance === 'vehicle' && isOfPayload && every(knows('payload'))
  const counted = (kind: 'trips' | 'vehicles') =>
    distance !== undefined && all(({ counts, vehicle, payload }) => counts === kind || (!vehicle && !payload))
  const { payload } = mode === undefined ? { payload: 'none' as const } : MODE_PROPERTIES[mode]
  return {
    mode,
    group: distance === undefined ? 'energy' : payload,
    counts: counted('trips') ? 'trips' : counted('vehicles') ? 'vehicles' : undefined,
    distance,
    hasFilling,
    has: {
      vehicleClass: distance !== undefined && tells(sides, ({ line }) => line.vehicleClass, 'average'),
      powertrain: distance !== undefined && tells(sides, ({ line }) => line.powertrain, 'mixed'),
      emissionStandard: distance !== undefined && tells(sides, ({ line }) => line.emissionStandard),
    },
    tripKm: mode === undefined ? 1 : typical.tripKm(mode),
    filling: mode === undefined || distance === 'payload' ? 1 : typical.filling(mode),
  }
}

export const vehicleName = ({ line }: LineParts): string =>
  [line.pointer, line.beyondBoundary, line.vehicleClass, line.powertrain, line.emissionStandard].join('|')

/** Whether no side leaves a part of the vehicles untold that another tells. */
function tells(
  sides: readonly (readonly LineParts[])[],
  partOf: (line: LineParts) => string | undefined,
  untold?: string,
): boolean {
  const isTold = (line: LineParts): boolean => ![undefined, untold].includes(partOf(line))
  const told = sides.map((lines) => lines.some(isTold))
  return told.every((one) => one === told[0])
}
