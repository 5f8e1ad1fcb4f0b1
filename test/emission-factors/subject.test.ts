import { expect, test } from 'vitest'
import { DIFFERENCE_FIELDS } from '../../api/factors/diff-schema.ts'
import { factorRecord } from '../../api/factors/schema.ts'
import { ownFactor } from '../../api/sets/overlay-schema.ts'
import { factorSchema } from '../../emission-factors/schema.ts'
import { factorColumns } from '../../emission-factors/table.ts'
import { OWN_FIELDS, SUBJECT_FIELDS, subjectKey } from '../../src/index.ts'

/** Those of some names that are parts of a subject, in their order. */
const partsOf = (names: readonly string[]): readonly string[] =>
  names.filter((name) => SUBJECT_FIELDS.some((field) => field === name))

test('every part of a subject stands in the table of a set, its schema and the answers, in one order', () => {
  expect(partsOf(factorColumns(() => true))).toEqual(SUBJECT_FIELDS)
  expect(partsOf(Object.keys(factorSchema.shape))).toEqual(SUBJECT_FIELDS)
  expect(partsOf(Object.keys(factorRecord.options[0].shape))).toEqual(SUBJECT_FIELDS)
  expect(partsOf(Object.keys(ownFactor.shape))).toEqual(OWN_FIELDS)
  expect(partsOf(DIFFERENCE_FIELDS)).toEqual(SUBJECT_FIELDS)
})

test('the tables of the first sets have no column for what was split later', () => {
  const first = partsOf(factorColumns(() => false))
  const later = new Set<string>(['modelYearFrom', 'modelYearTo', 'month', 'placeKnown'])
  expect(first).toEqual(SUBJECT_FIELDS.filter((field) => !later.has(field)))
})

test('every part of a subject tells two subjects apart, but for the word that says no more than its absence', () => {
  const kind = 'direct-factor'
  const none = subjectKey({ kind })
  expect(subjectKey({ kind, vehicleClass: 'average', powertrain: 'mixed' })).toBe(none)
  // A carrier and a GWP set are notes on a direct factor.
  expect(subjectKey({ kind, carrier: 'petrol', gwpSet: 'AR5' })).toBe(none)
  const others = [
    { mode: 'car' },
    { vehicleClass: 'small' },
    { powertrain: 'petrol' },
    { emissionStandard: 'euro-4' },
    { gas: 'co2' },
    { subSector: 'II.1' },
    { modelYearFrom: 2010 },
    { modelYearTo: 2010 },
  ] as const
  expect(new Set(others.map((about) => subjectKey({ kind, ...about }))).size).toBe(others.length)
  expect(others.map((about) => subjectKey({ kind, ...about }))).not.toContain(none)
  expect(subjectKey({ kind: 'gwp', gwpSet: 'AR5' })).not.toBe(subjectKey({ kind: 'gwp', gwpSet: 'AR6' }))
})
