import { MODE_PROPERTIES, POWERTRAIN_PROPERTIES } from '../../src/index.ts'
import { type Cell, type Html, html, linkTo, NOTHING, pageOf, tableOf } from '../http/html.ts'
import { readable, readableDifference } from '../http/html-number.ts'
import { yearsOf } from './answer.ts'
import type { FactorDetail, OtherFigure } from './detail-schema.ts'
import type { FactorView } from './schema.ts'

const QUALITY = {
  H: 'H: national official or technology-specific, read in the publisher’s own table or a copy proved against it',
  M: 'M: of a group or region, or read second-hand',
  L: 'L: world default, model value, computed proxy, convention, or not verified',
} as const

const VERIFICATION = {
  read: 'read in the publisher’s table or a copy of the publisher’s own file',
  secondary: 'read in somebody else’s copy or quotation',
  unverified: 'not seen in a published table',
} as const

/** One record for a reader: the figure, its interval, its source, and who else publishes it. */
export function factorPage(detail: FactorDetail): string {
  const { record, factorSet, digest, others } = detail
  return pageOf(
    `${headingOf(record)}, ${detail.regionName}, ${yearsOf(record) === 'any' ? 'any year' : yearsOf(record)}`,
    html`<p><a href="/docs/factors?set=${encodeURIComponent(factorSet)}">All factors of ${factorSet}</a></p>
${figureOf(detail)}
${facts(detail)}
${othersTable('Who else publishes it for the same place and years', others.publishers, factorSet)}
${others.publishers.length === 0 && 'canonicalValue' in record ? html`<p>No other publisher of this set gives it for the same place and years in the same measure.</p>` : NOTHING}
${othersTable('The same in another unit of activity', others.measures, factorSet)}
${othersTable('Other years', others.years, factorSet)}
${othersTable('Other technologies, at 50 km/h', others.technologies, factorSet)}
${othersTable('Other places, the nearest year of each', others.regions, factorSet)}
<p>Factor set ${factorSet}, <code>${digest}</code>.
<a href="/v1/factor-sets/${encodeURIComponent(factorSet)}/factors/${encodeURIComponent(record.id)}">The same as JSON</a></p>`,
  )
}

/** What a record is about, in words. */
export function headingOf(record: FactorView): string {
  const { kind, mode, carrier } = record
  const { vehicleClass, powertrain } = 'powertrain' in record ? record : {}
  const gas =
    'gas' in record && record.gas !== undefined ? record.gas.toUpperCase().replace('CO2E', 'CO2e') : undefined
  const standard = 'emissionStandard' in record ? record.emissionStandard : undefined
  const about = [
    mode && MODE_PROPERTIES[mode].title,
    vehicleClass,
    powertrain && POWERTRAIN_PROPERTIES[powertrain].title.toLowerCase(),
    standard,
    carrier,
    gas,
  ]
  const words = about.filter((part) => part !== undefined).join(', ')
  const name = kind.replaceAll('-', ' ')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${words === '' ? '' : `: ${words}`}`
}

function figureOf({ record, interval }: FactorDetail): Html {
  if (!('canonicalValue' in record))
    return html`<p class="value">A curve; its coefficients are in the JSON.</p>`
  const asUsed =
    record.canonicalUnit === record.unit
      ? NOTHING
      : html`<p>Used as ${readable(record.canonicalValue)} ${record.canonicalUnit}.</p>`
  const bounds = interval
    ? html`<p>95 % interval ${readable(interval.lower)} to ${readable(interval.upper)} ${interval.unit}: ${interval.rule} (${interval.source}).</p>`
    : NOTHING
  return html`<p class="value">${readable(record.value)} ${record.unit}</p>${asUsed}${bounds}`
}

function facts({ record, regionName }: FactorDetail): Html {
  const { source } = record
  const rows: (readonly [string, Cell])[] = [
    ['Place', `${regionName} (${record.region})`],
    ['Years', yearsOf(record)],
    [
      'Source',
      source.url === undefined
        ? source.title
        : html`<a href="${source.url}" rel="noreferrer">${source.title}</a>`,
    ],
    ['Publisher', `${source.publisher}, ${source.edition}, ${source.published}`],
    ['Place in the source', record.locator],
    ['Licence', source.licence],
    ['Cite as', source.attribution],
    ['Quality', QUALITY[record.quality]],
    ['Tier', `${record.tier} (IPCC: 1 default, 2 by country, 3 by technology)`],
    ['Seen', VERIFICATION[record.verification]],
    ...(record.note === undefined ? [] : [['Note', record.note] as const]),
    ['Record', record.id],
  ]
  return tableOf('Details', [{ head: 'Property' }, { head: 'Value', ids: true }], rows)
}

function othersTable(title: string, figures: readonly OtherFigure[], set: string): Html {
  if (figures.length === 0) return NOTHING
  return tableOf(
    title,
    [
      { head: 'Place' },
      { head: 'Years' },
      { head: 'Value', numbers: true },
      { head: 'Apart', numbers: true },
      { head: 'Publisher' },
      { head: 'Record', ids: true },
    ],
    figures.map((one) => [
      one.regionName,
      yearsOf(one),
      `${readable(one.value)} ${one.unit}`,
      readableDifference(one.relativeDifference),
      one.publisher,
      linkTo(['docs', 'factors', set, one.id], one.id),
    ]),
  )
}
