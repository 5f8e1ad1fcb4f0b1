import type { Notice } from '../issues/issue.ts'
import type { Evidence } from './evidence.ts'
import type { Lever, ScenarioQuestion } from './lever.ts'
import type { ReferenceFrame } from './reference.ts'
import type { SalesReference } from './sales-reference.ts'

/** What stays as it is, because nothing is stated or published of it. */
export function flatNotice(
  { reference, levers }: ScenarioQuestion,
  { baseYear }: ReferenceFrame,
  sales: readonly SalesReference[],
): readonly Notice[] {
  const flat = [
    ...(reference.population ? [] : ['population']),
    ...(reference.activity ? [] : ['distance per person']),
    ...(reference.efficiency || reference.newVehicles
      ? []
      : ['energy per vehicle-kilometre of new vehicles']),
    ...(sales.length > 0 && !levers.some(({ kind }) => kind === 'sales-mix')
      ? []
      : ['sales by powertrain where no path is named']),
    ...(reference.blends ? [] : ['biofuel in blends']),
    'shares of emission standards (Euro and the like) in each technology',
  ]
  return [
    {
      code: 'reference-flat',
      pointer: '/reference',
      detail: `As in ${baseYear} in every year of the reference: ${flat.join(', ')}.`,
    },
  ]
}

/** Levers whose sizes are figures of the caller. */
export function withoutEvidence(levers: readonly Lever[], evidence: readonly Evidence[]): readonly Notice[] {
  const own = levers.filter((_, at) => evidence[at]?.basis === 'stated')
  if (own.length === 0) return []
  return [
    {
      code: 'lever-without-evidence',
      pointer: '/levers',
      detail: `Sizes that the caller states: ${own.map(({ id }) => id).join(', ')}. An effect without a range counts as known to half of itself; a decision counts as it is decided.`,
    },
  ]
}
