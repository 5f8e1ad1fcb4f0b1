/** Every refusal and notice: stable codes, one place. A code never changes its meaning; prose may. */

/** Why an input cannot be estimated. */
export const REFUSAL_TITLES = {
  'invalid-field': 'A field is missing, unknown, or not of the documented form',
  'person-level-data': 'The input looks like data about a person, household, vehicle or device',
  'unknown-country': 'No such country code',
  'period-invalid': 'The period is not a year or year-month that can be estimated',
  'unit-unknown': 'The unit is not known',
  'unit-ambiguous': 'The unit means different things in different places',
  'unit-mismatch': 'The unit measures something else',
  'quantity-malformed': 'The quantity is not a number with a unit',
  'quantity-out-of-range': 'The quantity is outside the range that can be true',
  'activity-missing': 'There is no activity to estimate from',
  'activity-incomplete': 'A row does not say enough to give a distance',
  'activity-disagrees': 'Two statements of the same activity do not agree',
  'inside-longer-than-trip': 'The length inside the boundary is longer than the trip',
  'flows-disagree': "Flows do not add up to the mode's total",
  'duplicate-row': 'Two rows speak of the same thing',
  'shares-not-one': 'Shares do not sum to 1',
  'class-not-of-mode': 'The mode has no such vehicle class',
  'payload-mismatch': 'The row speaks of passengers where the mode carries freight, or the other way round',
  'factor-not-found': 'No factor fits',
  'overlay-unknown': 'No such own figures are registered',
  'overlay-misfit': 'Registered own figures do not fit the request that names them',
  'factor-unknown': 'The factor set has no such record',
  'factor-misfit': 'An own figure cannot stand for what it names',
  'factor-bounds': 'The bounds do not hold the value',
  'factor-implausible': 'A figure is outside what can be true of its kind',
  'allocation-not-available': 'Nothing can be estimated by the allocation from what is stated',
  'uncertainty-invalid': 'The stated uncertainty cannot be',
  'correlation-unknown': 'A correlation names a parameter that is not uncertain here',
  'correlation-impossible': 'No quantities can be correlated as stated',
} as const
export type RefusalCode = keyof typeof REFUSAL_TITLES

/** What to know about a result that was given. */
export const NOTICE_TITLES = {
  'factor-year-fallback': 'A figure of an earlier year was used',
  'factor-region-fallback': 'A figure of another region was used',
  'factor-class-fallback': 'A figure of a wider vehicle class was used',
  'factor-unverified': 'A figure that was not read in a published table was used',
  'own-factor-used': "A figure of the city's own was used",
  'own-factor-unused': "Some of the city's own figures had no part in the result",
  'direct-factor-used': 'The source gives emissions per distance and no energy',
  'speed-clamped': 'The mean speed was moved into the range of the speed curve',
  'tier-default-used': 'A general default stands in for local data',
  'energy-incomplete': 'The energy total leaves out lines whose source gives no energy',
  'distance-incomplete': 'The distance totals leave out lines without a distance',
  'gas-split-unknown': 'Some emissions are known only as CO2e',
  'electricity-life-cycle': 'The grid intensity covers the life cycle of power generation',
  'electricity-embedded': 'The factor contains the electricity mix of its source',
  'scope-not-separable': 'The factor mixes fuel and electricity',
  'grid-loss-unknown': 'Losses between power station and consumer are not included',
  'well-to-tank-incomplete': 'Well-to-tank emissions are not known for every line',
  'biofuel-share-unknown': 'No biofuel share is known; the fuel was taken as fossil',
  'blend-nominal': 'A blend was taken at the share of biofuel that its label names',
  'trips-left-out': 'Trips of some modes are not in the result',
  'distance-beyond-boundary': 'Distance driven outside the boundary is in the result',
  'inside-share-assumed': 'No length inside the boundary is known; a convention was taken',
  'charging-as-driven': 'Electricity was taken as charged where it is driven',
  'cold-start-excluded': 'The extra fuel of cold engines is not included',
  'curve-frozen': 'The speed curve does not follow the fuel economy of new vehicles',
  'shares-renormalised': 'Shares were scaled to sum to 1, as asked',
  'fuel-sales-not-used': 'Fuel sales do not enter the totals',
  'population-missing': 'No figure per inhabitant without a population',
  'uncertainty-default': 'Stated quantities were taken to be as uncertain as is documented for their kind',
  'value-outside-interval': 'A figure lies outside its interval',
  'propagation-wide': 'The interval is wider than error propagation is made for',
  'draws-too-few': 'The limits of the interval are not known to within 1 %',
} as const
export type NoticeCode = keyof typeof NOTICE_TITLES

/** A fault of the input, with its place. `pointer` is an RFC 6901 pointer into the request. */
export interface Refusal {
  readonly code: RefusalCode
  readonly pointer: string
  readonly detail: string
  /** What would have been accepted, nearest first. */
  readonly candidates?: readonly string[]
}

/** Something to know about a result. */
export interface Notice {
  readonly code: NoticeCode
  readonly detail: string
  readonly pointer?: string
  /** Records that the notice speaks of. */
  readonly records?: readonly string[]
}

/** The input cannot be estimated; carries every fault found, at least one. */
export class EstimateRefused extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]]

  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map(({ code, pointer, detail }) => `${code} at ${pointer || '/'}: ${detail}`).join('\n'))
    this.name = 'EstimateRefused'
    this.refusals = refusals
  }
}

/** Throws if anything was refused; every rule pushes, one place throws. */
export function refuseAny(refusals: readonly Refusal[]): void {
  const [first, ...rest] = refusals
  if (first) throw new EstimateRefused([first, ...rest])
}
