import { attributionsOf } from '../../emission-factors/attribution.ts'
import type { FactorSet } from '../../src/index.ts'
import { html, pageOf, tableOf } from '../http/html.ts'

/** Whom to name where figures of a set are used. */
export const attributionPage = ({ content }: FactorSet): string =>
  pageOf(
    `Sources of factor set ${content.id}`,
    html`<p>Name the sources whose figures your result rests on; <code>assumptions</code> of a result says which those are.
As text: <code>/v1/factor-sets/${content.id}/attribution</code> with <code>Accept: text/plain</code>.</p>
${tableOf(
  `${content.sources.length} sources`,
  [{ head: 'Cite as' }, { head: 'Publisher' }, { head: 'Licence' }, { head: 'Records', numbers: true }],
  attributionsOf(content).map(({ attribution, publisher, licence, records }) => [
    attribution,
    publisher,
    licence,
    String(records),
  ]),
)}`,
  )
