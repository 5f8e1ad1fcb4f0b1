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
  'cause-negative': 'A cause of the gap is stated with a negative size',
  'cause-too-large': 'Known causes of the gap are larger than what they are part of',
  'allocation-not-available': 'Nothing can be estimated by the allocation from what is stated',
  'uncertainty-invalid': 'The stated uncertainty cannot be',
  'correlation-unknown': 'A correlation names a parameter that is not uncertain here',
  'correlation-impossible': 'No quantities can be correlated as stated',
  'workbook-not-xlsx': 'The file is not an .xlsx workbook',
  'workbook-encrypted': 'The workbook is encrypted',
  'workbook-damaged': 'The parts of the workbook do not fit together',
  'workbook-too-large': 'The workbook is larger than is read',
  'workbook-active': 'The workbook holds macros or links to other files',
  'workbook-formula': 'A cell of an inventory holds a formula',
  'workbook-without-inventory': 'No sheet of the workbook is an eCRF_3',
  'key-with-number': 'A notation key stands on a row that has a number',
  'notation-key-invalid': 'A notation key does not say where its row is reported, or says what it must not',
  'file-unreadable': 'The file is not what its format says, is damaged, or is too large when unpacked',
  'file-empty': 'The file gives no fact',
  'fact-invalid': 'A fact of the file says what cannot be',
  'trip-length-impossible': 'A mean trip length cannot be true',
  'vehicle-load-impossible': 'The persons or tonnes on board cannot be true',
  'fuel-carbon-impossible': 'What a fuel emits per energy cannot be true',
  'grid-intensity-impossible': 'What electricity emits cannot be true',
  'vehicle-fuel-impossible': 'The fuel per vehicle distance cannot be true',
  'vehicle-electricity-impossible': 'The electricity per vehicle distance cannot be true',
  'vehicle-emissions-impossible': 'What vehicles emit per distance cannot be true',
  'population-impossible': 'The population cannot be true',
  'distance-per-capita-impossible': 'The distance driven for each inhabitant cannot be true',
  'trip-rate-impossible': 'The trips of an inhabitant on a day cannot be true',
  'travel-per-day-impossible': 'The distance an inhabitant travels on a day cannot be true',
  'fuel-sales-per-capita-impossible': 'The fuel sold for each inhabitant cannot be true',
  'emissions-per-capita-impossible': 'The emissions of each inhabitant cannot be true',
  'estimate-unknown': 'No estimate is saved under this id',
  'series-mixed': 'Estimates of a series do not belong together',
  'not-acknowledgeable': 'A refusal cannot be acknowledged away',
  'dataset-unknown': 'There is no such dataset',
  'city-unknown': 'There is no such city',
  'dataset-empty': 'The dataset says nothing of what was asked',
  'mode-missing': 'Facts cannot be estimated without a mode',
  'release-too-fine': 'This is finer than what may be given out of the dataset',
  'file-too-large': 'A file holds more than its format can',
  'import-option-invalid': 'An option of an import is missing, unknown, or not of the documented form',
  'column-unknown': 'A file has a column that its format does not document',
  'column-missing': 'A file lacks a column or table that its format needs',
  'value-not-read': 'Values of a column are not of the documented form',
  'period-too-fine': 'Rows are of a finer period than the dataset declares, or of mixed periods',
  'duplicate-key': 'Rows of a file repeat the key of another row',
  'contributors-missing': 'Nothing says how many contributors are behind a cell',
  'cell-below-minimum': 'Cells are below the minimum of contributors or trips',
  'cells-look-scaled': 'Rows look like those of single persons, multiplied',
  'total-implausible': 'Cells say what so many contributors cannot have done',
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
  'fuel-sale-left-out': 'Fuel sold to ships or aircraft is not in the totals',
  'gap-incomplete': 'The gap holds the fuel of modes whose energy is not known',
  'fuel-ratio-unusual': 'Fuel sold and fuel burnt differ by more than a fifth',
  'inconsistent-sources': 'The two sides differ by more than their uncertainty explains',
  'carrier-on-one-side': 'A carrier is sold and not burnt, or burnt and not sold',
  'population-missing': 'No figure per inhabitant without a population',
  'uncertainty-default': 'Stated quantities were taken to be as uncertain as is documented for their kind',
  'value-outside-interval': 'A figure lies outside its interval',
  'propagation-wide': 'The interval is wider than error propagation is made for',
  'draws-too-few': 'The limits of the interval are not known to within 1 %',
  'trip-length-unusual': 'A mean trip length lies outside what is usual',
  'vehicle-load-unusual': 'The persons or tonnes on board lies outside what is usual',
  'fuel-carbon-unusual': 'What a fuel emits per energy lies outside what is usual',
  'grid-intensity-unusual': 'What electricity emits lies outside what is usual',
  'vehicle-fuel-unusual': 'The fuel per vehicle distance lies outside what is usual',
  'vehicle-electricity-unusual': 'The electricity per vehicle distance lies outside what is usual',
  'vehicle-emissions-unusual': 'What vehicles emit per distance lies outside what is usual',
  'population-unusual': 'The population lies outside what is usual',
  'distance-per-capita-unusual': 'The distance driven for each inhabitant lies outside what is usual',
  'trip-rate-unusual': 'The trips of an inhabitant on a day lies outside what is usual',
  'travel-per-day-unusual': 'The distance an inhabitant travels on a day lies outside what is usual',
  'fuel-sales-per-capita-unusual': 'The fuel sold for each inhabitant lies outside what is usual',
  'emissions-per-capita-unusual': 'The emissions of each inhabitant lies outside what is usual',
  'mode-share-unusual': 'A mode has an unusual share of the passenger distance',
  'year-on-year-jump': 'The emissions of two years are unusually far apart',
  'population-jump': 'The populations of two years are unusually far apart',
  'series-break': 'Two years of a series stand on another basis',
  'series-gap': 'A series lacks years',
  'acknowledgement-unused': 'A notice was acknowledged that was not raised',
  'dataset-used': 'Demand was taken from a dataset',
  'dataset-gaps': 'The dataset does not cover the whole period',
  'dataset-withheld': 'Facts of too few contributors are not in the result',
  'length-derived': 'Mean trip lengths were found from zones or distance bands',
  'modal-split-used': 'Modes were given to trips by a stated modal split',
  'columns-dropped': 'Columns about persons were not read',
  'cell-rules-relaxed': 'Cells were left to the publisher under an open licence',
  'zero-cells': 'Some cells are 0 and may be small',
  'rows-left-out': 'Some rows of a file were left out',
  'import-assumption': 'Something that a file does not say was assumed',
  'import-gaps': 'A file leaves out periods or modes',
  'import-disagrees': 'Two columns of a file do not agree',
  'mode-unknown': 'A file does not say the mode',
  'mode-grouped': 'A mode of a file stands for several',
  'modal-split-assumed': 'A stated modal split was applied to a file without modes',
  'index-missing': 'Modes without an index were held as they were',
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
  /** Of an unusual figure: what was found, and the range that is usual. */
  readonly found?: {
    readonly value: number
    readonly unit: string
    readonly atLeast?: number
    readonly atMost?: number
  }
  /** The reason for which the caller stands by the result. */
  readonly acknowledged?: string
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
