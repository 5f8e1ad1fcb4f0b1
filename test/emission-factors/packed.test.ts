import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerTo, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { RECIPE } from '../../emission-factors/build/recipe.ts'
import { loadFactorSet } from '../../emission-factors/load.ts'
import { openFactorSet, writePacked } from '../../emission-factors/open.ts'
import { packTable, Texts } from '../../emission-factors/packed-table.ts'
import {
  compileFactorSet,
  EstimateRefused,
  FACTOR_KINDS,
  type FactorSet,
  type FactorSetContent,
  MODES,
  subjectKey,
} from '../../src/index.ts'
import { PINNED_REQUESTS } from '../pins/figures.ts'
import { withNewest } from './newest.ts'
import { FOLDER, onCopy, SETS } from './set.ts'

const packed = mkdtempSync(join(tmpdir(), 'cordon-packed-'))
afterAll(() => rmSync(packed, { recursive: true }))
const folders = readdirSync(SETS).map((id) => join(SETS, id))
writePacked(folders, packed)

const readySet = (folder: string, from: string) => {
  const content = loadFactorSet(folder)
  return { content, whole: compileFactorSet(content), opened: openFactorSet(folder, from) }
}
const released = folders.map((folder) => readySet(folder, packed))

/** The newest set may be a draft yet, and is not among the released ones then. */
const newest =
  released.find(({ content }) => content.id === RECIPE.id) ??
  withNewest((folder) => {
    const into = join(packed, 'draft')
    writePacked([folder], into)
    return readySet(folder, into)
  })
const sets = [...new Set([...released, newest])].map((set) => [set.content.id, set] as const)

/** Rows with their fields in order, which `toEqual` would not tell apart; JSON alone would leave out a field without a value. */
const bytesOf = ({ records, curves, gasCurves = [], ...rest }: FactorSetContent): readonly string[] => [
  JSON.stringify(rest),
  ...[...records, ...curves, ...gasCurves].map((row) => `${Object.keys(row)} ${JSON.stringify(row)}`),
]

/** In the order in which a set lists them. */
const rowsOf = ({ records, curves, gasCurves = [], coldStarts = [] }: FactorSetContent) => [
  ...records,
  ...curves,
  ...gasCurves,
  ...coldStarts,
]

