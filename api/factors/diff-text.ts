import { MODE_PROPERTIES } from '../../src/index.ts'
import { forReading, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { DiffItem, DiffPart } from './diff-answer.ts'
import type { RecordReference, SetChangeView } from './diff-schema.ts'

const number = (head: string) => ({ head, numbers: true })
const sources = (head: string) => ({ head, width: 48 })

/**
 * How two sets differ, for reading at a shell; numbers are rounded. First how many records and what the change comes to,
 * then records that changed or went: what is new has nothing to stand beside.
 *
 * @param limit records to list
 * @param isChosen true if the caller chose which kind of change to list
 */
export function diffText(found: DiffPart, limit: number, isChosen = false): string {
  const { before, after, counts, byKind, items } = found
  const { changed, removed, added, provenance, same } = counts
  const title = `Factor set ${before.id} (${before.released}) → ${after.id} (${after.released}): ${changed} changed, ${removed} removed, ${added} added, ${provenance} of other provenance, ${same} the same`
  if (items.length === 0) return `${title}\n`
  const kinds = tableText(
    title,
    [{ head: 'Kind' }, number('Changed'), number('Removed'), number('Added'), number('Other provenance')],
    byKind.map((row) => [row.kind, ...[row.changed, row.removed, row.added, row.provenance].map(String)]),
  )
  const listed = isChosen ? items : items.filter(({ change }) => change === 'changed' || change === 'removed')
  return [kinds, unitEffectsText(found), recordsText(listed, limit)].join('\n')
}

/** What the change comes to, where nothing but mode, country and year is stated. */
function unitEffectsText({ before, after, unitEffects: { year, items, lacking } }: DiffPart): string {
  const without = lacking.map(
    ({ factorSet, modes }) =>
      `${factorSet} has no figures for: ${modes.map((mode) => MODE_PROPERTIES[mode].title).join(', ')}.\n`,
  )
  if (items.length === 0) return without.join('')
  const table = tableText(
    `What a unit of distance emits in ${year}, g CO2e: the largest changes by mode and country`,
    [
      { head: 'Mode' },
      { head: 'Country' },
      { head: 'Per' },
      number(before.id),
      number(after.id),
      number('Change'),
    ],
    items.map((one) => [
      MODE_PROPERTIES[one.mode].title,
      one.country,
      one.unit,
      forReading(one.before),
      forReading(one.after),
      changeText(one.relativeChange),
    ]),
  )
  return [table, ...without].join('')
}

function recordsText(items: readonly DiffItem[], limit: number): string {
  if (items.length === 0)
    return 'No record of both sets changed its figure. --change added lists the new ones, --change provenance those that changed in what is said of them.\n'
  const shown = items.slice(0, limit).map((one) => one.view())
  return tableText(
    `Records, the largest changes first${shown.length < items.length ? `; the first ${shown.length} of ${items.length}` : ''}`,
    [
      { head: 'Record', width: 56 },
      { head: 'What' },
      number('Before'),
      number('After'),
      number('Change'),
      sources('Source before'),
      sources('Source after'),
    ],
    shown.map((item) => [
      item.id,
      item.change,
      figureOf(item.before),
      figureOf(item.after),
      changeText(item.relativeChange),
      sourcesOf(item.before ? [item.before] : []),
      sourcesOf(item.after ? [item.after] : []),
    ]),
  )
}

function figureOf(record: RecordReference | null): string {
  if (record === null) return '—'
  return record.value === null ? 'function' : `${forReading(record.value)} ${record.unit}`
}

/** What moved an estimate between two sets, for reading at a shell; the last row is the sum of those above it. */
export function setChangeText(change: SetChangeView): string {
  const { city, period, before, after, unit, effects, other, notices } = change
  const title = `What moved the total of ${city.name}, ${city.country}, ${period}: ${forReading(before.co2e)} → ${forReading(after.co2e)} ${unit}`
  const rows = [
    ...effects.map((effect) => [
      effect.parameter,
      sideText(effect.before, effect.unit),
      sideText(effect.after, effect.unit),
      changeText(effect.relativeChange),
      signed(effect.effect),
      shareText(effect.shareOfChange),
      sourcesOf(effect.before?.records ?? []),
      sourcesOf(effect.after?.records ?? []),
    ]),
    ...other.map((effect) => [
      `${effect.pointer}, ${effect.mode}: other lines, gases or kinds of factors`,
      `${forReading(effect.before.co2e)} ${unit}`,
      `${forReading(effect.after.co2e)} ${unit}`,
      '—',
      signed(effect.effect),
      shareText(effect.shareOfChange),
      sourcesOf(effect.before.records),
      sourcesOf(effect.after.records),
    ]),
    [
      'Total',
      `${forReading(before.co2e)} ${unit}`,
      `${forReading(after.co2e)} ${unit}`,
      changeText(change.relativeChange),
      signed(change.change),
      change.change === 0 ? '—' : shareText(1),
      '',
      '',
    ],
  ]
  const table = tableText(
    title,
    [
      { head: 'Factor', width: 40 },
      number(before.factorSet),
      number(after.factorSet),
      number('Change'),
      number(`Effect, ${unit}`),
      number('Share'),
      sources(`Source in ${before.factorSet}`),
      sources(`Source in ${after.factorSet}`),
    ],
    rows,
  )
  const left = (change.leftOut ?? []).map(
    ({ mode, pointer, factorSet }) =>
      `Left out on both sides: ${MODE_PROPERTIES[mode].title} (${pointer}), of which ${factorSet} has no figures.\n`,
  )
  return [
    table,
    ...left,
    noticesText(before.factorSet, notices.before),
    noticesText(after.factorSet, notices.after),
  ].join('')
}

const sideText = (side: { readonly value: number } | null, unit: string): string =>
  side === null ? '—' : `${forReading(side.value)} ${unit}`

const signed = (value: number): string => `${value > 0 ? '+' : ''}${forReading(value)}`

const changeText = (share: number | null): string =>
  share === null ? '—' : `${share > 0 ? '+' : ''}${shareText(share)}`

/** A chain through energy has a dozen; JSON and CSV name them all. */
const MAX_SOURCES = 3

function sourcesOf(records: readonly RecordReference[]): string {
  const named = [
    ...new Set(records.map(({ source, sourceId, locator }) => `${source} (${sourceId}), ${locator}`)),
  ]
  const more = named.length - MAX_SOURCES
  return [...named.slice(0, MAX_SOURCES), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function noticesText(factorSet: string, notices: SetChangeView['notices']['before']): string {
  if (notices.length === 0) return ''
  const lines = notices.map(({ code, detail }) => `- ${detail} [${code}]`)
  return `\nTo know with ${factorSet} only\n\n${lines.join('\n')}\n`
}
