import { expect, test } from 'vitest'
import { html, join, linkTo, pageOf, tableOf } from '../../api/http/html.ts'

const EVIL = '<script>alert("x")</script>&'
const HARMLESS = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;'

test('a text in a page is escaped, in an attribute too', () => {
  expect(html`<p title="${EVIL}">${EVIL}</p>`.text).toBe(`<p title="${HARMLESS}">${HARMLESS}</p>`)
})

test('what was made by the template is escaped once', () => {
  const inner = html`<b>${EVIL}</b>`
  expect(html`<p>${inner}${[inner, inner]}${join([inner, inner], ', ')}</p>`.text).toBe(
    `<p>${[1, 2, 3, 4].map(() => `<b>${HARMLESS}</b>`).join('')}, <b>${HARMLESS}</b></p>`,
  )
})

test('a number is written as it is', () => {
  expect(html`<td>${1.5}</td>`.text).toBe('<td>1.5</td>')
})

test('titles, captions, heads, cells and links are escaped', () => {
  const table = tableOf(EVIL, [{ head: EVIL }], [[EVIL], [linkTo(['a', EVIL], EVIL, `?q=${EVIL}`)]])
  const page = pageOf(EVIL, table)
  expect(page).not.toContain('<script')
  expect(page.split(HARMLESS)).toHaveLength(1 + 7)
})