describe.each(sets)('factor set %s, packed', (_, { content, whole, opened }) => {
  test('finds the records of every subject and region, in the same order', () => {
    const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id).join()
    const asked = new Map(content.records.map((record) => [`${subjectKey(record)}|${record.region}`, record]))
    for (const record of asked.values()) {
      expect(ids(opened.find(record, record.region))).toBe(ids(whole.find(record, record.region)))
      expect(ids(opened.regionsOf(record).get(record.region) ?? [])).toBe(
        ids(whole.regionsOf(record).get(record.region) ?? []),
      )
    }
    expect(opened.regionsOf({ kind: 'density', mode: 'walk' }).get('GLO')).toBeUndefined()
    const regions = new Set(content.records.map(({ region }) => region))
    for (const mode of MODES)
      for (const region of regions)
        expect(ids(opened.fleetShares(mode, region))).toBe(ids(whole.fleetShares(mode, region)))
    for (const curve of content.curves) expect(ids(opened.curves(curve))).toBe(ids(whole.curves(curve)))
    for (const curve of content.gasCurves ?? [])
      expect(ids(opened.gasCurves(curve))).toBe(ids(whole.gasCurves(curve)))
    expect(opened.hasGasCurves).toBe(whole.hasGasCurves)
  })

  test('finds a record by its id, and names all ids, in order', () => {
    const rows = rowsOf(content)
    const ids = rows.map(({ id }) => id)
    expect(opened.listIds()).toEqual(ids)
    expect(whole.listIds()).toEqual(ids)
    // Every kind of row, and a prime's worth of the others.
    const asked = rows.filter(({ kind }, at) => at % 211 === 0 || kind.endsWith('e'))
    expect(new Set(asked.map(({ kind }) => kind)).size).toBeGreaterThan(5)
    for (const row of asked.slice(0, 300)) {
      expect(opened.findRecord(row.id)).toEqual(row)
      expect(whole.findRecord(row.id)).toBe(row)
    }
    for (const id of ['', '.', 'no-such-id', `${ids[0]}.2020`, String(ids.at(-1)).slice(0, -1)])
      expect(opened.findRecord(id)).toBe(whole.findRecord(id))
  })

  test('holds the same rows, field for field and bit for bit', () => {
    const rows = bytesOf(opened.content)
    const expected = bytesOf(content)
    const changed = expected.filter((row, index) => rows[index] !== row)
    expect(changed.slice(0, 3)).toEqual([])
    expect(rows.length).toBe(expected.length)
  })

  test('tells how much it holds as counting its rows does', () => {
    // As lists: sets are compared each with each.
    const told = ({ regions, ...counts }: ReturnType<FactorSet['extent']>) => ({
      ...counts,
      regions: [...regions].sort(),
    })
    const expected = told({
      records: content.records.length,
      speedCurves: content.curves.length,
      regions: new Set([...content.records, ...content.curves].map(({ region }) => region)),
    })
    expect(told(opened.extent())).toEqual(expected)
    expect(told(whole.extent())).toEqual(expected)
  })

  test('knows the same modes', () => {
    expect([...opened.modes].sort()).toEqual([...whole.modes].sort())
  })

  test('lists the records and regions of a kind, in the same order', () => {
    const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id).join()
    for (const kind of FACTOR_KINDS) {
      expect(opened.listRegions(kind)).toEqual(whole.listRegions(kind))
      expect(ids(opened.listOfKind(kind))).toBe(ids(whole.listOfKind(kind)))
    }
    for (const mode of MODES)
      expect(ids(opened.listOfKind('occupancy', mode))).toBe(ids(whole.listOfKind('occupancy', mode)))
    expect(opened.listOfKind('occupancy', 'car').length).toBeGreaterThan(0)
  })

  test('gives a record that was found as the one that is listed', () => {
    const [record] = opened.content.records
    if (!record) throw new Error('There is no record.')
    expect(opened.find(record, record.region)).toContain(record)
  })
})

test.each(Object.entries(PINNED_REQUESTS))(
  'the newest set, packed, answers %s as its tables do',
  async (_, body) => {
    const answers = [newest.opened, newest.whole].map(async (set) => {
      try {
        const request = estimateRequest.parse({ ...body, factorSet: set.content.id })
        const { result } = await answerTo(questionOf(request, factorSetsOf([set])), simulateHere, 'result')
        return JSON.stringify(result)
      } catch (error) {
        if (!(error instanceof EstimateRefused)) throw error
        return JSON.stringify(error.refusals)
      }
    })
    const [opened, whole] = await Promise.all(answers)
    expect(opened).toBe(whole)
  },
)

test('what is packed and was altered is refused', () => {
  const path = join(packed, '2026.1.json')
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, before.replace('"jet-kerosene"', '"jet-gasoline"'))
  expect(() => openFactorSet(FOLDER, packed)).toThrow(/2026\.1\.json: altered/)
  writeFileSync(path, before)
})

test('a set that was altered is refused, whatever is packed of it', () => {
  onCopy((folder) => {
    const path = join(folder, 'factors.csv')
    writeFileSync(path, readFileSync(path, 'utf8').replace('GLO', 'GLX'))
    expect(() => openFactorSet(folder, packed)).toThrow(/factors\.csv: altered/)
  })
})

test('a set of which nothing is packed is read from its tables', () => {
  const { content } = openFactorSet(FOLDER, join(packed, 'nowhere'))
  expect(content.records.length).toBe(loadFactorSet(FOLDER).records.length)
})

test.each([
  ['a field more', { a: 1, c: 2 }],
  ['another order', { b: 1, a: 2 }],
  ['a negative zero, which JSON forgets', { a: -0 }],
  ['a number that JSON does not know', { a: Number.NaN }],
])('a row with %s is not packed', (_, row) => {
  expect(() => packTable([row], ['a', 'b'], new Texts())).toThrow()
})
