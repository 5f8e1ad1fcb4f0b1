import { NOTICES, REFUSALS } from '../../src/index.ts'
import { type Html, html, join, NOTHING, pageOf } from '../http/html.ts'
import { PROBLEMS } from '../http/problem.ts'
import type { Language } from '../words/catalogue.ts'
import { codeTextsIn } from '../words/code-texts.ts'
import { problemTextsIn } from '../words/problem-texts.ts'

/** Lists what every problem, refusal and notice means; the `type` of a problem points here. */
export function problemsPage(language: Language): string {
  const { page, types } = problemTextsIn(language)
  const problems = Object.entries(PROBLEMS).map(
    ([slug, { title, status }]) => [slug, `${types?.[slug] ?? title} (${status})`] as const,
  )
  return pageOf(
    page.title,
    html`<h2>${page.problems}</h2>
<p>${page.problemsLead}</p>
${list(problems)}
<h2>${page.refusals}</h2>
<p>${withCode(page.refusalsLead, 'errors')}</p>
${list(titlesIn(REFUSALS, language), (code) => !(code in PROBLEMS))}
<h2>${page.notices}</h2>
<p>${withCode(page.noticesLead, 'notices')}</p>
${list(titlesIn(NOTICES, language))}`,
    language,
  )
}

const titlesIn = (codes: Parameters<typeof codeTextsIn>[0], language: Language) =>
  Object.entries(codeTextsIn(codes, language)).map(([code, { title }]) => [code, title] as const)

/** A sentence with the name of a field in the place of its `{name}`. */
function withCode(text: string, name: string): Html {
  const [before = '', after = ''] = text.split(`{${name}}`)
  return html`${before}<code>${name}</code>${after}`
}

/** A refusal with the name of a problem has no anchor of its own: the problem comes first and says the same. */
function list(
  entries: readonly (readonly [string, string])[],
  isAnchored = (_code: string): boolean => true,
): Html {
  const rows = entries.map(
    ([code, title]) =>
      html`<dt${isAnchored(code) ? html` id="${code}"` : NOTHING}><code>${code}</code></dt><dd>${title}</dd>`,
  )
  return html`<dl>\n${join(rows, '\n')}\n</dl>`
}
