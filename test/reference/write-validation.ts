import { readFileSync, writeFileSync } from 'node:fs'
import { leedsFuelTable } from './fuel-table.ts'
import { hennepinTable, leedsTable } from './validation-table.ts'

/** Writes the tables of docs/validation.md anew; the prose around them is for people to keep true. */
let page = readFileSync('docs/validation.md', 'utf8')
for (const [name, table] of [
  ['hennepin', hennepinTable],
  ['leeds', leedsTable],
  ['leeds-fuel', leedsFuelTable],
] as const)
  page = page.replace(
    new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`),
    `<!-- ${name} -->\n${table()}\n<!-- /${name} -->`,
  )
writeFileSync('docs/validation.md', page)
