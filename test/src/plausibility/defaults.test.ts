import { describe, expect, test } from 'vitest'
import type { Mode } from '../../../src/index.ts'
import { ELECTRICITY_BANDS, FUEL_BANDS } from '../../../src/plausibility/vehicle-band.ts'
import { newestSet } from '../../emission-factors/newest.ts'

const MJ_PER_KWH = 3.6
/** The densities that slopes were measured over, to which every other is moved [persons/km²]. */
const [LEAST, MOST] = [20, 16_000]

describe('what nobody stated is not called unusual', () => {
  test('no national level, in places of every density that the index knows', () => {
    const { records } = newestSet().content
    const reference = Math.max(
      ...records.flatMap(({ kind, canonicalValue }) =>
        kind === 'reference-density' ? [canonicalValue] : [],
      ),
    )
    const steepest = new Map<Mode | undefined, number>()
    for (const { kind, mode, canonicalValue } of records)
      if (kind === 'density-slope') steepest.set(mode, Math.max(steepest.get(mode) ?? 0, canonicalValue))
    const outside = records.flatMap(({ id, kind, role, mode, carrier, canonicalValue }) => {
      if (kind !== 'energy-level' || role === 'reference' || mode === undefined) return []
      const isElectric = carrier === 'electricity'
      const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } =
        (isElectric ? ELECTRICITY_BANDS : FUEL_BANDS)[mode]?.usual ?? {}
      const value = canonicalValue / (isElectric ? MJ_PER_KWH : 1)
      // Electricity has no index of density.
      const slope = isElectric ? 0 : (steepest.get(mode) ?? 0)
      const [thin, dense] = [LEAST, MOST].map((density) => value * (density / reference) ** slope)
      return thin !== undefined && dense !== undefined && thin >= atLeast && dense <= atMost
        ? []
        : [`${id}: ${thin} to ${dense}`]
    })
    expect(outside).toEqual([])
  })
})
