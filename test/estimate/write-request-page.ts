import { readFileSync, writeFileSync } from 'node:fs'
import { requestTables } from './request-page.ts'

/** Writes the tables of docs/request.md anew. */
const PAGE = 'docs/request.md'
const written = readFileSync(PAGE, 'utf8').replace(
  /<!-- fields -->[\s\S]*<!-- \/fields -->/,
  () => `<!-- fields -->\n${requestTables()}\n<!-- /fields -->`,
)
writeFileSync(PAGE, written)
