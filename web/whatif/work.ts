import { isObject } from '../form/to-request.ts'
import type { LeverList, Scenario } from '../service/answer-types.ts'

export type LeverKind = Scenario['levers'][number]['kind']
export type TargetKind = Scenario['targets'][number]['kind']
export type Kind = LeverList['kinds'][number]
export type Effect = LeverList['effects'][number]

/** What a measure acts on. */
export interface LeverPlace {
  readonly kind: LeverKind
  readonly mode?: string | undefined
  readonly toMode?: string | undefined
  readonly powertrain?: string | undefined
  readonly carrier?: string | undefined
}

/** A measure as the page keeps it: a lever of the service without its id. */
export interface LeverDraft extends LeverPlace {
  readonly from: number
  readonly to: number
  readonly size?: number | undefined
  /** The id of a published effect. */
  readonly evidence?: string | undefined
  /** Of an elasticity: the relative change of its cause. */
  readonly change?: number | undefined
  readonly zoneShare?: number | undefined
  readonly cost?: number | undefined
}

export interface TargetDraft {
  readonly kind: TargetKind
  readonly year?: number | undefined
  readonly reduction?: number | undefined
  readonly budget?: number | undefined
}

export interface Package {
  /** Empty: it is called by its letter. */
  readonly name: string
  readonly levers: readonly LeverDraft[]
}

/** All that is left on the page of scenarios, as a link keeps it. */
export interface WhatIf {
  readonly until: number
  readonly targets: readonly TargetDraft[]
  readonly packages: readonly Package[]
  /** Which package is shown. */
  readonly at: number
}

export const LAST_YEAR = 2060
const USUAL_LAST_YEAR = 2035
const USUAL_SPAN = 12
export const MAX_PACKAGES = 6

/** A page that nobody has touched: no measure, and the one target that is published. */
export const newWhatIf = (baseYear: number): WhatIf => ({
  until: Math.min(LAST_YEAR, Math.max(USUAL_LAST_YEAR, baseYear + USUAL_SPAN)),
  targets: [{ kind: 'science-based' }],
  packages: [{ name: '', levers: [] }],
  at: 0,
})

/** What a link left; undefined where it has none, or one that is not of this page. */
export function readWhatIf(left: unknown): WhatIf | undefined {
  if (!isObject(left)) return undefined
  const { until, targets, packages, at } = left as Partial<WhatIf>
  const isWhole =
    typeof until === 'number' &&
    Array.isArray(targets) &&
    targets.every(isObject) &&
    Array.isArray(packages) &&
    packages.length > 0 &&
    packages.every(
      (one: unknown) => isObject(one) && Array.isArray(one['levers']) && one['levers'].every(isObject),
    )
  if (!isWhole) return undefined
  return {
    until,
    targets: left['targets'] as readonly TargetDraft[],
    packages: packages.map(({ name, levers }) => ({ name: String(name ?? ''), levers })),
    at: Math.min(Math.max(0, Number(at) || 0), packages.length - 1),
  }
}

/** A name for what a lever acts on: the same in every language. */
export const placeKey = ({ kind, mode, toMode, powertrain, carrier }: LeverPlace): string =>
  [kind, mode, toMode, powertrain, carrier].filter((part) => part !== undefined).join('-')

/** The keys of levers, each once: the second on the same thing is counted. */
export function leverKeys(levers: readonly LeverPlace[]): readonly string[] {
  const seen = new Map<string, number>()
  return levers.map((lever) => {
    const key = placeKey(lever)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}-${count}`
  })
}

/** Vehicles older than the oldest age that may be set are rare: a limit there limits nothing. */
const NO_AGE_LIMIT = 40

/** The size of a lever that changes nothing. */
export const idleSize = (kind: LeverKind): number => (kind === 'age-limit' ? NO_AGE_LIMIT : 0)

/** Whether a lever is moved by the change of a cause in place of its own size. */
export const isByChange = (effect: Effect | undefined): boolean =>
  effect?.unit === 'elasticity' && effect.value !== undefined

/** What the slider of a lever stands at. */
export const settingOf = (lever: LeverDraft, effect: Effect | undefined): number =>
  (isByChange(effect) ? lever.change : lever.size) ?? (isByChange(effect) ? 0 : idleSize(lever.kind))

export const isIdle = (lever: LeverDraft, effect: Effect | undefined): boolean =>
  settingOf(lever, effect) === (isByChange(effect) ? 0 : idleSize(lever.kind))

/** A lever with its slider somewhere else. */
export const withSetting = (lever: LeverDraft, effect: Effect | undefined, value: number): LeverDraft =>
  isByChange(effect)
    ? { ...lever, change: value, size: undefined }
    : { ...lever, size: value, change: undefined }

/** Ends of a published range as sizes of a lever, the smaller first; undefined where it has none. */
export function rangeOfEffect({ value, lower, upper, unit }: Effect): readonly [number, number] | undefined {
  if (unit === 'elasticity') return undefined
  const ends = [value, lower, upper].flatMap((one) => (one === undefined ? [] : [Math.abs(one)]))
  return ends.length === 0 ? undefined : [Math.min(...ends), Math.max(...ends)]
}

/** Effects that a lever may rest on. */
export const fittingEffects = (
  { kind, mode, toMode }: LeverPlace,
  effects: readonly Effect[],
): readonly Effect[] =>
  effects.filter(
    (one) =>
      one.kind === kind &&
      one.modes.some((of) => of === mode || (mode === undefined && of === toMode)) &&
      // What was found of those who take an e-bike tells nothing of other ways to leave a car.
      (one.cause !== 'e-bike' || toMode === 'e-bike'),
  )
