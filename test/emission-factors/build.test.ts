import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Figures, openFigures } from '../../emission-factors/build/figures.ts'
import { RECIPES, type Recipe, recipeOf } from '../../emission-factors/build/recipe.ts'
import { buildSet } from '../../emission-factors/build/set.ts'
import { SETS } from './set.ts'

const figures = process.env['CORDON_FIGURES'] ?? ''

function inFolder<T>(use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'factor-build-'))
  try {
    return use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

describe('the build', () => {
  it.skipIf(!existsSync(figures)).each(RECIPES)(
    'makes $id byte for byte (skipped without the figures: set CORDON_FIGURES)',
    (recipe) => {
      inFolder((root) => {
        buildSet(openFigures(figures), recipe, root)
        const released = join(SETS, recipe.id)
        expect(readdirSync(join(root, recipe.id)).sort()).toEqual(readdirSync(released).sort())
        for (const name of readdirSync(released))
          expect(
            readFileSync(join(root, recipe.id, name), 'utf8') === readFileSync(join(released, name), 'utf8'),
            `${recipe.id}/${name}`,
          ).toBe(true)
      })
    },
  )

  it('says what it lacks when there are no figures', () => {
    expect(() => openFigures(join(tmpdir(), 'no-such-figures'))).toThrow(/there is no folder of figures/)
  })

  it('names the sets there are when asked for another', () => {
    expect(() => recipeOf('1999.1')).toThrow(/there is no recipe for '1999.1'; there are 2026.1, 2025.1/)
  })

  it('has one recipe for each set, and each but the newest states the digest of its release', () => {
    expect(RECIPES.map(({ id }) => id).sort()).toEqual(readdirSync(SETS).sort())
    const newest = RECIPES.at(-1)
    for (const recipe of RECIPES) {
      const header = JSON.parse(readFileSync(join(SETS, recipe.id, 'set.json'), 'utf8')) as { digest: string }
      if (recipe !== newest || recipe.digest !== undefined)
        expect(header.digest, recipe.id).toBe(recipe.digest)
    }
  })
})

/** No figures are read by the recipes below. */
const NO_FIGURES: Figures = { read: () => [] }

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
  id: 'occupancy.car.gb.2024.a-source',
  kind: 'occupancy',
  mode: 'car',
  region: 'GB',
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

type Row = Omit<typeof RECORD, 'value'> & { value: number }

/** A recipe of one record, with what a test changes, and more records. */
function recipeWith(change: Partial<Record<keyof Row, unknown>>, ...more: readonly object[]): Recipe {
  const records = [{ ...RECORD, ...change }, ...more] as unknown as Row[]
  return {
    id: '1999.1',
    title: 'A set',
    released: '2026-11-24',
    contributions: [
      () => ({ sources: [SOURCE], records }),
      // The country groups of every set name this source.
      () => ({ sources: [{ ...SOURCE, id: 'un-m49' }], records: [] }),
    ],
    remarks: { introduction: 'What it is.', choices: 'What was chosen.', missing: 'What is missing.' },
  }
}

const building = (recipe: Recipe): string =>
  inFolder((root) => {
    try {
      buildSet(NO_FIGURES, recipe, root)
      return 'built'
    } catch (error) {
      // Nothing may be left where sets are looked for.
      expect(readdirSync(root)).toEqual([])
      return error instanceof Error ? error.message : String(error)
    }
  })

describe('the build refuses', () => {
  it('nothing of a set that holds together', () => {
    expect(building(recipeWith({}))).toBe('built')
  })

  it('a record without a source', () => {
    expect(building(recipeWith({ sourceId: 'nobody' }))).toMatch(/occupancy\.car.*: no source nobody/)
    expect(building(recipeWith({ sourceId: undefined }))).toMatch(/factors\.csv:2: sourceId/)
  })

  it('a record of the wrong unit', () => {
    expect(building(recipeWith({ unit: 'km/h' }))).toMatch(/occupancy\.car.*: km\/h: /)
    expect(building(recipeWith({ unit: 'heads' }))).toMatch(/occupancy\.car.*: heads: /)
  })

  it('records of one subject whose years overlap', () => {
    const second = { ...RECORD, id: `${RECORD.id}.again`, yearFrom: 2020, yearTo: 2024 }
    expect(building(recipeWith({}, second))).toMatch(/speaks of the same as row 2/)
  })

  it('an implausible value', () => {
    expect(building(recipeWith({ value: 1500 }))).toMatch(/1500 persons\/vehicle is outside 0\.5 to 600/)
    expect(building(recipeWith({ value: -1 }))).toMatch(/factors\.csv:2: value/)
  })

  it('a fleet whose shares do not sum to 1', () => {
    const share = { kind: 'fleet-share', powertrain: 'petrol', value: 0.9, unit: 'share' }
    expect(building(recipeWith(share))).toMatch(/fleet shares of car in GB, 2024 sum to 0\.9/)
  })

  it('a released set that would come out otherwise, and leaves it as it is', () => {
    inFolder((root) => {
      const { digest } = buildSet(NO_FIGURES, recipeWith({}), root).header
      const before = readFileSync(join(root, '1999.1', 'factors.csv'), 'utf8')
      const changed = { ...recipeWith({ value: 1.6 }), digest }
      expect(() => buildSet(NO_FIGURES, changed, root)).toThrow(
        /1999\.1 was released as sha256:.*A released set never changes: undo the change, or give a new set/,
      )
      expect(readFileSync(join(root, '1999.1', 'factors.csv'), 'utf8')).toBe(before)
      expect(readdirSync(root)).toEqual(['1999.1'])
    })
  })
})
