import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { METHOD_VERSION } from '../../src/index.ts'
import { releasedSets } from '../fixtures/released-set.ts'
import { answersOfCommands, answersOfRoutes } from './answers.ts'
import { fieldOrder, inPresentOrder } from './field-order.ts'
import { figuresOf, PINNED_REQUESTS, PINNED_SETS } from './figures.ts'

/**
 * What the project answered before: `answers.json` to the byte, `figures.json` to the bit, `ids.json` by name.
 *
 * The figures of released sets are a promise and stay for good. The bytes change with a change of words or of a document:
 * in a commit that says so, by `npx tsx test/pins/write-pins.ts`. The ids change with METHOD_VERSION alone: an id hashes
 * the checked request as text, so the order of fields in the schema of a request is part of every id.
 */
const read = (file: string) => JSON.parse(readFileSync(`test/pins/${file}`, 'utf8'))
const factorSets = releasedSets()

test('every example, command and format answers as it did, to the byte', async () => {
  expect(await answersOfCommands(factorSets)).toEqual(read('answers.json').commands)
})

test('every route answers as it did, to the byte', async () => {
  expect(await answersOfRoutes(factorSets)).toEqual(read('answers.json').routes)
})

test('the ids of requests are what they were', () => {
  const { methodVersion, ids } = read('ids.json')
  const now = Object.fromEntries(
    Object.keys(ids).map((name) => {
      const body = { ...PINNED_REQUESTS[name], factorSet: '2026.2' }
      return [name, questionOf(estimateRequest.parse(body), factorSets).id]
    }),
  )
  expect(methodVersion).toBe(METHOD_VERSION)
  expect(now).toEqual(ids)
})

test('the fields of a request stand in the order that ids hash', () => {
  const { fields } = read('ids.json')
  // New fields may come between them: requests that lack those are written as before.
  expect(inPresentOrder(fields, fieldOrder(estimateRequest))).toEqual(fields)
  expect(inPresentOrder(['/a', '/b'], ['/b', '/new', '/a'])).not.toEqual(['/a', '/b'])
})

describe.each(PINNED_SETS)('the figures of %s', (set) => {
  const figures = read('figures.json')[set]

  test('are pinned for every request', () => {
    expect(Object.keys(figures)).toEqual(Object.keys(PINNED_REQUESTS))
  })

  test.each(Object.keys(PINNED_REQUESTS))('%s', async (name) => {
    expect(await figuresOf(name, set, factorSets)).toEqual(figures[name])
  })
})
