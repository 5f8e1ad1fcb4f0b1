import { NOTICE_TITLES, REFUSAL_TITLES } from '../../src/index.ts'
import { type Html, html, join, NOTHING, pageOf } from '../http/html.ts'
import { PROBLEMS } from '../http/problem.ts'

/** Lists what every problem, refusal and notice means; the `type` of a problem points here. */
export const problemsPage = (): string =>
  pageOf(
    'Problems, refusals and notices',
    html`<h2>Problems</h2>
<p>If the service cannot give an estimate, it answers with an RFC 9457 problem of one of these types.</p>
${list(Object.entries(PROBLEMS).map(([slug, { title, status }]) => [slug, `${title} (${status})`]))}
<h2>Refusals</h2>
<p>The codes in <code>errors</code>: all faults of a request at once, each with its place.</p>
${list(Object.entries(REFUSAL_TITLES), (code) => !(code in PROBLEMS))}
<h2>Notices</h2>
<p>The codes in <code>notices</code>: what to know about an estimate.</p>
${list(Object.entries(NOTICE_TITLES))}`,
  )

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
