import type { FactorSet, InventoryDetail, Origin } from '../../src/index.ts'
import type { InventoryDocument } from './schema.ts'

type Factor = InventoryDocument['rows'][number]['details'][number]['emissionFactor']

/** At most this many names in a cell; the rest are counted. */
const SHOWN = 6

/** Where figures come from: first the places in the request, then the works. */
export function sourceText(origins: readonly Origin[], set: FactorSet): string {
  const pointers = origins.flatMap(({ parameter, record }) => (record ? [] : (parameter.pointer ?? [])))
  const works = origins.flatMap(({ record }) => (record ? [titleOf(record.sourceId, set)] : []))
  return [
    ...(pointers.length > 0 ? [`Stated at ${listed(pointers, ', ')}`] : []),
    ...(works.length > 0 ? [listed(works, '; ')] : []),
  ].join('; ')
}

/** The names of figures. */
export const namesText = (origins: readonly Origin[]): string =>
  listed(
    origins.map(({ parameter }) => parameter.name),
    '; ',
  )

function titleOf(sourceId: string, set: FactorSet): string {
  const source = set.source(sourceId)
  return source ? `${source.title}, ${source.edition}` : sourceId
}

function listed(texts: readonly string[], separator: string): string {
  const distinct = [...new Set(texts)]
  const rest = distinct.length - SHOWN
  return `${distinct.slice(0, SHOWN).join(separator)}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** How the amount of an activity was found. */
export function activityText({ methods, isLoss, activityOrigins }: InventoryDetail): string {
  const how = methods.map((method) => ACTIVITY_TEXTS[method]).join('; ')
  const loss = isLoss ? ' The emissions come from losses between power station and consumer.' : ''
  return `${how}. From: ${namesText(activityOrigins)}.${loss}`
}

const ACTIVITY_TEXTS = {
  energy: 'Energy used: distance × energy per distance',
  fuel: 'Energy or fuel used',
  'direct-factor': 'Distance; the source gives emissions per distance, but no energy',
  'human-powered': 'Distance without emissions',
} as const

/** The geographic scale of the factor's largest part; statements of the city are local. */
export function scaleOf([largest]: readonly Origin[], set: FactorSet): Factor['scale'] {
  if (!largest) return null
  const { record } = largest
  if (!record || set.overlay?.figures.has(record.id)) return 'Local'
  if (record.region === 'GLO') return 'Global'
  if (set.group(record.region)) return 'Regional'
  return set.content.subnational[record.region] === undefined ? 'National' : 'Local'
}

/** The year of the factor's largest part; null for a property of a technology. */
export function yearOf([largest]: readonly Origin[], period: string): Factor['year'] {
  if (!largest) return null
  const { record } = largest
  if (!record) return period.slice(0, 4)
  const year = record.yearTo ?? record.yearFrom
  return year === undefined ? null : `${year}`
}
