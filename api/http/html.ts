const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
pre{overflow:auto;padding:1rem;border:1px solid}
dt{margin-top:.5rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.id{overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end}
form label{display:flex;flex-direction:column;font-size:.85rem}
input,select,button{font:inherit;padding:.2rem .4rem}
.value{font-size:1.6rem;font-weight:600;margin:.25rem 0}`

/** A page without scripts. @param body HTML, escaped already */
export const pageOf = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`

/** Text as it stands in HTML, in an attribute too. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A cell of a table: text, or HTML that was escaped already. */
export type Cell = string | { readonly html: string }

export interface Column {
  readonly head: string
  readonly numbers?: boolean
  readonly ids?: boolean
}

/** A table with a caption and column headers. */
export function tableOf(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): string {
  const kind = ({ numbers, ids }: Column): string => (numbers ? ' class="number"' : ids ? ' class="id"' : '')
  const heads = columns.map((column) => `<th scope="col"${kind(column)}>${escapeHtml(column.head)}</th>`)
  const lines = rows.map((cells) => {
    const written = cells.map((cell, index) => {
      const column = columns[index] ?? { head: '' }
      return `<td${kind(column)}>${typeof cell === 'string' ? escapeHtml(cell) : cell.html}</td>`
    })
    return `<tr>${written.join('')}</tr>`
  })
  return `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>${lines.join('\n')}</tbody></table>`
}

/** A link inside the service. @param words parts of the path, taken literally */
export const linkTo = (words: readonly string[], text: string, query = ''): Cell => ({
  html: `<a href="/${words.map(encodeURIComponent).join('/')}${escapeHtml(query)}">${escapeHtml(text)}</a>`,
})
