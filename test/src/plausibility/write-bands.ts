import { readFileSync, writeFileSync } from 'node:fs'
import { checkTable, cityTable, modeTable } from './band-table.ts'

/** Writes the tables of docs/plausibility.md anew. */
const PAGE = 'docs/plausibility.md'
const TABLES = { checks: checkTable(), city: cityTable(), modes: modeTable() }

let text = readFileSync(PAGE, 'utf8')
for (const [name, table] of Object.entries(TABLES))
  text = text.replace(
    new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`),
    () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
  )
writeFileSync(PAGE, text)
