import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openFigures } from './figures.ts'
import { RECIPES, recipeOf } from './recipe.ts'
import { buildSet } from './set.ts'

const SETS = fileURLToPath(new URL('../sets', import.meta.url))

const { values } = parseArgs({
  options: { figures: { type: 'string' }, set: { type: 'string', multiple: true } },
})
const folder = values.figures ?? process.env['CORDON_FIGURES']
if (folder === undefined) {
  console.error(
    'Where are the figures? Give --figures <folder> or set CORDON_FIGURES. A released set needs no build.',
  )
  process.exitCode = 2
} else {
  try {
    const figures = openFigures(folder)
    for (const recipe of values.set?.map(recipeOf) ?? RECIPES) {
      const { header, records, curves } = buildSet(figures, recipe, SETS)
      console.log(`${header.id}: ${records} records, ${curves} curves, ${header.digest}`)
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
