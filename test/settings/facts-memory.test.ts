import { expect, test } from 'vitest'
import { factsMemoryOf, littleMemory } from '../../api/settings/facts-memory.ts'

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

test('a service that may use too little memory says so', () => {
  for (const enough of [GB, 2 * GB, 24 * GB]) expect(littleMemory(24 * GB, enough)).toBeUndefined()
  expect(littleMemory(2 * GB, 0)).toBeUndefined()
  // 512 MiB is 536 870 912 bytes; a service under it was ended by the system within a minute of mixed work.
  expect(littleMemory(24 * GB, 512 * 1024 ** 2)).toMatch(/^The service may use 536 MB of memory\. /)
  expect(littleMemory(0.5 * GB, 0)).toMatch(/^The service may use 500 MB /)
})
