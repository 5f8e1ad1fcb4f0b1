import type { StatedUncertainty } from '../estimate/input.ts'
import type { EnergyCarrier, Mode, Powertrain } from '../vocabulary.ts'
import type { PathPoint, Ramp } from './ramp.ts'
import type { DiversionOrigin } from './records.ts'

/** Avoid comes before shift, and shift before improve: each acts on what the one before leaves. */
export const PHASES = ['avoid', 'shift', 'improve'] as const
export type Phase = (typeof PHASES)[number]

interface KindProperties {
  readonly phase: Phase
  /** What its size is. */
  readonly size: string
  /** `decision`: as large as is decided. `effect`: as large as people let it become, so never certain. */
  readonly nature: 'decision' | 'effect'
  /** The least and the most that it may be. */
  readonly least: number
  readonly most: number
  /** Fields that it needs beside its years and its size. */
  readonly needs: readonly LeverField[]
  readonly takes: readonly LeverField[]
}

/** Fields that not every kind takes. */
export const LEVER_FIELDS = [
  'mode',
  'toMode',
  'powertrain',
  'carrier',
  'tripLength',
  'origins',
  'induced',
  'rebound',
  'zoneShare',
] as const
export type LeverField = (typeof LEVER_FIELDS)[number]

const effect = (phase: Phase, size: string, least: number, takes: readonly LeverField[]): KindProperties => ({
  phase,
  size,
  nature: 'effect',
  least,
  most: 1,
  needs: ['mode'],
  takes,
})

const LEVER_KIND_TABLE = {
  trips: effect('avoid', 'share of the trips of `mode` that fall away', -1, ['rebound', 'zoneShare']),
  'trip-length': effect('avoid', 'share by which the trips of `mode` become shorter', -1, [
    'rebound',
    'zoneShare',
  ]),
  'mode-shift': {
    phase: 'shift',
    size: 'with `mode`: share of its trips that go to `toMode`; without: growth of the trips of `toMode`',
    nature: 'effect',
    least: 0,
    most: 10,
    needs: ['toMode'],
    takes: ['mode', 'tripLength', 'origins', 'induced', 'rebound', 'zoneShare'],
  },
  occupancy: effect('improve', 'growth of the persons in a vehicle of `mode`', -0.9, ['zoneShare']),
  load: effect('improve', 'growth of the load of a vehicle of `mode`', -0.9, ['zoneShare']),
  'sales-mix': {
    phase: 'improve',
    size: 'share of the sales of `mode` that `powertrain` has at least',
    nature: 'decision',
    least: 0,
    most: 1,
    needs: ['mode', 'powertrain'],
    takes: [],
  },
  'fleet-share': {
    phase: 'improve',
    size: 'share of the distance of `mode` that `powertrain` drives at least',
    nature: 'decision',
    least: 0,
    most: 1,
    needs: ['mode', 'powertrain'],
    takes: [],
  },
  'age-limit': {
    phase: 'improve',
    size: 'age in years that no vehicle of `mode` is older than',
    nature: 'decision',
    least: 1,
    most: 40,
    needs: ['mode'],
    takes: [],
  },
  speed: effect('improve', 'share by which `mode` uses less energy for the same distance', -1, [
    'rebound',
    'zoneShare',
  ]),
  blend: {
    phase: 'improve',
    size: 'share of the energy of `carrier` that is biofuel at least',
    nature: 'decision',
    least: 0,
    most: 1,
    needs: ['carrier'],
    takes: [],
  },
  grid: {
    phase: 'improve',
    size: 'share by which electricity emits less than in the reference',
    nature: 'decision',
    least: -1,
    most: 1,
    needs: [],
    takes: [],
  },
} satisfies Record<string, KindProperties>

export type LeverKind = keyof typeof LEVER_KIND_TABLE
export const LEVER_KINDS = Object.keys(LEVER_KIND_TABLE) as [LeverKind, ...LeverKind[]]
/** What each kind of lever is. */
export const LEVER_PROPERTIES: Readonly<Record<LeverKind, KindProperties>> = LEVER_KIND_TABLE

/** The most that a size may be: no more than all trips of a mode can change to another. */
export const mostOf = (kind: LeverKind, hasMode: boolean): number =>
  kind === 'mode-shift' && hasMode ? 1 : LEVER_PROPERTIES[kind].most

