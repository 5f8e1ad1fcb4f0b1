import { PROBLEMS, type ProblemMembers } from '../../api/http/problem.ts'
import { type CodeText, NOTICES, REFUSALS } from '../../src/index.ts'

/** The tables of docs/problems.md, by the names they are marked with. */
const tables = (): Readonly<Record<string, string>> => ({
  problems: tableOf(
    ['slug', 'status', 'when'],
    Object.entries<ProblemMembers>(PROBLEMS).flatMap(([slug, { status, when }]) =>
      when === undefined ? [] : [[`<a id="${slug}"></a>\`${slug}\``, String(status), when]],
    ),
  ),
  refusals: tableOf(['code', 'means', 'do'], codeRows(REFUSALS)),
  notices: tableOf(['code', 'means', 'narrow it by'], codeRows(NOTICES)),
})

const codeRows = (codes: Readonly<Record<string, CodeText>>): readonly (readonly string[])[] =>
  Object.entries(codes).map(([code, { means, advice }]) => [`\`${code}\``, means, advice])

const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(rowOf).join('\n')

const rowOf = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === '' ? ' ' : cell === '---' ? '---' : ` ${cell} `)).join('|')}|`

/** A page with its tables made anew. */
export function withTables(page: string): string {
  return Object.entries(tables()).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`),
        () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
      ),
    page,
  )
}
