import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadScenarioRecords } from '../../emission-factors/scenario-records.ts'
import { everyRecord, LEVER_KINDS, survivalByAge } from '../../src/index.ts'
import { SCENARIO_FOLDER, scenarioRecords } from '../fixtures/scenario.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-scenario-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A copy of the folder with one file changed; its digests stay as they were. */
function changed(name: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(folder, 'copy-'))
  cpSync(SCENARIO_FOLDER, copy, { recursive: true })
  writeFileSync(join(copy, name), change(readFileSync(join(copy, name), 'utf8')))
  return copy
}

const records = scenarioRecords()
const all = everyRecord(records)

describe('published figures of scenarios', () => {
  test('are as released: a changed file is found by its digest', () => {
    expect(() =>
      loadScenarioRecords(changed('levers.csv', (text) => text.replace('-0.84', '-0.48'))),
    ).toThrow('levers.csv is not as it was released')
    expect(() =>
      loadScenarioRecords(
        changed('records.json', (text) => text.replace(/"digest": "sha256:../, '"digest": "sha256:00')),
      ),
    ).toThrow('does not hash')
  })

  test('are all named by the header', () => {
    const { files } = JSON.parse(readFileSync(join(SCENARIO_FOLDER, 'records.json'), 'utf8'))
    expect(
      readdirSync(SCENARIO_FOLDER)
        .filter((name) => name.endsWith('.csv'))
        .sort(),
    ).toEqual(Object.keys(files).sort())
  })

  test('have ids of their own, and a source with a licence', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(
      records.sources.filter(({ licence, title, publisher }) => !(licence && title && publisher)),
    ).toEqual([])
    const used = new Set(all.map(({ sourceId }) => sourceId))
    expect(records.sources.filter(({ id }) => !used.has(id))).toEqual([])
  })

  test('come from no share-alike or non-commercial source', () => {
    expect(records.sources.filter(({ licence }) => /\bSA\b|\bNC\b|AGPL/i.test(licence))).toEqual([])
  })

  test('have survival that never rises, and mileage that goes with it', () => {
    for (const { id, form, parameters } of records.survival) {
      const shares = survivalByAge(form, parameters)
      expect([id, shares[0]]).toEqual([id, 1])
      for (let age = 1; age < shares.length; age += 1)
        expect(shares[age]).toBeLessThanOrEqual((shares[age - 1] as number) + 1e-12)
    }
    expect(records.mileage.every(({ km }) => km.every((one) => one > 0))).toBe(true)
  })

  test('have grid paths that begin in 2020 above 0, and mandates that are shares', () => {
    for (const { points } of records.gridPaths) {
      expect(points[0]?.year).toBe(2020)
      expect(points[0]?.value).toBeGreaterThan(0)
      expect(points.length).toBeGreaterThan(1)
    }
    expect(
      records.mandates.flatMap(({ points }) => points).every(({ value }) => value > 0 && value <= 1),
    ).toBe(true)
  })

  test('have standards that are shares and never loosen', () => {
    expect(records.standards.map(({ mode }) => mode)).toEqual([
      'car',
      'van',
      'rigid-truck',
      'articulated-truck',
    ])
    for (const { points } of records.standards)
      for (const [at, { value }] of points.entries()) {
        expect(value).toBeGreaterThan(points[at - 1]?.value ?? 0)
        expect(value).toBeLessThanOrEqual(1)
      }
  })

  test('have effects of kinds that there are, but for the rebound, which a lever states itself', () => {
    const kinds = new Set(records.levers.map(({ kind }) => kind))
    expect([...kinds].filter((kind) => !(LEVER_KINDS as readonly string[]).includes(kind))).toEqual([
      'rebound',
    ])
    // An elasticity of fuel includes what people drive less.
    for (const { moves, holds } of records.levers) expect(holds.includes(moves)).toBe(true)
  })
})
