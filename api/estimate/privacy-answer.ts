import type { SourceTerms } from './dataset-demand-schema.ts'
import type { EstimateRequest } from './request-schema.ts'
import { comesAgain } from './result-bytes.ts'
import type { EstimateResult } from './result-schema.ts'

type Privacy = EstimateResult['privacy']

/** What is looked at in every request before anything else, over HTTP and at a shell. */
const CHECKED = ['documented-fields-only', 'no-sign-of-persons'] as const

/** A request that states its figures: what they were made from is not to be seen in them. */
const STATED: Privacy = {
  input: 'stated',
  checked: [...CHECKED],
  statement:
    'Made from figures that the caller stated for a whole city; how these were made cannot be seen from here. No field and no text of the request looked like data about a person, household, vehicle or device.',
}

comesAgain(STATED)

/**
 * What is true of the input of an estimate. A request that is sent again repeats where its rows are from, so that is said
 * as its statement.
 */
export function toPrivacy({ demandSource }: EstimateRequest): Privacy {
  if (demandSource === undefined) return STATED
  const { dataset: id, version, terms } = demandSource
  const named = `sums of dataset ${id}, version ${version}`
  return {
    input: 'dataset',
    checked: [...CHECKED],
    dataset: { id, version, ...(terms === undefined ? {} : { terms }) },
    statement:
      terms === undefined
        ? `The request states its rows as ${named}, and not on what terms these were given.`
        : `The request states its rows as ${named}, of ${terms.responsible}${onTerms(terms)}. ${withheldText(terms)}`,
  }
}

function onTerms({ legalBasis, licence }: SourceTerms): string {
  const basis = legalBasis.replaceAll('-', ' ')
  return ` (${licence === undefined ? basis : `${basis}: ${licence}`})`
}

const WITHHELD: Readonly<Record<SourceTerms['withheld'], string>> = {
  nothing: 'no mode of this city and period',
  'not-told': 'how much is not told, for that would tell whether there is something',
  'under-half-of-modes': 'fewer than half of the modes of this city and period',
  'half-of-modes-or-more': 'half of the modes of this city and period, or more',
  'under-5-percent': 'under 5 % of what was settled until then',
  'under-20-percent': 'under 20 % of what was settled until then',
  'under-half': 'under half of what was settled until then',
  'half-or-more': 'half of what was settled until then, or more',
}

function withheldText(terms: SourceTerms): string {
  const { minimumContributors, contributorUnit, rules, withheld, release, siblings = [] } = terms
  if (minimumContributors === undefined)
    return 'Its owner says that it is published for everybody, so nothing was withheld.'
  const unit = contributorUnit === undefined ? 'contributors' : `contributors (each a ${contributorUnit})`
  const differences = [
    ...(rules.includes('no-difference-in-time') ? ['in time'] : []),
    ...(rules.includes('no-difference-in-space') ? ['of places'] : []),
  ]
  const told =
    differences.length === 0
      ? ''
      : `, and those that would tell them by difference ${differences.join(' or ')}`
  return [
    `Withheld were sums of fewer than ${minimumContributors} ${unit}, as the supplier counts them${told}: ${WITHHELD[withheld]}.`,
    ...(release === undefined ? [] : [`What ran is certified by release ${release}.`]),
    ...(siblings.length === 0 ? [] : [`Of the same contributors: ${siblings.join(', ')}.`]),
  ].join(' ')
}
