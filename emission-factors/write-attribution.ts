import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { attributionPage } from './attribution.ts'
import { listFactorSets, loadFactorSet } from './load.ts'

/** Writes docs/attribution.md for the newest released set. */
const [newest] = listFactorSets(fileURLToPath(new URL('./sets', import.meta.url)))
if (!newest) throw new Error('There is no released set.')
const page = fileURLToPath(new URL('../docs/attribution.md', import.meta.url))
writeFileSync(page, attributionPage(loadFactorSet(newest.folder)))
