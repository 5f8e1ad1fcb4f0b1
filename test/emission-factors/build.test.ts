import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { RECIPE, type Recipe } from '../../emission-factors/build/recipe.ts'
import type { Contribution } from '../../emission-factors/build/row.ts'
import { buildSet } from '../../emission-factors/build/set.ts'
import { type Figures, openFigures } from '../../emission-factors/figure-file.ts'
import { loadFactorSet, type SetHeader, setDigest, sha256 } from '../../emission-factors/load.ts'
import type { SeriesRow, YearRow } from '../../emission-factors/series.ts'
import { readFactors } from '../../emission-factors/table.ts'
import { verifyFactorSet } from '../../emission-factors/verify.ts'
import { SETS } from './set.ts'

const RELEASED = fileURLToPath(new URL('../../emission-factors/released.csv', import.meta.url))
const FIGURES = fileURLToPath(new URL('../../emission-factors/figures', import.meta.url))

function inFolder<T>(use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'factor-build-'))
  try {
    return use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const headerIn = (folder: string): SetHeader =>
  JSON.parse(readFileSync(join(folder, 'set.json'), 'utf8')) as SetHeader
const headerOf = (id: string): SetHeader => headerIn(join(SETS, id))

describe('released sets', () => {
  const { data: rows } = Papa.parse<Record<string, string>>(readFileSync(RELEASED, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })

  it('are those of the table, each with the digest that it was released with', () => {
    const table = Object.fromEntries(rows.map(({ id = '', digest = '' }) => [id, digest]))
    const found = Object.fromEntries(readdirSync(SETS).map((id) => [id, headerOf(id).digest]))
    expect(found).toEqual(table)
  })

  it('name the commit whose build made them', () => {
    for (const { commit } of rows) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  })

  // That each holds together, the test of the command says that verifies them.
})

describe('the build of the newest set', () => {
  it('needs nothing but the repository, keeps every record of its base and of the set before, and gives the same bytes again', () => {
    inFolder((to) => {
      const build = () => buildSet(openFigures(FIGURES), RECIPE, { sets: SETS, to })
      const { header } = build()
      // A released set has the digest of the build that released it; a draft is built again to compare.
      expect(header.digest).toBe(RECIPE.digest ?? build().header.digest)
      const idsOf = (folder: string): readonly unknown[] =>
        readFactors(readFileSync(join(folder, 'factors.csv'), 'utf8')).rows.map(({ id }) => id)
      const made = new Set(idsOf(join(to, RECIPE.id)))
      expect(idsOf(join(SETS, RECIPE.base)).filter((id) => !made.has(id))).toEqual([])
      const allOf = (folder: string): readonly string[] => loadFactorSet(folder).records.map(({ id }) => id)
      const all = new Set(allOf(join(to, RECIPE.id)))
      // A series that says other figures than in the set before has an id of its own: its years are kept under that.
      const revised = (id: string): string =>
        id.replace(/\.(\d{4})$/, `-${RECIPE.id.replaceAll('.', '-')}.$1`)
      const before = allOf(join(SETS, RECIPE.supersedes))
      expect(before.filter((id) => !all.has(id) && !all.has(revised(id)))).toEqual([])
      expect(before.filter((id) => all.has(id)).length).toBeGreaterThan(0.95 * before.length)
      const sizes = new Map(
        readdirSync(join(to, RECIPE.id)).map((name) => [
          name,
          readFileSync(join(to, RECIPE.id, name)).length,
        ]),
      )
      for (const [name, size] of sizes) expect(size, name).toBeLessThan(6_000_000)
      expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000)
    })
  })
})

/** Everything of a draft comes from its contribution. */
const NO_FIGURES: Figures = { all: () => [], sources: () => [] }

const SOURCE = {
  id: 'a-source',
  title: 'A table',
  publisher: 'An office',
  edition: '2024',
  published: '2024',
  accessed: '2026-11-24',
  licence: 'CC0',
  attribution: 'An office, A table',
}

const RECORD = {
  id: 'occupancy.car.fr.2024.a-source',
  kind: 'occupancy',
  mode: 'car',
  region: 'FR',
  yearFrom: 2024,
  yearTo: 2024,
  value: 1.5,
  unit: 'persons/vehicle',
  tier: 2,
  quality: 'M',
  verification: 'secondary',
  sourceId: 'a-source',
  locator: 'Table 1',
} as const

const SERIES = {
  id: 'energy-level.car.petrol.fr.a-source',
  kind: 'energy-level',
  mode: 'car',
  powertrain: 'petrol',
  carrier: 'petrol',
  region: 'FR',
  unit: 'MJ/vkm',
  seriesErrorShare: 0.8,
  tier: 2,
  quality: 'M',
  verification: 'read',
  sourceId: 'a-source',
  locator: 'Table 2',
} as const satisfies SeriesRow

const year = (of: number, value: number): YearRow => ({
  series: SERIES.id,
  year: of,
  value,
  spliced: 'published',
})
const YEARS = [year(2019, 2.4), year(2020, 2.36)] as const

