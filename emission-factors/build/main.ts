import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { verifyFactorSet } from '../verify.ts'
import { buildSet } from './set.ts'

/** The released set that this build makes. */
const FOLDER = fileURLToPath(new URL('../sets/2026.1', import.meta.url))

const { values } = parseArgs({ options: { figures: { type: 'string' } } })
const figures = values.figures ?? process.env['CORDON_FIGURES']
if (figures === undefined) {
  console.error(
    'Where are the figures? Give --figures <folder> or set CORDON_FIGURES. A released set needs no build.',
  )
  process.exitCode = 2
} else {
  buildSet(figures, FOLDER)
  const { header, records, curves } = verifyFactorSet(FOLDER)
  console.log(`${header.id}: ${records} records, ${curves} curves, ${header.digest}`)
}
