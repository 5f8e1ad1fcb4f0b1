import { describe, expect, test } from 'vitest'
import { isFullDiskClean, isKillClean } from './clean.ts'
import type { FullDiskReport } from './full-disk.ts'
import { KILLED } from './killed.ts'

// The rounds themselves are run by npm run test:faults; here is what they would find.

describe('rounds of work and SIGKILL', () => {
  test('are clean when all was acknowledged and nothing is wrong', () => {
    expect(isKillClean(KILLED)).toBe(true)
  })

  test.each(['estimates', 'files', 'replaced', 'deleted', 'zones', 'releases', 'drawn'])(
    'are not without %s',
    (name) => {
      expect(isKillClean({ ...KILLED, [name]: 0 })).toBe(false)
    },
  )

  test.each(['lost', 'doubled', 'returned', 'halfWritten', 'runningJobs', 'stagingLeft'])(
    'are not with %s',
    (name) => {
      expect(isKillClean({ ...KILLED, [name]: 1 })).toBe(false)
    },
  )
})

const FULL: FullDiskReport = {
  estimates: 10,
  files: 10,
  wasFull: true,
  reopened: 0,
  whileFull: { save: 503, import: 503, live: 200 },
  healed: true,
  lost: 0,
  others: [],
}

describe('a full disk', () => {
  test('is clean when it was full, and all is well again', () => {
    expect(isFullDiskClean(FULL)).toBe(true)
  })

  test.each<[string, Partial<FullDiskReport>]>([
    ['never full', { wasFull: false }],
    ['saving while full', { whileFull: { ...FULL.whileFull, save: 201 } }],
    ['an import while full', { whileFull: { ...FULL.whileFull, import: 500 } }],
    ['dead while full', { whileFull: { ...FULL.whileFull, live: 503 } }],
    ['not ready again', { healed: false }],
    ['without what was acknowledged', { lost: 1 }],
    ['answered with a fault', { others: [500] }],
  ])('is not clean %s', (_, wrong) => {
    expect(isFullDiskClean({ ...FULL, ...wrong })).toBe(false)
  })
})
