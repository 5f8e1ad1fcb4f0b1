import { NOTICE_TITLES, REFUSAL_TITLES } from '../../src/index.ts'
import { type Html, html, join, NOTHING, pageOf } from '../http/html.ts'
import { PROBLEMS } from '../http/problem.ts'

const EXAMPLE = `curl -s localhost:8080/v1/estimates -H 'content-type: application/json' -d '{
  "city": { "name": "Leeds", "country": "GB" },
  "period": "2019",
  "demand": [ { "mode": "bus", "passengerDistance": "310 million pkm" } ]
}'`

/** The front page: what this is, one call, and links. */
export const frontPage = (): string =>
  pageOf(
    'Cordon',
    html`<p>Estimates the CO2 of a city’s transport, by sector and for the whole city, from aggregates only:
trips and distances, mode shares, fleets, fuels. It never takes in anything about a person, household, vehicle or device.</p>
<pre>${EXAMPLE}</pre>
<ul>
<li><a href="/docs">Try the API</a> and <a href="/openapi.json">read its description</a></li>
<li><a href="/v1/vocabulary">Modes, vehicle classes, carriers, units</a></li>
<li><a href="/docs/factors">Factors: look one up, see its source and who else publishes it</a></li>
<li><a href="/docs/attribution">Sources to name when you use the factors</a></li>
<li><a href="/docs/problems">Errors and warnings</a></li>
</ul>`,
  )

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
