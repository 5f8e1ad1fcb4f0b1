import { expect, test } from 'vitest'
import { factsMemoryOf } from '../../api/settings/facts-memory.ts'

const GB = 1_000_000_000

test.each([
  ['an eighth of a machine', 24 * GB, 0, 3 * GB],
  ['an eighth of what a container or a unit may take', 24 * GB, 4 * GB, 0.5 * GB],
  // What tells that nothing bounds it is a number beyond any machine.
  ['of the machine where the bound is none', 16 * GB, 2 ** 64, 2 * GB],
  // An eighth of 2 GB would be 250 MB.
  ['on a small server as much as ever', 2 * GB, 0, 256_000_000],
  ['on a smaller one too', GB, 0.5 * GB, 256_000_000],
])('the database of facts may take %s', (_, machine, allowed, bytes) => {
  expect(factsMemoryOf(machine, allowed)).toBe(bytes)
})
