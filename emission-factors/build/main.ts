import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { figureFaults } from '../figure-check.ts'
import { openFigures } from '../figure-file.ts'
import { RECIPE } from './recipe.ts'
import { buildSet } from './set.ts'

const SETS = fileURLToPath(new URL('../sets', import.meta.url))
const DRAFTS = fileURLToPath(new URL('../drafts', import.meta.url))
const FIGURES = fileURLToPath(new URL('../figures', import.meta.url))

const { values } = parseArgs({ options: { to: { type: 'string' } } })
// A set without the digest of its release is a draft: among the released ones it would be the default at once.
const to = values.to ?? (RECIPE.digest === undefined ? DRAFTS : SETS)
try {
  const faults = figureFaults(FIGURES)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const { header, records, curves } = buildSet(openFigures(FIGURES), RECIPE, { sets: SETS, to })
  console.log(`${header.id} in ${to}: ${records} records, ${curves} curves, ${header.digest}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
