import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attributionPage, attributionText } from '../../emission-factors/attribution.ts'
import { listFactorSets } from '../../emission-factors/load.ts'
import { HAND_CONTENT } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { SETS } from './set.ts'

test('docs/attribution.md is that of the newest set; run npx tsx emission-factors/write-attribution.ts', () => {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no released set.')
  expect(readFileSync('docs/attribution.md', 'utf8')).toBe(attributionPage(releasedSet(newest.id).content))
})

test('a source without records or regions is not named, and each line is written once', () => {
  const [source] = HAND_CONTENT.sources
  if (!source) throw new Error('The set has no source.')
  const twin = { ...source, id: 'twin' }
  const unused = { ...source, id: 'unused', attribution: 'Nobody took a figure from this' }
  const records = HAND_CONTENT.records.map((record, index) =>
    index === 0 ? { ...record, sourceId: 'twin' } : record,
  )
  const text = attributionText({ ...HAND_CONTENT, sources: [source, twin, unused], records })
  expect(text).not.toContain(unused.attribution)
  expect(text.split(source.attribution)).toHaveLength(2)
})
