import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileFactorSet } from '../domain.ts'
import { listFactorSets, loadFactorSet } from '../load.ts'
import { resolvedTables } from './tables.ts'

const SETS = fileURLToPath(new URL('../sets', import.meta.url))
const RESOLVED = fileURLToPath(new URL('../resolved', import.meta.url))

const [newest] = listFactorSets(SETS)
if (!newest) throw new Error('There is no factor set.')
mkdirSync(RESOLVED, { recursive: true })
for (const [name, text] of resolvedTables(compileFactorSet(loadFactorSet(newest.folder))))
  writeFileSync(join(RESOLVED, name), text)
console.log(`${newest.id}: resolved tables written`)
