import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toEstimateInput } from '../../api/estimate/to-input.ts'
import { estimateCity, type Sums } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'

/**
 * Small cities worked by hand: `hand.md` shows the arithmetic, `expected.json` its results. They change only with a
 * change of method or figures that CHANGELOG.md names.
 */
const folder = import.meta.dirname
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const read = (name: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, name, file), 'utf8'))

describe.each(cases.map(({ name }) => name))('%s', (name) => {
  const request = estimateRequest.parse(read(name, 'input.json'))
  const { estimate } = estimateCity(toEstimateInput(request), releasedSet(request.factorSet ?? ''))
  const { totals } = estimate
  const expected = Object.entries(read(name, 'expected.json') as Partial<Sums>)

  test.each(expected)('%s', (figure, value) => {
    const ours = totals[figure as keyof Sums]
    expect(ours === undefined ? null : Number(ours.toPrecision(12))).toBe(
      value === null ? null : Number(value?.toPrecision(12)),
    )
  })
})