/** A recipe of one record and one series, with what a test changes. */
function recipeWith(
  change: Partial<Record<keyof typeof RECORD, unknown>>,
  years: readonly YearRow[] = YEARS,
  more: readonly object[] = [],
): Recipe {
  const records = [{ ...RECORD, ...change }, ...more] as unknown as Contribution['records']
  const part = { sources: [SOURCE], records, series: [SERIES], years, replaces: () => false }
  return {
    ...{ id: '1999.1', title: 'A set', released: '2026-11-24', base: '2026.2', supersedes: '2026.2' },
    contributions: [() => part],
  }
}

/** Says the same as ten densities of the base, which follow each other. */
const REPLACING: Contribution = {
  ...{ sources: [], records: [], series: [], years: [] },
  replaces: ({ kind }) => kind === 'density',
}
const FIRST_DENSITY = 'density.aviation-gasoline.ghg-protocol-2024'
const LAST_DENSITY = 'density.residual-fuel-oil.ghg-protocol-2024'

const building = (recipe: Recipe): string =>
  inFolder((to) => {
    try {
      buildSet(NO_FIGURES, recipe, { sets: SETS, to })
      return 'built'
    } catch (error) {
      // Nothing may be left where sets are looked for.
      expect(readdirSync(to)).toEqual([])
      return error instanceof Error ? error.message : String(error)
    }
  })

describe('the build refuses', () => {
  it('nothing of a set that holds together', () => {
    expect(building(recipeWith({}))).toBe('built')
  })

  it('a record without a source, of the wrong unit, or of an implausible value', () => {
    const message = building(
      recipeWith({}, YEARS, [
        { ...RECORD, id: 'occupancy.car.it.2024.nobody', region: 'IT', sourceId: 'nobody' },
        { ...RECORD, id: 'occupancy.car.nl.2024.a-source', region: 'NL', unit: 'heads' },
        { ...RECORD, id: 'occupancy.car.se.2024.a-source', region: 'SE', value: 1500 },
      ]),
    )
    expect(message).toMatch(/occupancy\.car\.it.*: no source nobody/)
    expect(message).toMatch(/occupancy\.car\.nl.*: heads: /)
    expect(message).toMatch(/1500 persons\/vehicle is outside 0\.5 to 600/)
  })

  it('records of one subject whose years overlap, and a fleet whose shares do not sum to 1', () => {
    const second = { ...RECORD, id: `${RECORD.id}.again`, yearFrom: 2020, yearTo: 2024 }
    const share = {
      ...RECORD,
      id: 'fleet-share.car.fr.1999.a-source',
      kind: 'fleet-share',
      unit: 'share',
      value: 0.9,
    }
    const fleet = { ...share, powertrain: 'petrol', yearFrom: 1999, yearTo: 1999 }
    const message = building(recipeWith({}, YEARS, [fleet, second]))
    expect(message).toMatch(/speaks of the same as row/)
    expect(message).toMatch(/fleet shares of car in FR, 1999 sum to 0\.9/)
  })

  it('reference runs that end where no record is', () => {
    inFolder((to) => {
      buildSet(NO_FIGURES, { ...recipeWith({}), contributions: [() => REPLACING] }, { sets: SETS, to })
      const folder = join(to, '1999.1')
      const path = join(folder, 'reference.csv')
      const references = readFileSync(path, 'utf8')
      expect(references).toBe(`first,last\n${FIRST_DENSITY},${LAST_DENSITY}\n`)
      const altered = references.replace(LAST_DENSITY, 'density.nothing')
      writeFileSync(path, altered)
      const header = headerIn(folder)
      const files = { ...header.files, 'reference.csv': sha256(altered) }
      writeFileSync(join(folder, 'set.json'), JSON.stringify({ ...header, files, digest: setDigest(files) }))
      expect(() => verifyFactorSet(folder)).toThrow(/reference\.csv:2: there is no record density\.nothing/)
    })
  })

  it('a series that leaves out a year, or jumps by what no fleet does', () => {
    expect(building(recipeWith({}, [year(2019, 2.4), year(2021, 2.4)]))).toMatch(
      /2021: a year is left out before it/,
    )
    expect(building(recipeWith({}, [year(2019, 2.4), year(2020, 2.0)]))).toMatch(/2020: a step of -16\.7 %/)
  })

  it('a released set that would come out otherwise, and leaves it as it is', () => {
    inFolder((to) => {
      const { digest } = buildSet(NO_FIGURES, recipeWith({}), { sets: SETS, to }).header
      const before = readFileSync(join(to, '1999.1', 'factors.csv'), 'utf8')
      const changed = { ...recipeWith({ value: 1.6 }), digest }
      expect(() => buildSet(NO_FIGURES, changed, { sets: SETS, to })).toThrow(
        /1999\.1 was released as sha256:.*A released set never changes: undo the change, or give a new set/,
      )
      expect(readFileSync(join(to, '1999.1', 'factors.csv'), 'utf8')).toBe(before)
      expect(existsSync(join(to, '1999.1', 'series.csv'))).toBe(true)
      expect(readdirSync(to)).toEqual(['1999.1'])
    })
  })
})
