/** What may stand in a page as it is. Others make it by {@link html} alone. */
class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type { Html }

/** HTML with values in it: a text is escaped, whatever it says; HTML stays as it is. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const parts = values.map((value, at) => (strings[at] ?? '') + textOf(value))
  return new Html(parts.join('') + (strings.at(-1) ?? ''))
}

/** Pieces one after the other. */
export const join = (pieces: readonly Html[], between = ''): Html =>
  new Html(pieces.map(({ text }) => text).join(between))

export const NOTHING = new Html('')

/** HTML that another renderer made and escaped. */
export const raw = (text: string): Html => new Html(text)

function textOf(value: string | number | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text
  return typeof value === 'object' ? join(value).text : escaped(String(value))
}

/** Text as it stands in HTML, in an attribute too. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = new Html(`:root{color-scheme:light dark}
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
.value{font-size:1.6rem;font-weight:600;margin:.25rem 0}`)

/** A page without scripts. */
export const pageOf = (title: string, body: Html, language = 'en'): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text

/** A cell of a table. */
export type Cell = string | Html

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
): Html {
  const heads = columns.map((column) => html`<th scope="col"${kindOf(column)}>${column.head}</th>`)
  const lines = rows.map((cells) => {
    const written = cells.map((cell, index) => html`<td${kindOf(columns[index])}>${cell}</td>`)
    return html`<tr>${written}</tr>`
  })
  return html`<table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${join(lines, '\n')}</tbody></table>`
}

function kindOf(column: Column | undefined): Html {
  if (column?.numbers) return html` class="number"`
  return column?.ids ? html` class="id"` : NOTHING
}

/** A link inside the service. @param words parts of the path, taken literally */
export const linkTo = (words: readonly string[], text: string, query = ''): Html =>
  html`<a href="/${words.map(encodeURIComponent).join('/')}${query}">${text}</a>`
