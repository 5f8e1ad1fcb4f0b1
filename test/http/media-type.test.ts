import accepts from '@fastify/accepts'
import { fastify } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { preferredType, prefersCsv } from '../../api/http/media-type.ts'

const app = fastify()
beforeAll(async () => {
  await app.register(accepts)
  app.get('/csv', async (request) => prefersCsv(request))
  app.get('/text', async (request) => [
    preferredType(request, ['application/json', 'text/plain', 'text/markdown']),
  ])
})
afterAll(() => app.close())

const answerTo = async (path: string, accept: string | undefined): Promise<unknown> =>
  (await app.inject({ url: path, headers: accept === undefined ? {} : { accept } })).json()

test.each([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['text/csv', true],
  ['text/csv;q=0.5, application/json', false],
  ['application/json;q=0.5, TEXT/CSV ; q=0.9', true],
  ['text/csv;q=0', false],
  ['text/csv;q=x', false],
  // A range stands for what it holds.
  ['text/*', true],
  ['text/*, */*;q=0.1', true],
  ['application/*', false],
  ['text/csv, */*', true],
  ['image/png, */*;q=0.5', false],
  ['image/png', false],
  // Of equals, the one that is named first.
  ['text/csv, application/json', true],
  ['application/json, text/csv', false],
])('Accept %s prefers CSV: %s', async (accept, expected) => {
  expect(await answerTo('/csv', accept)).toBe(expected)
})

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/*', 'text/plain'],
  ['text/*;q=0.5, text/markdown', 'text/markdown'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
  ['a'.repeat(10_000), 'application/json'],
])('Accept %s is given %s', async (accept, expected) => {
  expect(await answerTo('/text', accept)).toEqual([expected])
})
