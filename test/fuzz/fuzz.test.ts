import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { randomOf } from './random.ts'
import type { Case, Contract } from './request-cases.ts'
import { statusesOf } from './statuses.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'cordon-fuzz-test-'))
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

/** As long as a second or two where nothing else runs; `npm run fuzz` sends a hundred thousand. */
const CASES = 160

test('the service answers what is broken, and goes on', async () => {
  const report = await fuzz({ cases: CASES, seed: 11, files: 0.1, dataFolder })
  expect(report).toMatchObject({
    cases: CASES,
    serverErrors: 0,
    undocumented: 0,
    unanswered: 0,
    crashes: 0,
    leakedFiles: 0,
    findings: [],
  })
  // It is tried on what is whole, too.
  expect(report.byStatus['200'] ?? 0).toBeGreaterThan(10)
  // A dataset that a case deletes is there again for the next file.
  expect(report.fileStatus['404'] ?? 0).toBeLessThan(report.byKind['file'] ?? 0)
  expect(Object.keys(report.byKind).sort()).toEqual(['file', 'raw', 'request', 'workbook'])
})

describe('what would be found', () => {
  const contract: Contract = {
    paths: { '/v1/things/{id}': { get: { responses: { 200: {}, 404: {} } } } },
    components: {},
  }
  const statuses = statusesOf(contract)
  const get = (path: string): Case => ({ name: 'request', method: 'GET', path, headers: {} })

  test('a status that the contract does not have', () => {
    expect(statuses(get('/v1/things/a')).has(200)).toBe(true)
    expect(statuses(get('/v1/things/a')).has(409)).toBe(false)
    expect(statuses(get('/v1/things/a?x=1')).has(415)).toBe(false)
    // A path that cannot be read is nothing's, whatever its form.
    expect(statuses(get('/v1/things/%')).has(400)).toBe(true)
  })

  test('the same again, by the same seed', () => {
    const numbers = (seed: number): readonly number[] => {
      const random = randomOf(seed)
      return Array.from({ length: 5 }, () => random.below(1000))
    }
    expect(numbers(1)).toEqual(numbers(1))
    expect(numbers(1)).not.toEqual(numbers(2))
  })
})
