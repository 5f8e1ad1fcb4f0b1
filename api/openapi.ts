import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { factorSetsOf } from './factor-sets.ts'
import { findProject } from './project.ts'
import { memoryStore } from './store/memory-store.ts'

// Writes openapi.json; with --check only says whether it is what the code gives.
const app = await buildApp({ factorSets: factorSetsOf([]), store: memoryStore(), logger: false })
await app.ready()
const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
await app.close()

const file = join(findProject().folder, 'openapi.json')
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('openapi.json is stale: run npm run openapi.\n')
  process.exitCode = 1
}
