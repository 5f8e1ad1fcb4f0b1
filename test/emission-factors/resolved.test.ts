import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listFactorSets, loadFactorSet } from '../../emission-factors/load.ts'
import { resolvedTables } from '../../emission-factors/resolve/tables.ts'
import { compileFactorSet } from '../../src/index.ts'
import { SETS } from './set.ts'

const RESOLVED = join(SETS, '..', 'resolved')

test('the committed tables are what the newest set resolves to', () => {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  let size = 0
  for (const [name, text] of resolvedTables(compileFactorSet(loadFactorSet(newest.folder)))) {
    const committed = readFileSync(join(RESOLVED, name), 'utf8')
    const before = committed.split('\n')
    // Line by line: the report on two texts of megabytes would be as long.
    const changed = text.split('\n').filter((line, index) => before[index] !== line)
    expect(changed.slice(0, 3), `${name}: npm run factors:resolve writes it anew`).toEqual([])
    expect(committed.length, name).toBe(text.length)
    size += committed.length
  }
  expect(size).toBeLessThan(3_000_000)
})
