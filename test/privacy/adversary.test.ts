import { describe, expect, test } from 'vitest'
import type { Effort } from './attack.ts'
import { ATTACKS } from './attacks.ts'

/**
 * Of attacks on many persons or days a few of each kind, the same each time; `npm run adversary` tries all. A build with
 * the protection off is tried on the same ones, until it gives something away: what the first test passes over, the second
 * one would not find.
 */
const SOME: Effort = { most: 4, isUntilFound: false }

describe.each(ATTACKS)('$suite: $name', ({ on, off }) => {
  test('recovers nothing', async () => {
    const { tries, recoveries } = await on(SOME)
    expect(tries).toBeGreaterThan(0)
    expect(recoveries).toBe(0)
  })

  test('recovers something from a build with the protection off', async () =>
    expect((await off({ ...SOME, isUntilFound: true })).recoveries).toBeGreaterThan(0))
})
