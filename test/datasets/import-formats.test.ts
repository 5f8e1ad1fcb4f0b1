import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

test('every format is listed with its options', async () => {
  const { items } = (await app.inject('/v1/import-formats')).json()
  expect(items.map(({ format }: { format: string }) => format)).toEqual(IMPORTERS.map(({ format }) => format))
  const eie = items.find(({ format }: { format: string }) => format === 'google-eie')
  expect(Object.keys(eie.options)).toContain('city')
})

test('the template of a tidy table can be downloaded: its columns and no row', async () => {
  const { headers, body } = await app.inject('/v1/import-formats/tidy/template')
  expect(headers['content-disposition']).toBe('attachment; filename="tidy.csv"')
  expect(body.split('\n')).toEqual([
    expect.stringMatching(/^period,city,origin,destination,.*,contributors,largest_share,second_share$/),
    '',
  ])
})
