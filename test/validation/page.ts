import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = 'docs/validation.md'

/** Puts a table in its place in docs/validation.md; the prose around it is for people to keep true. */
export function writeSection(name: string, table: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const section = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`)
  if (!section.test(page)) throw new Error(`${PAGE} has no section ${name}.`)
  writeFileSync(
    PAGE,
    page.replace(section, () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`),
  )
}
