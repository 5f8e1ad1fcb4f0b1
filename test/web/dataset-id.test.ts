import { expect, test } from 'vitest'
import { datasetFacts } from '../../api/datasets/schema.ts'
import { newDatasetId } from '../../web/files/dataset-id.ts'

const FACTS = {
  title: 'Tidy table',
  owner: 'Town Transit',
  legalBasis: 'open-licence',
  licence: 'CC BY 4.0',
  country: 'DE',
  grain: 'year',
}

/** Moments over a year, of every hour and second. */
const MOMENTS = Array.from({ length: 500 }, (_, at) => new Date(Date.UTC(2026, 0, 1) + at * 63_072_491))

test('no id that the page makes looks to the service like a person or a device', () => {
  for (const city of ['Townsville', 'Freiburg im Breisgau', '成都', 'São Paulo'])
    for (const format of ['tidy', 'gtfs', 'google-eie'])
      for (const moment of MOMENTS) {
        const id = newDatasetId(city, format, moment)
        expect(datasetFacts.safeParse({ ...FACTS, id }).success, id).toBe(true)
      }
})

test('an id that looks like the number of a device is found', () => {
  expect(datasetFacts.safeParse({ ...FACTS, id: 'townsville-tidy-mx1wnjwl' }).success).toBe(false)
})

test('two moments have two ids', () => {
  expect(new Set(MOMENTS.map((moment) => newDatasetId('Leeds', 'tidy', moment))).size).toBe(MOMENTS.length)
})
