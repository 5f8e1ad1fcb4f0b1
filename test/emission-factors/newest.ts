import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RECIPE } from '../../emission-factors/build/recipe.ts'
import { buildSet } from '../../emission-factors/build/set.ts'
import { openFigures } from '../../emission-factors/figure-file.ts'
import { loadFactorSet } from '../../emission-factors/load.ts'
import { compileFactorSet, type FactorSet, type FactorSetContent } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { SETS } from './set.ts'

/** The figures in the repository, from which the newest set is built. */
export const FIGURES = fileURLToPath(new URL('../../emission-factors/figures', import.meta.url))

let newest: FactorSetContent | undefined

/**
 * The newest set, released or a draft. A draft is built, once; that a released one is what the repository builds, the test of
 * the build shows.
 */
export function newestContent(): FactorSetContent {
  newest ??= RECIPE.digest === undefined ? withNewest(loadFactorSet) : releasedSet(RECIPE.id).content
  return newest
}

let compiled: FactorSet | undefined

/** The newest set, ready to be asked; made once. */
export function newestSet(): FactorSet {
  compiled ??= RECIPE.digest === undefined ? compileFactorSet(newestContent()) : releasedSet(RECIPE.id)
  return compiled
}

/** What `use` makes of the folder of the newest set. */
export function withNewest<T>(use: (folder: string) => T): T {
  if (RECIPE.digest !== undefined) return use(join(SETS, RECIPE.id))
  const root = mkdtempSync(join(tmpdir(), 'cordon-draft-'))
  try {
    buildSet(openFigures(FIGURES), RECIPE, { sets: SETS, to: root })
    return use(join(root, RECIPE.id))
  } finally {
    rmSync(root, { recursive: true })
  }
}
