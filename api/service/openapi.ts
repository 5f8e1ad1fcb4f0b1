import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultSchema } from '../estimates/json-schema.ts'
import { factorSetsOf } from '../sets/factor-sets.ts'
import { findProject } from '../settings/project.ts'
import { memoryStore } from '../store/memory-store.ts'
import { buildApp } from './app.ts'

// Writes openapi.json and the schema of results; with --check only says whether they are what the code gives.
const app = await buildApp({ factorSets: factorSetsOf([]), store: memoryStore(), logger: false })
await app.ready()
const contract = app.swagger()
await app.close()

const { folder } = findProject()
for (const [name, content] of [
  ['openapi.json', contract],
  ['docs/result.schema.json', resultSchema()],
] as const) {
  const file = join(folder, name)
  const text = `${JSON.stringify(content, null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${name} is stale: run npm run openapi.\n`)
    process.exitCode = 1
  }
}
