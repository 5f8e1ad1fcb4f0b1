import type { AnyRecord, FactorSet } from '../../src/index.ts'
import { QUALITIES, SUBJECT } from '../../src/index.ts'
import { type Cell, type Html, html, join, linkTo, NOTHING, pageOf, tableOf } from '../http/html.ts'
import { readable } from '../http/html-number.ts'
import type { Page } from '../store/store.ts'
import { toFactorView, yearsOf } from './answer.ts'
import type { Browsed } from './browse.ts'
import { headingOf } from './factor-page.ts'
import { RECORD_KINDS } from './schema.ts'

/** What was typed into the form, field by field. */
export type Typed = Readonly<Record<string, string>>

const MAX_LISTED = 5

/** A page of what was found. */
export interface FoundPage extends Browsed {
  readonly page: Page<AnyRecord>
}

/** The form, and the records that fit what was typed, or why it cannot be read. */
export function factorListPage(
  set: FactorSet,
  sets: readonly string[],
  typed: Typed,
  found: FoundPage | { readonly faults: readonly string[] },
): string {
  return pageOf(
    'Factors',
    html`<p>Every figure that estimates use, as published, with its source.
<a href="/docs/attribution/${encodeURIComponent(set.content.id)}">Whom to name</a>.</p>
${form(set, sets, typed)}
${'faults' in found ? list(found.faults) : results(set, typed, found)}`,
  )
}

function form({ content }: FactorSet, sets: readonly string[], typed: Typed): Html {
  const choice = (name: string, label: string, options: readonly string[], empty = true): Html => {
    const chosen = typed[name] ?? (name === 'set' ? content.id : '')
    const items = [...(empty ? [''] : []), ...options].map(
      (value) =>
        html`<option value="${value}"${value === chosen ? ' selected' : ''}>${value === '' ? 'any' : value}</option>`,
    )
    return html`<label>${label}<select name="${name}">${items}</select></label>`
  }
  const field = (name: string, label: string, size: number): Html =>
    html`<label>${label}<input name="${name}" size="${size}" value="${typed[name] ?? ''}"></label>`
  return html`<form method="get" action="/docs/factors">
${choice('set', 'Set', sets, false)}
${choice('kind', 'Kind', RECORD_KINDS)}
${choice('mode', 'Mode', SUBJECT.mode.words)}
${choice('class', 'Class', SUBJECT.vehicleClass.words)}
${choice('powertrain', 'Powertrain', SUBJECT.powertrain.words)}
${choice('emissionStandard', 'Standard', SUBJECT.emissionStandard.words)}
${choice('carrier', 'Carrier', SUBJECT.carrier.words)}
${choice('gas', 'Gas', SUBJECT.gas.words)}
${field('country', 'Country', 12)}
${field('year', 'Year', 5)}
${choice(
  'source',
  'Source',
  content.sources.map(({ id }) => id),
)}
${choice('quality', 'Quality', QUALITIES)}
${field('q', 'Words', 20)}
${choice('match', 'Order', ['estimate'])}
<button>Look up</button>
</form>
<p>With order “estimate”, a country, a year and a kind or mode: what an estimate would take, best first.</p>`
}

const list = (texts: readonly string[]): Html => html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`

function results(
  set: FactorSet,
  typed: Typed,
  { records, page, matches, reason, lookUps = [] }: FoundPage,
): Html {
  const looked = lookUps.map(({ takes, why }) =>
    takes.length === 0 ? `An estimate finds none: ${why}` : `An estimate takes ${takes.join(', ')}. ${why}`,
  )
  const said =
    looked.length > MAX_LISTED
      ? [
          `${looked.length} figures are looked up, each in its order; name a class, powertrain or gas for fewer.`,
        ]
      : looked
  const rows = page.items.map((record): readonly Cell[] => {
    const view = toFactorView(record, set)
    const match = matches.get(record.id)
    return [
      linkTo(['docs', 'factors', set.content.id, record.id], headingOf(view)),
      record.region,
      yearsOf(record),
      'canonicalValue' in record ? `${readable(record.value)} ${record.unit}` : 'curve',
      record.quality,
      match ? `${match.region}, ${match.year}, ${match.technology}` : '',
      view.source.publisher,
    ]
  })
  const shown = page.items.length < records.length ? `, ${page.items.length} of them on this page` : ''
  const table = tableOf(
    `${records.length} records${shown}`,
    [
      { head: 'What' },
      { head: 'Place' },
      { head: 'Years' },
      { head: 'Value', numbers: true },
      { head: 'Quality' },
      { head: 'Match' },
      { head: 'Publisher' },
    ],
    rows,
  )
  const shownTable = records.length === 0 ? [] : [table, pageLinks(typed, page)]
  return join([list(reason === undefined ? said : [reason, ...said]), ...shownTable])
}

function pageLinks({ after, ...typed }: Typed, { next }: Page<AnyRecord>): Html {
  const link = (text: string, more: Typed): Html =>
    html`<a href="/docs/factors?${new URLSearchParams({ ...typed, ...more }).toString()}">${text}</a>`
  const links = [
    ...(after === undefined ? [] : [link('First page', {})]),
    ...(next === undefined ? [] : [link('Next page', { after: next })]),
  ]
  return links.length === 0 ? NOTHING : html`<nav aria-label="Pages">${join(links, ' · ')}</nav>`
}
