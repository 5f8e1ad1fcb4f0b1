import type { FactorSet } from '../factors/factor-set.ts'
import type { AnyRecord } from '../factors/record.ts'
import type { Found, PlaceAndYear } from '../factors/select.ts'
import type { Notice, NoticeCode } from '../issues/issue.ts'
import { ownNotice } from './own.ts'

/** Kinds that are the same everywhere unless a country states its own: a world figure of them is no fallback. */
const UNIVERSAL: ReadonlySet<AnyRecord['kind']> = new Set([
  'fuel-factor',
  'net-calorific-value',
  'density',
  'gwp',
])

const WIDER = {
  'standard-average': 'another emission standard of its class',
  'class-average': 'the average of all classes',
  'powertrain-mix': 'the mix of all powertrains',
} as const

/** A figure without a standard is of them all. */
const widerText = (record: AnyRecord, technology: keyof typeof WIDER): string =>
  technology === 'standard-average' && !('emissionStandard' in record && record.emissionStandard)
    ? 'one of all emission standards'
    : WIDER[technology]

/** What to say of how well a record fits: one notice for each step away from what was asked. */
export function fitNotices(
  set: FactorSet,
  { region, year }: PlaceAndYear,
  name: string,
  found: Found<AnyRecord>,
): readonly Notice[] {
  const { record, match, yearGap } = found
  const notices: Notice[] = []
  const say = (code: NoticeCode, detail: string): void => {
    notices.push({ code, detail: `${name}: ${detail}`, records: [record.id] })
  }
  const own = 'canonicalValue' in record ? ownNotice(set, { region, year }, name, record) : undefined
  // Who replaces a record says that the figure is right wherever the record would have been used.
  if (own && set.overlay?.figures.get(record.id)?.replaces) return [own]
  if (own) notices.push(own)
  if (match.region === 'world' && !UNIVERSAL.has(record.kind))
    say('tier-default-used', `no figure for ${region}; Cordon uses a world default.`)
  if (match.region === 'country-group' || match.region === 'other-region')
    say(
      'factor-region-fallback',
      `no figure for ${region}; Cordon uses the one for ${set.group(record.region)?.name ?? record.region}.`,
    )
  if (match.year === 'earlier-year')
    say(
      'factor-year-fallback',
      `no figure for ${year}; Cordon uses the one for ${record.yearTo ?? record.yearFrom}, ${yearGap} ${yearGap === 1 ? 'year' : 'years'} earlier.`,
    )
  if (match.technology !== 'exact')
    say(
      'factor-class-fallback',
      `no figure of exactly this kind; Cordon uses ${widerText(record, match.technology)}.`,
    )
  if (record.verification === 'unverified' && !own)
    say('factor-unverified', 'the figure has not been checked against its published table.')
  return notices
}
