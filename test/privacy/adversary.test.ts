import { describe, expect, test } from 'vitest'
import { ATTACKS } from './attacks.ts'

describe.each(ATTACKS)('$suite: $name', ({ on, off }) => {
  test('recovers nothing', async () => {
    const { tries, recoveries } = await on()
    expect(tries).toBeGreaterThan(0)
    expect(recoveries).toBe(0)
  })

  test('recovers something from a build with the protection off', async () =>
    expect((await off()).recoveries).toBeGreaterThan(0))
})
