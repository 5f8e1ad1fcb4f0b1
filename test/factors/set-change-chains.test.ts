import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decompose } from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { judgedOf } from '../fixtures/request.ts'

const newest = newestSet()
const requestOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'))

/** Sum of the sizes of effects, for effects of both signs hide each other in a plain sum. */
const sizeOf = (effects: readonly { readonly effectKgCo2e: number }[]): number =>
  effects.reduce((sum, { effectKgCo2e }) => sum + Math.abs(effectKgCo2e), 0)

describe('from chains by distance to chains through energy', () => {
  test.each(['hennepin-2020', 'leeds-cars-2019'])(
    '%s: less than a tenth of what moved is structure',
    (name) => {
      const body = requestOf(name)
      const { factors, structure } = decompose(judgedOf(body, releasedSet('2026.2')), judgedOf(body, newest))
      const whole = sizeOf(factors) + sizeOf(structure)
      expect(whole).toBeGreaterThan(0)
      expect(sizeOf(structure) / whole).toBeLessThan(0.1)
      const intensity = factors.filter(({ name }) => name.endsWith('emissions per vkm'))
      expect(intensity.length).toBeGreaterThan(0)
      for (const { before, after } of intensity) {
        expect(before?.records.length).toBeGreaterThan(0)
        expect(after?.records.length).toBeGreaterThan(0)
      }
    },
  )
})
