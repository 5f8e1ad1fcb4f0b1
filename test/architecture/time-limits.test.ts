import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** A limit that a test or a hook states for itself: `{ timeout: … }`, or a number behind its function, in its line or the next. */
const OWN_LIMIT = /\btimeout: [A-Z\d]|^\s*\},\s+\d[\d_]{3,},?\s*\)$/m

/** Apart from its number, so that this file states no limit itself. */
const WORD = 'timeout'

test('no test ends because a machine is slow: vitest.config.ts alone states a limit, for what hangs', () => {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => OWN_LIMIT.test(readFileSync(`test/${file}`, 'utf8')))).toEqual([])
})

test.each([`${WORD}: 120_000 }`, `${WORD}: LIMIT_MS,`, '}, 60_000)', '},\n  60_000,\n)'])(
  '%j is found in a test',
  (limit) => {
    expect(OWN_LIMIT.test(limit)).toBe(true)
  },
)
