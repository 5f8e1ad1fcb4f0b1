import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { listFactorSets } from '../emission-factors/load.ts'
import { writePacked } from '../emission-factors/open.ts'
import { bundle } from './bundle.ts'
import { writeContractTypes } from './contract-types.ts'
import { linkCommand } from './link.ts'
import { bundleWeb } from './web.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const SETS = fileURLToPath(new URL('../emission-factors/sets', import.meta.url))

rmSync(DIST, { recursive: true, force: true })
await bundle()
await bundleWeb()
await writeContractTypes()
writePacked(
  listFactorSets(SETS).map(({ folder }) => folder),
  `${DIST}/api/packed-sets`,
)
linkCommand()
