import { forReading, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { DiffPart } from './diff-answer.ts'
import type { RecordReference, SetChangeView } from './diff-schema.ts'

const number = (head: string) => ({ head, numbers: true })
const sources = (head: string) => ({ head, width: 48 })

/** How two sets differ, for reading at a shell; numbers are rounded. */
export function diffText({ before, after, counts, byKind, items }: DiffPart, limit: number): string {
  const { changed, removed, added, provenance, same } = counts
  const title = `Factor set ${before.id} (${before.released}) → ${after.id} (${after.released}): ${changed} changed, ${removed} removed, ${added} added, ${provenance} of other provenance, ${same} the same`
  if (items.length === 0) return `${title}\n`
  const kinds = tableText(
    title,
    [{ head: 'Kind' }, number('Changed'), number('Removed'), number('Added'), number('Other provenance')],
    byKind.map((row) => [row.kind, ...[row.changed, row.removed, row.added, row.provenance].map(String)]),
  )
  const shown = items.slice(0, limit)
  return `${kinds}\n${tableText(
    `The largest changes first${shown.length < items.length ? `; the first ${shown.length} of ${items.length}` : ''}`,
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
  )}`
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
  return [
    table,
    noticesText(before.factorSet, notices.before),
    noticesText(after.factorSet, notices.after),
  ].join('')
}

const sideText = (side: { readonly value: number } | null, unit: string): string =>
  side === null ? '—' : `${forReading(side.value)} ${unit}`

const signed = (value: number): string => `${value > 0 ? '+' : ''}${forReading(value)}`

const changeText = (share: number | null): string =>
  share === null ? '—' : `${share > 0 ? '+' : ''}${shareText(share)}`

const sourcesOf = (records: readonly RecordReference[]): string =>
  [...new Set(records.map(({ source, sourceId, locator }) => `${source} (${sourceId}), ${locator}`))].join(
    '; ',
  )

function noticesText(factorSet: string, notices: SetChangeView['notices']['before']): string {
  if (notices.length === 0) return ''
  const lines = notices.map(({ code, detail }) => `- ${detail} [${code}]`)
  return `\nTo know with ${factorSet} only\n\n${lines.join('\n')}\n`
}
