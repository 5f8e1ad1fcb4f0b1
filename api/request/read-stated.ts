import { supportOf } from '../../src/index.ts'
import type { Measure, Quantity } from './measure.ts'
import { readDistribution } from './read-distribution.ts'
import {
  attempt,
  type Beside,
  type Report,
  readBounds,
  readPlusMinus,
  reportUnknown,
  turnsRound,
} from './read-interval.ts'
import { STATED_FIELDS, type StatedObject } from './stated-object.ts'

/**
 * A quantity stated as an object, in canonical units.
 *
 * @param report called for every fault
 * @returns undefined if the value could not be read; what is returned beside a fault is not to be used
 */
export function readStated<Unit extends string>(
  object: StatedObject,
  measure: Measure<Unit>,
  report: Report,
): Quantity<Unit> | undefined {
  reportUnknown(object, STATED_FIELDS, [], report)
  const read = readValue(object, measure, report)
  const { plusMinus, lower, upper, distribution } = object
  const hasBounds = lower !== undefined || upper !== undefined
  const [, second] = [
    ...(plusMinus === undefined ? [] : ['plusMinus']),
    ...(hasBounds ? [lower === undefined ? 'upper' : 'lower'] : []),
    ...(distribution === undefined ? [] : ['distribution']),
  ]
  if (second !== undefined)
    report({ path: [second], detail: 'State one of plusMinus, lower and upper, distribution.' })
  if (!read) return undefined
  if (plusMinus === undefined && !hasBounds && distribution === undefined) return read
  const beside = besideOf(object, read, measure, report)
  const uncertainties = [
    plusMinus === undefined ? undefined : readPlusMinus(plusMinus, beside),
    hasBounds ? readBounds(object, [], beside) : undefined,
    distribution && readDistribution(distribution, beside),
  ]
  const uncertainty = uncertainties.find((one) => one !== undefined)
  return { ...read, ...(uncertainty === undefined ? {} : { uncertainty }), stated: object }
}

function readValue<Unit extends string>(
  { value, unit }: StatedObject,
  measure: Measure<Unit>,
  report: Report,
) {
  if (unit === undefined) return attempt(['value'], report, () => measure.read(value))
  if (typeof value === 'string') {
    report({ path: ['unit'], detail: 'The text carries its unit; leave this out.' })
    return undefined
  }
  const known = attempt(['unit'], report, () => {
    measure.convert(1, unit)
    return true
  })
  // As text, so that it is the same estimate as of a caller who writes a text.
  return known && attempt(['value'], report, () => measure.read(`${value} ${unit.trim()}`))
}

function besideOf<Unit extends string>(
  { value, unit: stated }: StatedObject,
  read: { readonly value: number; readonly unit: Unit },
  measure: Measure<Unit>,
  report: Report,
): Beside<Unit> {
  const unit = stated ?? (typeof value === 'string' ? measure.unitOf(value) : measure.documented)
  const isInverted = turnsRound(measure, unit, read.unit)
  const support = supportOf({ unit: measure.documented })
  return { measure, support, value: read.value, canonical: read.unit, unit, isInverted, report }
}