const SHIFT_FROM_MODE = 'share of the trips of `mode` that go to `toMode`'
const SHIFT_BY_GROWTH = 'growth of the trips of `toMode`'

/** What the size of a lever is, with the modes that it names. */
export function sizeWords(lever: Pick<Lever, 'kind' | 'mode' | 'toMode' | 'powertrain' | 'carrier'>): string {
  const { kind, mode } = lever
  const shift = mode === undefined ? SHIFT_BY_GROWTH : SHIFT_FROM_MODE
  const words = kind === 'mode-shift' ? shift : LEVER_PROPERTIES[kind].size
  return words
    .split('`')
    .map((part, at) => (at % 2 === 0 ? part : (lever[part as 'mode'] ?? part)))
    .join('')
}

/** A number of a lever or of a reference, with what the caller says of its uncertainty. */
export interface Amount {
  readonly value: number
  readonly uncertainty?: StatedUncertainty | undefined
}

export interface Lever {
  readonly pointer: string
  readonly id: string
  readonly kind: LeverKind
  readonly mode?: Mode | undefined
  readonly toMode?: Mode | undefined
  readonly powertrain?: Powertrain | undefined
  readonly carrier?: EnergyCarrier | undefined
  readonly from: number
  readonly to: number
  readonly ramp: Ramp
  /** Absent: that of the evidence. */
  readonly size?: Amount | undefined
  /** Of the switched trips [km]. */
  readonly tripLength?: Amount | undefined
  readonly origins?: readonly { readonly from: DiversionOrigin; readonly share: Amount }[] | undefined
  /** New trips for each switched one. */
  readonly induced?: Amount | undefined
  /** The share of what the lever takes away that comes back. */
  readonly rebound?: Amount | undefined
  /** The share of the distance of the mode that lies where the lever acts. */
  readonly zoneShare?: Amount | undefined
  /** The id of a published effect. */
  readonly evidence?: string | undefined
  /** Of an elasticity: the relative change of its cause. */
  readonly change?: number | undefined
  /** All that it costs over the years, in whatever money the caller counts. */
  readonly cost?: number | undefined
}

export interface SalesPath {
  readonly pointer: string
  readonly mode: Mode
  readonly powertrain: Powertrain
  readonly path: readonly PathPoint[]
}

/** What a caller says of the reference; what is absent is published, or as in the base year. */
export interface StatedReference {
  /** Inhabitants by year. */
  readonly population?: readonly PathPoint[] | undefined
  /** Yearly change of the distance of a mode, or of all others, beside that of the population. */
  readonly activity?:
    | readonly { readonly mode?: Mode | undefined; readonly yearlyChange: number }[]
    | undefined
  /** CO2 of electricity by year, as a ratio to that of the base year. */
  readonly grid?: readonly PathPoint[] | undefined
  readonly sales?: readonly SalesPath[] | undefined
  /** Yearly change of the energy that a vehicle uses for the same distance, by mode. */
  readonly efficiency?: readonly { readonly mode: Mode; readonly yearlyChange: number }[] | undefined
  /** Energy per distance of the vehicles sold in a year, as a ratio to the base year; it reaches the fleet as they do. */
  readonly newVehicles?: readonly { readonly mode: Mode; readonly path: readonly PathPoint[] }[] | undefined
  /** Share of biofuel in the energy of a carrier by year. */
  readonly blends?: readonly BlendPath[] | undefined
}

export interface BlendPath {
  readonly carrier: EnergyCarrier
  readonly path: readonly PathPoint[]
}

export const TARGET_KINDS = ['linear', 'constant-rate', 'budget', 'science-based'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

export interface Target {
  readonly pointer: string
  readonly kind: TargetKind
  /** Absent: the last year. */
  readonly year?: number | undefined
  /** Share by which emissions of `year` are below those of the base year. */
  readonly reduction?: number | undefined
  /** Of a budget: all that may be emitted after the base year, up to `year` [kg CO2e]. */
  readonly budgetKg?: number | undefined
}

export interface ScenarioQuestion {
  readonly until: number
  readonly reference: StatedReference
  readonly levers: readonly Lever[]
  readonly targets: readonly Target[]
}

/** A question that may lack its end: what depends on it is then not checked. */
export type UncheckedQuestion = Omit<ScenarioQuestion, 'until'> & { readonly until?: number | undefined }

export const MAX_LEVERS = 50
export const LAST_YEAR = 2060
