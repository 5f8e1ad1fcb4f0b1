import { readFileSync, writeFileSync } from 'node:fs'
import { withTables } from './problems-page.ts'

/** Writes the tables of docs/problems.md anew. */
const PAGE = 'docs/problems.md'
writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')))
