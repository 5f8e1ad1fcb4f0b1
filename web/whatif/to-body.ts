import { isObject } from '../form/to-request.ts'
import {
  type Effect,
  isByChange,
  isIdle,
  type LeverDraft,
  leverKeys,
  rangeOfEffect,
  type WhatIf,
} from './work.ts'

/** What the service is asked, and at which field of the page each part of it stands. */
export interface Asking {
  readonly body: Readonly<Record<string, unknown>>
  readonly fieldAt: Readonly<Record<string, string>>
  /** The keys of the levers in the body, in its order. */
  readonly keys: readonly string[]
}

/** A base year with the set that its link was made with, as on the page of the answer; a saved one has its own. */
export const withSet = (request: unknown, factorSet: string | undefined): unknown =>
  isObject(request) && factorSet !== undefined ? { ...request, factorSet } : request

type FindEffect = (id: string | undefined) => Effect | undefined

/** The body of POST /v1/scenarios for a package; levers that change nothing are left out. */
export function toBody(
  request: unknown,
  { until, targets, packages }: WhatIf,
  at: number,
  effectOf: FindEffect,
): Asking {
  const all = packages[at]?.levers ?? []
  const keysOfAll = leverKeys(all)
  const used = all.flatMap((lever, index) =>
    isIdle(lever, effectOf(lever.evidence)) ? [] : [{ lever, key: keysOfAll[index] ?? '' }],
  )
  const fieldAt: Record<string, string> = { '/until': 'until' }
  for (const [index, { key }] of used.entries()) {
    const pointer = `/levers/${index}`
    for (const part of ['', '/size', '/change', '/kind', '/mode', '/toMode'])
      fieldAt[pointer + part] = `size-${key}`
    for (const part of ['from', 'to', 'zoneShare', 'cost', 'evidence'])
      fieldAt[`${pointer}/${part}`] = `${part}-${key}`
  }
  for (const index of targets.keys())
    for (const part of ['', '/year', '/reduction', '/budget'])
      fieldAt[`/targets/${index}${part}`] = `target-${index}${part.replace('/', '-') || '-kind'}`
  return {
    body: {
      base: request,
      until,
      levers: used.map(({ lever, key }) => toLever(lever, key, effectOf)),
      targets,
      // Draws take far longer than a slider waits, whatever the base year asks for.
      uncertainty: { method: 'propagation' },
    },
    fieldAt,
    keys: used.map(({ key }) => key),
  }
}

function toLever({ size, ...lever }: LeverDraft, id: string, effectOf: FindEffect): object {
  const effect = effectOf(lever.evidence)
  const stated = isByChange(effect) ? undefined : sizeBy(size, effect, lever)
  return { id, ...lever, ...(stated === undefined ? {} : { size: stated }) }
}

/**
 * A size inside a published range has that range; the published value itself is left to the service. What lies beyond is a
 * figure of the user’s own.
 */
function sizeBy(size: number | undefined, effect: Effect | undefined, { kind, mode }: LeverDraft): unknown {
  const range = effect && rangeOfEffect(effect)
  if (size === undefined || !range || size < range[0] || size > range[1]) return size
  const isOfMode = kind === 'mode-shift' && mode !== undefined
  if (!isOfMode && effect.value !== undefined && Math.abs(effect.value) === size) return undefined
  return range[0] === range[1] ? size : { value: size, lower: range[0], upper: range[1] }
}
