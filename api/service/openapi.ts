import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultSchema } from '../estimates/json-schema.ts'
import { factorSetsOf } from '../sets/factor-sets.ts'
import { getProject } from '../settings/project.ts'
import { memoryStore } from '../store/memory-store.ts'
import { buildApp } from './app.ts'

// Writes openapi.json and the schema of results; with --check only says whether they are what the code gives.
const app = await buildApp({ factorSets: factorSetsOf([]), store: memoryStore(), logger: false })
await app.ready()
const contract = app.swagger()
await app.close()

/** How deep the contract is written out: to the fields of each schema and the answers of each operation. */
const DEPTH = 5
/** What fits is one line. */
const MAX_LINE = 400

/**
 * As JSON with a line for each field of a schema, so that a change of one is one line of a difference. Lines are not
 * indented: the file is for programs, and margins were a twentieth of it.
 */
function byField(value: unknown, depth = DEPTH): string {
  const isPlain = (part: unknown): boolean => typeof part !== 'object' || part === null
  const line = JSON.stringify(value)
  if (isPlain(value) || depth === 0 || line.length <= MAX_LINE) return line
  if (Array.isArray(value) && value.every(isPlain)) return line
  const text = (part: unknown): string => byField(part, depth - 1)
  if (Array.isArray(value)) return `[\n${value.map(text).join(',\n')}\n]`
  const lines = Object.entries(value as object).map(([key, part]) => `${JSON.stringify(key)}:${text(part)}`)
  return `{\n${lines.join(',\n')}\n}`
}

const { folder } = getProject()
for (const [name, text] of [
  ['openapi.json', byField(contract)],
  ['docs/result.schema.json', JSON.stringify(resultSchema(), null, 2)],
] as const) {
  const file = join(folder, name)
  const whole = `${text}\n`
  if (!process.argv.includes('--check')) writeFileSync(file, whole)
  else if (readFileSync(file, 'utf8') !== whole) {
    process.stderr.write(`${name} is stale: run npm run openapi.\n`)
    process.exitCode = 1
  }
}
