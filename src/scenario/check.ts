import type { Refusal } from '../issues/issue.ts'
import { checkAgainst } from './check-base.ts'
import { checkEvidence, checkTwice } from './check-evidence.ts'
import { checkOverlaps } from './check-overlap.ts'
import { checkReference } from './check-reference.ts'
import { checkTarget } from './check-target.ts'
import {
  LAST_YEAR,
  LEVER_FIELDS,
  LEVER_PROPERTIES,
  type Lever,
  mostOf,
  sizeWords,
  type UncheckedQuestion,
} from './lever.ts'
import type { ScenarioRecords } from './records.ts'
import { acceptedYears, refuse, yearAfter } from './refuse.ts'
import type { ScenarioBase } from './scenario-base.ts'

/** Every fault of a question about a base, with what would be accepted. */
export function checkScenario(
  question: UncheckedQuestion,
  base: ScenarioBase,
  records: ScenarioRecords,
): readonly Refusal[] {
  const { levers, targets } = question
  const horizon = checkHorizon(question, base)
  // What a last year that cannot be leaves no room for is no fault of its own.
  const asked = horizon.some(({ pointer }) => pointer === '/until')
    ? { ...question, until: undefined }
    : question
  return [
    ...horizon,
    ...checkReference(asked, base, records),
    ...levers.flatMap((lever, at) => [
      ...checkFields(lever),
      ...checkYears(lever, asked, base),
      ...checkSize(lever),
      ...checkParts(lever),
      ...checkEvidence(lever, records),
      ...checkName(lever, levers.slice(0, at)),
      ...(base.lines ? checkAgainst(lever, base.lines, records) : []),
    ]),
    ...checkOverlaps(levers),
    ...checkTwice(levers, records),
    ...targets.flatMap((target) => checkTarget(target, asked, base.frame)),
  ]
}

function checkHorizon(
  { until }: UncheckedQuestion,
  { frame: { baseYear }, isMonth }: ScenarioBase,
): readonly Refusal[] {
  const faults: Refusal[] = []
  if (isMonth)
    faults.push(
      refuse(
        'horizon-invalid',
        '/base/period',
        'A scenario goes from year to year: its base must be a whole year.',
      ),
    )
  if (until !== undefined && !((baseYear === undefined || until > baseYear) && until <= LAST_YEAR))
    faults.push(
      refuse(
        'horizon-invalid',
        '/until',
        `The last year must lie after the base year and not after ${LAST_YEAR}: ${acceptedYears(yearAfter(baseYear))}.`,
      ),
    )
  return faults
}

function checkFields(lever: Lever): readonly Refusal[] {
  const { needs, takes } = LEVER_PROPERTIES[lever.kind]
  return LEVER_FIELDS.flatMap((field): Refusal[] => {
    const isThere = lever[field] !== undefined
    if (!isThere && needs.includes(field))
      return [
        refuse(
          'lever-incomplete',
          `${lever.pointer}/${field}`,
          `A lever of kind ${lever.kind} needs ${field}.`,
        ),
      ]
    if (isThere && !needs.includes(field) && !takes.includes(field))
      return [
        refuse(
          'lever-incomplete',
          `${lever.pointer}/${field}`,
          `A lever of kind ${lever.kind} does not take ${field}.`,
          [...needs, ...takes],
        ),
      ]
    return []
  })
}

function checkYears(
  { pointer, from, to, ramp }: Lever,
  { until }: UncheckedQuestion,
  { frame: { baseYear } }: ScenarioBase,
): readonly Refusal[] {
  const faults: Refusal[] = []
  if (to < from)
    faults.push(
      refuse(
        'lever-out-of-range',
        `${pointer}/to`,
        `A lever cannot end before it begins: to must be ${from} or later.`,
      ),
    )
  const first = ramp === 'step' ? yearAfter(baseYear) : baseYear
  if ((first !== undefined && from < first) || from > (until ?? LAST_YEAR))
    faults.push(
      refuse(
        'lever-out-of-range',
        `${pointer}/from`,
        `This lever must begin ${acceptedYears(first, until)}; the base year is as it was.`,
      ),
    )
  if (to > LAST_YEAR || (ramp !== 'step' && to === from))
    faults.push(
      refuse(
        'lever-out-of-range',
        `${pointer}/to`,
        to > LAST_YEAR
          ? `A lever must end by ${LAST_YEAR}.`
          : 'A lever that comes in within one year needs ramp step; otherwise to must be later than from.',
      ),
    )
  return faults
}

function checkSize(lever: Lever): readonly Refusal[] {
  const { pointer, kind, size, evidence, mode } = lever
  const { least } = LEVER_PROPERTIES[kind]
  const most = mostOf(kind, mode !== undefined)
  if (!size)
    return evidence === undefined
      ? [refuse('lever-incomplete', `${pointer}/size`, 'A lever needs a size, or evidence that has one.')]
      : []
  const bounds =
    size.uncertainty && 'lower' in size.uncertainty ? [size.uncertainty.lower, size.uncertainty.upper] : []
  if ([size.value, ...bounds].every((one) => one >= least && one <= most)) return []
  return [
    refuse(
      'lever-out-of-range',
      `${pointer}/size`,
      `The size of ${kind} is: ${sizeWords(lever)}. It must lie from ${least} to ${most}.`,
    ),
  ]
}

function checkParts({
  pointer,
  origins = [],
  zoneShare,
  rebound,
  induced,
  tripLength,
  mode,
  toMode,
}: Lever): readonly Refusal[] {
  const faults: Refusal[] = []
  for (const [name, amount] of Object.entries({ zoneShare, rebound, induced }))
    if (amount && !(amount.value >= 0 && amount.value <= 1))
      faults.push(
        refuse('lever-out-of-range', `${pointer}/${name}`, `${name} is a share and must lie from 0 to 1.`),
      )
  if (tripLength && !(tripLength.value > 0))
    faults.push(refuse('lever-out-of-range', `${pointer}/tripLength`, 'tripLength must be greater than 0.'))
  const told = origins.reduce((sum, { share }) => sum + share.value, 0)
  if (told > 1 + 1e-9)
    faults.push(
      refuse(
        'shares-leave-nothing',
        `${pointer}/origins`,
        'The shares of the origins come to more than all new trips: they may sum to 1 at most.',
      ),
    )
  if (mode !== undefined && origins.length > 0)
    faults.push(
      refuse(
        'lever-incomplete',
        `${pointer}/origins`,
        'State mode, from which all switched trips come, or origins; not both.',
      ),
    )
  if (mode !== undefined && mode === toMode)
    faults.push(
      refuse('lever-out-of-range', `${pointer}/toMode`, 'Trips cannot change to the mode that they have.'),
    )
  return faults
}

const checkName = ({ id, pointer }: Lever, before: readonly Lever[]): readonly Refusal[] =>
  before.some((one) => one.id === id)
    ? [refuse('lever-overlap', `${pointer}/id`, 'Another lever has this id already: ids must differ.')]
    : []
