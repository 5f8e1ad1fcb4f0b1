import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { figureFaults } from '../figure-check.ts'
import { openFigures } from '../figure-file.ts'
import { RECIPE } from './recipe.ts'
import { buildSet } from './set.ts'

/**
 * Releases the draft: builds it among the released sets, and writes its digest into its recipe and, with the commit that
 * built it, into the table of released sets. What is left to do stands in CONTRIBUTING.md.
 */
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SETS = pathOf('../sets')
const FIGURES = pathOf('../figures')
const RECIPE_FILE = pathOf('./recipe.ts')
const BASE_LINE = `  base: '${RECIPE.base}',\n`

const git = (...words: readonly string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim()

try {
  if (RECIPE.digest !== undefined) throw new Error(`${RECIPE.id} is released already.`)
  if (git('status', '--porcelain', '--', pathOf('..')) !== '')
    throw new Error(
      'Commit figures and build first: the table of released sets names the commit that built each.',
    )
  const faults = figureFaults(FIGURES)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const recipe = readFileSync(RECIPE_FILE, 'utf8')
  if (!recipe.includes(BASE_LINE)) throw new Error(`${RECIPE_FILE} states no base.`)
  const { header } = buildSet(openFigures(FIGURES), RECIPE, { sets: SETS, to: SETS })
  writeFileSync(RECIPE_FILE, recipe.replace(BASE_LINE, `${BASE_LINE}  digest: '${header.digest}',\n`))
  appendFileSync(pathOf('../released.csv'), `${header.id},${header.digest},${git('rev-parse', 'HEAD')}\n`)
  console.log(`${header.id} is released as ${header.digest}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
