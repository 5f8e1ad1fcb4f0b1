import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { figureFaults } from '../../emission-factors/figure-check.ts'

const FIGURES = fileURLToPath(new URL('../../emission-factors/figures', import.meta.url))

/** The faults of the repository's figures with a line planted in two of their files. */
function planted(source: string, ...figures: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'figures-'))
  try {
    cpSync(FIGURES, folder, { recursive: true })
    appendFileSync(join(folder, 'sources.csv'), `${source}\n`)
    for (const figure of figures) appendFileSync(join(folder, 'jrc.csv'), `${figure}\n`)
    return figureFaults(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const figure = (sourceId: string, year = 2021): string =>
  `standard-share,car,Euro 5,petrol,FR,${year},0.3,,,share,published,${sourceId},stock by age`

describe('figures in the repository', () => {
  test('stand under licences that let them be handed on', () => {
    expect(figureFaults(FIGURES)).toEqual([])
  })

  test.each(['CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'GPL-3.0', 'to check', 'presumed OGL-3.0', 'OGL-3.0; to check'])(
    'are refused under %s',
    (licence) => {
      const faults = planted(`zevam,Stock by age,A project,2021,${licence},A project,,`, figure('zevam'))
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^sources\.csv:\d+: '.+' is no licence under which figures may be handed on$/)
    },
  )

  test('are quoted up to ten facts of a source', () => {
    const source = 'acea,Vehicles on European roads,ACEA,2026,quoted,ACEA,,'
    const facts = (count: number) => Array.from({ length: count }, (_, index) => figure('acea', 2000 + index))
    expect(planted(source, ...facts(10))).toEqual([])
    expect(planted(source, ...facts(11))).toEqual([
      'sources.csv: 11 facts of acea are no quotation; 10 are the most',
    ])
  })

  test('are quoted under one line of a source: a second one under another licence is refused', () => {
    const [quoted, open] = ['quoted', 'CC-BY-4.0'].map(
      (licence) => `acea,Vehicles on European roads,ACEA,2026,${licence},ACEA,,`,
    )
    const facts = Array.from({ length: 11 }, (_, index) => figure('acea', 2000 + index))
    expect(planted(`${quoted}\n${open}`, ...facts)).toEqual([
      expect.stringMatching(/^sources\.csv:\d+: acea is there twice$/),
    ])
  })

  test('count each year of a line that packs several', () => {
    const source = 'acea,Vehicles on European roads,ACEA,2026,quoted,ACEA,,'
    const packed = (span: string, count: number): string =>
      `standard-share,car,Euro 5,petrol,FR,${span},${Array(count).fill(0.3).join(' ')},,,share,published,acea,stock`
    expect(planted(source, packed('2010-2019', 10))).toEqual([])
    expect(planted(source, packed('2010-2020', 11))).toEqual([
      'sources.csv: 11 facts of acea are no quotation; 10 are the most',
    ])
    expect(planted(source, packed('2010-2019', 9))).toEqual([
      expect.stringMatching(/^jrc\.csv:\d+: 2010-2019 are 10 years, and the line has 9 values$/),
    ])
  })

  test('name a source that is there', () => {
    expect(planted('acea,Vehicles,ACEA,2026,quoted,ACEA,,', figure('acea'), figure('nobody'))).toEqual([
      expect.stringMatching(/^jrc\.csv:\d+: there is no source 'nobody' in sources\.csv$/),
    ])
  })
})
