import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { releasedSet } from '../fixtures/released-set.ts'
import { SETS } from './set.ts'

const sets = readdirSync(SETS).map((id) => releasedSet(id).content)

const setOf = (id: string) => {
  const set = sets.find((one) => one.id === id)
  if (!set) throw new Error(`no set ${id}`)
  return set
}

describe('the sets together', () => {
  it('never use one id for two figures', () => {
    const stated = new Map<string, string>()
    const clashes: string[] = []
    for (const { id: set, records } of sets)
      for (const { id, value, unit } of records) {
        const figure = `${value} ${unit}`
        const before = stated.get(id) ?? figure
        if (before !== figure) clashes.push(`${id}: ${before}, and ${figure} in ${set}`)
        stated.set(id, before)
      }
    expect(clashes).toEqual([])
    expect(stated.size).toBeGreaterThan(setOf('2026.2').records.length)
  })

  it('hold in 2026.2 every record of 2026.1 as it was', () => {
    const later = new Map(setOf('2026.2').records.map((record) => [record.id, record]))
    const changed = setOf('2026.1').records.filter(
      (record) => JSON.stringify(later.get(record.id)) !== JSON.stringify(record),
    )
    expect(changed.map(({ id }) => id)).toEqual([])
    expect(setOf('2026.2').supersedes).toBe('2026.1')
  })
})

describe('set 2025.1', () => {
  const { records, sources } = setOf('2025.1')
  const newest = (sourceId: string): number =>
    Math.max(...records.filter((record) => record.sourceId === sourceId).map(({ yearFrom = 0 }) => yearFrom))

  it('has none of the editions that 2026.1 is newer by', () => {
    const ids = sources.map(({ id }) => id)
    for (const newer of ['desnz-2025', 'epa-hub-2025', 'mee-2025', 'ember-2026'])
      expect(ids).not.toContain(newer)
    for (const earlier of ['desnz-2024', 'epa-hub-2024', 'mee-2024-12', 'ember-2025'])
      expect(ids).toContain(earlier)
    // eGRID2022 came before eGRID2023; the Chinese stocks of December 2024 before those of June 2025.
    expect(newest('epa-egrid')).toBe(2022)
    expect(newest('china-mps')).toBe(2024)
  })

  it('has a grid intensity of the earlier export under an id of its own', () => {
    // China 2023: 583.0 g CO2e/kWh life cycle in the newer export; NOTES of the figures, "Mismatches and traps".
    const newer = setOf('2026.1').records.find(({ id }) => id === 'grid-intensity.cn.2023.ember-2026')
    const earlier = records.find(({ id }) => id === 'grid-intensity.cn.2023.ember-2025')
    expect(newer?.value).toBeCloseTo(583, 0)
    expect(earlier?.value).toBeGreaterThan(0)
  })
})
