import { type Found, findFactor } from '../factors/select.ts'
import type { PLACE_KNOWN } from '../factors/subject.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { StatedFields } from './fields.ts'
import type { RoadsRow } from './input.ts'
import type { Parameter } from './parameter.ts'
import { renormalised } from './share.ts'

/** What a kind of road is called in factor sets. */
export type RoadKind = Exclude<(typeof PLACE_KNOWN)[number], 'vehicle'>

/** The fields of a row of roads by kind of road. */
export const ROAD_FIELDS = {
  'dense-urban': 'denseUrbanShare',
  urban: 'urbanShare',
  'suburban-town': 'townShare',
  rural: 'ruralShare',
  motorway: 'motorwayShare',
} as const satisfies Readonly<Record<RoadKind, keyof StatedFields['roads']>>

export const ROAD_KINDS = Object.keys(ROAD_FIELDS) as readonly RoadKind[]

/** The roads that a mode is stated to drive on: its own row, else the row of all road modes. */
export function roadsOf({ input }: EstimateContext, mode: Mode): RoadsRow | undefined {
  const { roads = [] } = input
  if (roads.length === 0 || MODE_PROPERTIES[mode].subSector !== 'II.1') return undefined
  return roads.find((row) => row.mode === mode) ?? roads.find((row) => row.mode === undefined)
}

/** Whether the caller states how fast a mode is driven, as a speed or as a mix of roads. */
export const statesSpeed = (context: EstimateContext, mode: Mode): boolean =>
  context.input.speeds.some((row) => row.mode === mode) || roadsOf(context, mode) !== undefined

/** A mean speed of whole trips, where it was stated, and in what words. */
export interface DrivingSpeed {
  readonly value: number
  readonly pointer: string
  readonly of: 'speed' | 'roads'
  /** Makes the parameter, where something is read at this speed. */
  readonly parameter: () => Parameter
}

/**
 * The mean speed that the caller states of a mode: as such, else by its mix of roads. Undefined where nothing is
 * stated, and for roads in sets that hold no speeds of roads.
 */
export function drivingSpeedOf(context: EstimateContext, mode: Mode): DrivingSpeed | undefined {
  const stated = context.input.speeds.find((row) => row.mode === mode)
  if (stated) {
    const { meanSpeed, pointer } = stated
    const name = `${MODE_PROPERTIES[mode].title}: mean speed`
    return { value: meanSpeed.value, pointer, of: 'speed', parameter: () => context.stated(name, meanSpeed) }
  }
  const row = roadsOf(context, mode)
  const speed = row && speedOfRoads(context, mode, row)
  return row && speed && { value: speed.value, pointer: row.pointer, of: 'roads', parameter: () => speed }
}

/** A kind of road with the share of the distance that is driven on it. */
interface Part {
  readonly kind: RoadKind
  readonly share: Parameter
}

/**
 * The nation's mean speed × mean speed of the stated mix ÷ that of the nation's mix, so that the nation's own mix
 * changes nothing. A mean speed is the distance over the time: the harmonic mean of the speeds of kinds of road.
 */
function speedOfRoads(context: EstimateContext, mode: Mode, row: RoadsRow): Parameter | undefined {
  const known = context.parameters.get(keyOf(mode, row))
  if (known) return known
  const national = findFactor(context.set, { subject: { kind: 'mean-speed', mode }, ...context.setting })
  const shares = nationalShares(context, mode)
  const wanted = new Set([...shares.keys(), ...ROAD_KINDS.filter((kind) => row[ROAD_FIELDS[kind]])])
  const speeds = new Map([...wanted].map((kind) => [kind, roadSpeedOf(context, mode, kind)] as const))
  if (!national || shares.size === 0 || [...speeds.values()].includes(undefined)) return undefined
  const title = MODE_PROPERTIES[mode].title
  const mean = (key: string, name: string, parts: readonly Part[]): Parameter =>
    context.derived(
      key,
      name,
      'km/h',
      'distance ÷ time: the harmonic mean of the speeds, each with its share of the distance',
      parts.flatMap(({ kind, share }) => [share, speedParameter(context, mode, kind, speeds.get(kind))]),
      { formula: 'harmonic-mean', constants: {} },
    )
  const ofPlace = mean(
    `${keyOf(mode, row)}:mix`,
    `${title}: mean speed of the stated roads`,
    statedParts(context, row),
  )
  const ofNation = mean(`road-speed:${mode}:nation`, `${title}: mean speed of the nation’s roads`, [
    ...[...shares].map(([kind, found]) => ({
      kind,
      share: context.factor(
        `${title}: share of distance on ${WORDS[kind]}`,
        found,
        'a mix of roads was stated',
      ),
    })),
  ])
  const ratio = context.derived(
    `${keyOf(mode, row)}:ratio`,
    `${title}: mean speed of the stated roads over that of the nation’s`,
    '1',
    'mean speed of the stated roads ÷ mean speed of the nation’s roads',
    [ofPlace, ofNation],
    { formula: 'quotient', constants: {} },
  )
  const at = national.record.canonicalValue
  return context.derived(
    keyOf(mode, row),
    `${title}: mean speed on the stated roads`,
    'km/h',
    `${at} km/h, the mean of ${national.record.id}, × that ratio`,
    [ratio],
    { formula: 'times-constant', constants: { factor: at } },
  )
}

const keyOf = (mode: Mode, { pointer }: RoadsRow): string => `road-speed:${mode}:${pointer}`

export const WORDS: Readonly<Record<RoadKind, string>> = {
  'dense-urban': 'streets of a dense city',
  urban: 'urban roads',
  'suburban-town': 'roads of suburbs and towns',
  rural: 'rural roads',
  motorway: 'motorways',
}

function statedParts(context: EstimateContext, row: RoadsRow): readonly Part[] {
  const stated = ROAD_KINDS.flatMap((kind) => {
    const share = row[ROAD_FIELDS[kind]]
    return share ? [{ kind, share }] : []
  })
  const sum = stated.reduce((total, { share }) => total + share.value, 0)
  return stated.map(({ kind, share }) => {
    const parameter = context.stated(`Share of distance on ${WORDS[kind]}`, share)
    return {
      kind,
      share: context.input.renormaliseShares ? renormalised(context, parameter, sum) : parameter,
    }
  })
}

/** The nation's mix of roads, all shares from one place. */
function nationalShares({ set, setting }: EstimateContext, mode: Mode): ReadonlyMap<RoadKind, Found> {
  return new Map(
    ROAD_KINDS.flatMap((kind) => {
      const found = findFactor(set, { subject: { kind: 'road-share', mode, placeKnown: kind }, ...setting })
      return found ? [[kind, found] as const] : []
    }),
  )
}

/** The documented mean speed of a mode on a kind of road. */
export const roadSpeedOf = (
  { set, setting }: EstimateContext,
  mode: Mode,
  kind: RoadKind,
): Found | undefined =>
  findFactor(set, { subject: { kind: 'road-speed', mode, placeKnown: kind }, ...setting })

function speedParameter(
  context: EstimateContext,
  mode: Mode,
  kind: RoadKind,
  found: Found | undefined,
): Parameter {
  if (!found) throw new Error(`no speed on ${kind} roads`)
  return context.factor(
    `${MODE_PROPERTIES[mode].title}: mean speed on ${WORDS[kind]}`,
    found,
    'a mix of roads was stated',
  )
}
