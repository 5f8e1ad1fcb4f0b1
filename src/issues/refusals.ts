/** What is said of a code. Codes never change their meaning; these texts may. */
export interface CodeText {
  readonly title: string
  /** As `docs/problems.md` explains it. */
  readonly means: string
  /** What to do about it; empty where nothing need be done. */
  readonly advice: string
}

/** Why an input cannot be estimated: what each code says, what that means, and what to do. */
export const REFUSALS = {
  'invalid-field': {
    title: 'A field is missing, unknown, or not of the documented form',
    means: 'missing, unknown, or not of the documented form',
    advice: 'compare with `/openapi.json`',
  },
  'person-level-data': {
    title: 'The input looks like data about a person, household, vehicle or device',
    means: 'an identifier, a place, a moment, or a row of one trip',
    advice: 'sum over many trips before sending',
  },
  'about-a-household': {
    title: 'The request is about a household or a few vehicles',
    means:
      'fewer than 100 inhabitants, fewer than 10 vehicles in a row, or the name of a household or an address',
    advice: 'estimate the municipality; state distance or energy of a small fleet, which have no floor',
  },
  'unknown-country': {
    title: 'No such country code',
    means: 'not an ISO 3166-1 alpha-2 code',
    advice: 'write `GB`, not `UK`',
  },
  'period-invalid': {
    title: 'The period is not a year or year-month that can be estimated',
    means: "not a year or year-month from 1990 to the set's release",
    advice: 'later periods are scenarios',
  },
  'unit-unknown': {
    title: 'The unit is not known',
    means: 'no such unit',
    advice: 'see `units` in `/v1/vocabulary`',
  },
  'unit-ambiguous': {
    title: 'The unit means different things in different places',
    means: '`ton`, `gallon`, bare `mpg` …',
    advice: 'write which: `t`, `US gal`, `mpg (imperial)`',
  },
  'unit-mismatch': {
    title: 'The unit measures something else',
    means: 'the unit measures something else',
    advice: '`vkm` for vehicles, `pkm` for passengers, `tkm` for freight',
  },
  'quantity-malformed': {
    title: 'The quantity is not a number with a unit',
    means: 'not a number with a unit',
    advice: '`9.2 km`, `3,727,391,614 vmi`, `120 million vkm`',
  },
  'quantity-out-of-range': {
    title: 'The quantity is outside the range that can be true',
    means: 'negative, zero where it cannot be, a share above 1, more than a city can have',
    advice: 'check unit and digits',
  },
  'activity-missing': {
    title: 'There is no activity to estimate from',
    means: 'nothing to estimate from',
    advice: 'state `demand` or `travel`',
  },
  'activity-incomplete': {
    title: 'A row does not say enough to give a distance',
    means: 'a row does not give a distance',
    advice: 'add what `detail` names',
  },
  'activity-disagrees': {
    title: 'Two statements of the same activity do not agree',
    means: 'trips × length and a stated distance differ by more than 0.5 %',
    advice: 'state one of them',
  },
  'inside-longer-than-trip': {
    title: 'The length inside the boundary is longer than the trip',
    means: '`insideLength` is more than `meanTripLength`',
    advice: 'check which is which, and their units',
  },
  'flows-disagree': {
    title: "Flows do not add up to the mode's total",
    means: 'the flows of a mode and its `flowTotals` differ by more than 0.5 %',
    advice: 'state the flow that is missing, or mend the total',
  },
  'duplicate-row': {
    title: 'Two rows speak of the same thing',
    means: 'two rows speak of the same',
    advice: 'add them, or tell them apart',
  },
  'shares-not-one': {
    title: 'Shares do not sum to 1',
    means: 'shares do not sum to 1',
    advice: 'add what is missing, or set `renormaliseShares`',
  },
  'class-not-of-mode': {
    title: 'The mode has no such vehicle class',
    means: 'the mode has no such class',
    advice: '`candidates` has its classes',
  },
  'payload-mismatch': {
    title: 'The row speaks of passengers where the mode carries freight, or the other way round',
    means: 'passengers where the mode carries freight, or the reverse',
    advice: 'use the other distance',
  },
  'factor-not-found': {
    title: 'No factor fits',
    means: 'no figure fits',
    advice: 'state what `detail` names',
  },
  'overlay-unknown': {
    title: 'No such own factors are registered',
    means: 'no own factors are registered under this name',
    advice: '`candidates` has those that are; see `docs/own-factors.md`',
  },
  'overlay-misfit': {
    title: 'Registered own factors do not fit the request that names them',
    means: 'registered figures of another country, or beside `factors`',
    advice: "name the overlay of the city's country; use one of the two",
  },
  'factor-unknown': {
    title: 'The factor set has no such record',
    means: 'the set has no record of this id',
    advice: '`candidates` has near ids; search `/v1/factor-sets/{id}/factors`',
  },
  'factor-misfit': {
    title: 'An own figure cannot stand for what it names',
    means: 'a figure lacks what its kind needs, has more, or replaces what cannot be replaced',
    advice: 'do what `detail` says',
  },
  'factor-bounds': {
    title: 'The bounds do not hold the value',
    means: 'the interval does not hold the value, or one bound is missing',
    advice: 'state both bounds, or `plusMinus`',
  },
  'factor-implausible': {
    title: 'A figure is outside what can be true of its kind',
    means: 'outside the band that `detail` names',
    advice: 'check unit and decimal point',
  },
  'cause-negative': {
    title: 'A cause of the gap is stated with a negative size',
    means: 'a known cause of the gap with a negative size',
    advice: 'state its size; the name of the cause tells the direction',
  },
  'cause-too-large': {
    title: 'Known causes of the gap are larger than what they are part of',
    means:
      'known causes of the gap are not less than the fuel sold, or the fuel burnt, that they are part of',
    advice: 'check carrier, unit and digits',
  },
  'allocation-not-available': {
    title: 'Nothing can be estimated by the allocation from what is stated',
    means: 'the allocation can give nothing of what is stated',
    advice: 'state what `detail` names, or one of `candidates`',
  },
  'uncertainty-invalid': {
    title: 'The stated uncertainty cannot be',
    means: 'a negative ±, bounds that do not hold the value, parameters that make no distribution',
    advice: 'do what `detail` says; `docs/method.md` lists the forms',
  },
  'correlation-unknown': {
    title: 'A correlation names a parameter that is not uncertain here',
    means: 'a correlation names what no uncertain parameter of the estimate is called',
    advice: 'name a stated quantity by its pointer, or a record by its id; `candidates` has near ones',
  },
  'correlation-impossible': {
    title: 'No quantities can be correlated as stated',
    means: 'no quantities can be correlated as stated; pairs that are left out count as 0',
    advice: 'state the pairs left out, or smaller coefficients',
  },
  'workbook-not-xlsx': {
    title: 'The file is not an .xlsx workbook',
    means: 'a PDF, a page, an older .xls or something else under the name .xlsx',
    advice: 'save the eCRF as .xlsx',
  },
  'workbook-encrypted': {
    title: 'The workbook is encrypted',
    means: 'it asks for a password',
    advice: 'save it without one',
  },
  'workbook-damaged': {
    title: 'The parts of the workbook do not fit together',
    means: 'it is cut off, or its parts contradict each other',
    advice: 'open it and save it again',
  },
  'workbook-too-large': {
    title: 'The workbook is larger than is read',
    means: 'more bytes, entries, rows or columns than an eCRF has, also once unpacked',
    advice: 'send the eCRF sheets alone',
  },
  'workbook-active': {
    title: 'The workbook holds macros or links to other files',
    means: 'macros, or links to other files',
    advice: 'save it as .xlsx without them',
  },
  'workbook-formula': {
    title: 'A cell of a workbook holds a formula whose value is not known',
    means:
      'a formula that was never computed; in a filed inventory any formula, whose value is what was last computed somewhere',
    advice: 'compute and save the workbook, or paste values only',
  },
  'workbook-without-years': {
    title: 'No year of the workbook has a value',
    means: 'a workbook of Cordon’s template without a value in the column of a year, or none of its sheets',
    advice: 'get an empty one with `cordon template`, and fill in one row of one year',
  },
  'workbook-year-open': {
    title: 'The workbook does not say which of its years is meant',
    means: 'the workbook has several years and `period` names none of them',
    advice: 'state `period`; `candidates` has the years',
  },
  'workbook-sheet-hidden': {
    title: 'A hidden sheet of the workbook holds values',
    means: 'a sheet of the template has values, and is hidden',
    advice: 'show the sheet, or empty it',
  },
  'cell-not-read': {
    title: 'A cell of the workbook cannot be read',
    means: 'a cell holds a word that is not known, a date, an error, or no number where one belongs',
    advice: 'correct the cell that `sheet` and `cell` name',
  },
  'number-ambiguous': {
    title: 'A number may be of thousands or have a fraction',
    means:
      'a text such as 382.114 is 382 thousand to some and less than 383 to others, and nothing says which',
    advice: 'state the option `decimal` (`point` or `comma`), or write the number without marks of thousands',
  },
  'workbook-without-inventory': {
    title: 'No sheet of the workbook is an eCRF_3',
    means: 'no sheet has the columns of eCRF_3',
    advice: 'name the sheet `eCRF_3` and keep its head',
  },
  'key-with-number': {
    title: 'A notation key stands on a row that has a number',
    means: 'a notation key stands on a row of the inventory that has a number; a key is not 0',
    advice: 'leave out the key, or what gives the number',
  },
  'notation-key-invalid': {
    title: 'A notation key does not say where its row is reported, or says what it must not',
    means:
      'IE without `reportedIn`, or naming its own row or one without a number; another key with `reportedIn`',
    advice: 'name the row that holds it, such as `I.1.2`',
  },
  'band-not-in-facts': {
    title: 'The modal split names a distance band that no fact has',
    means: 'shares of a band that no fact without a mode has',
    advice: 'use the bands that `detail` names, or leave the bands out',
  },
  'facts-repeated': {
    title: 'Facts of the same period, place and mode are there from another file',
    means: 'two files give the same cell, such as a day and its correction',
    advice: 'send the file with `replaces=<digest>` of the other, or with `sameKeys=add` where both count',
  },
  'file-unreadable': {
    title: 'The file is not what its format says, is damaged, or is too large when unpacked',
    means: 'a file is not what its format says, is damaged, or unpacks to more than is taken',
    advice: 'check `format`, or send it in parts',
  },
  'file-empty': {
    title: 'The file gives no fact',
    means: 'a file gives no fact',
    advice: 'check `format` and the columns',
  },
  'fact-invalid': {
    title: 'A fact of the file says what cannot be',
    means:
      "facts with an unknown mode or flow, a period finer than the dataset's, a negative or missing number",
    advice: 'correct the column that is named',
  },
  'trip-length-impossible': {
    title: 'A mean trip length cannot be true',
    means: 'a mean trip length cannot be true: `docs/plausibility.md`',
    advice: 'check unit; state the mean of one trip',
  },
  'vehicle-load-impossible': {
    title: 'The persons or tonnes on board cannot be true',
    means: 'the persons or tonnes on board cannot be true: `docs/plausibility.md`',
    advice: 'state persons or tonnes on board, and both distances for the same boundary',
  },
  'fuel-carbon-impossible': {
    title: 'What a fuel emits per energy cannot be true',
    means: 'CO2 per energy of a fuel cannot be true: `docs/plausibility.md`',
    advice: 'check the unit of the own figure',
  },
  'grid-intensity-impossible': {
    title: 'What electricity emits cannot be true',
    means: 'emissions per kWh of electricity cannot be true: `docs/plausibility.md`',
    advice: 'state g CO2 per kWh generated',
  },
  'vehicle-fuel-impossible': {
    title: 'The fuel per vehicle distance cannot be true',
    means: 'fuel per vehicle-km cannot be true: `docs/plausibility.md`',
    advice: 'check `energyIntensity`, or energy and distance of the row',
  },
  'vehicle-electricity-impossible': {
    title: 'The electricity per vehicle distance cannot be true',
    means: 'electricity per vehicle-km cannot be true: `docs/plausibility.md`',
    advice: 'check `energyIntensity`, or energy and distance of the row',
  },
  'vehicle-emissions-impossible': {
    title: 'What vehicles emit per distance cannot be true',
    means: 'emissions per vehicle-km cannot be true: `docs/plausibility.md`',
    advice: 'check the own factor: g or kg?',
  },
  'population-impossible': {
    title: 'The population cannot be true',
    means: 'the population cannot be true: `docs/plausibility.md`',
    advice: 'state the inhabitants of the city',
  },
  'density-impossible': {
    title: 'The density of the city cannot be true',
    means: 'population over area cannot be true: `docs/plausibility.md`',
    advice: 'state the area with its unit, such as "552 km2" or "55 200 ha"',
  },
  'temperature-impossible': {
    title: 'The temperature cannot be true in the country and month',
    means: 'the temperature cannot be true: `docs/plausibility.md`',
    advice: 'state the mean of the period in °C',
  },
  'distance-per-capita-impossible': {
    title: 'The distance driven for each inhabitant cannot be true',
    means: 'the road distance of an inhabitant cannot be true: `docs/plausibility.md`',
    advice: 'compare population and distance, digit by digit',
  },
  'trip-rate-impossible': {
    title: 'The trips of an inhabitant on a day cannot be true',
    means: 'the trips of an inhabitant on a day cannot be true: `docs/plausibility.md`',
    advice: 'state trips of one inhabitant on one day',
  },
  'travel-per-day-impossible': {
    title: 'The distance an inhabitant travels on a day cannot be true',
    means: 'the distance an inhabitant travels on a day cannot be true: `docs/plausibility.md`',
    advice: 'check trip lengths and population',
  },
  'fuel-sales-per-capita-impossible': {
    title: 'The fuel sold for each inhabitant cannot be true',
    means: 'the fuel sold for an inhabitant cannot be true: `docs/plausibility.md`',
    advice: 'compare population and fuel sold, digit by digit',
  },
  'fuel-sales-impossible': {
    title: 'The fuel sold cannot be that of a city',
    means: 'more fuel is sold than any country takes: `docs/plausibility.md`',
    advice: 'compare the unit of each sale (t, kt, L), and state `city.population`',
  },
  'mode-per-capita-impossible': {
    title: 'What one mode does for each inhabitant cannot be true',
    means: 'what one mode does for an inhabitant cannot be true: `docs/plausibility.md`',
    advice: 'check its row for a left-out or doubled "million", and compare the population',
  },
  'emissions-per-capita-impossible': {
    title: 'The emissions of each inhabitant cannot be true',
    means: 'the emissions of an inhabitant cannot be true: `docs/plausibility.md`',
    advice: 'compare population, amounts and factors',
  },
  'estimate-unknown': {
    title: 'No estimate is saved under this id',
    means: 'no estimate is saved under this id',
    advice: 'save it, or send its request',
  },
  'series-mixed': {
    title: 'Estimates of a series do not belong together',
    means: 'estimates of a series are of different countries, or of months',
    advice: 'one city, whole years',
  },
  'not-comparable': {
    title: 'Two estimates cannot be compared',
    means: 'years in the wrong order, a month and a year, two areas, or no allocation that both allow',
    advice: 'state both alike; `detail` says how',
  },
  'not-acknowledgeable': {
    title: 'A refusal cannot be acknowledged away',
    means: '`acknowledge` names a refusal',
    advice: 'correct what the refusal points to',
  },
  'dataset-unknown': {
    title: 'There is no such dataset',
    means: 'no dataset has this id',
    advice: '`candidates` has near ones',
  },
  'city-unknown': {
    title: 'There is no such city',
    means: 'no city has this id, or the dataset has no facts of it',
    advice: '`candidates` has near ones',
  },
  'dataset-empty': {
    title: 'The dataset says nothing of what was asked',
    means: 'the dataset has no facts of the city, period, modes and flows asked for that may be given out',
    advice: 'ask for a period that it covers',
  },
  'mode-missing': {
    title: 'Facts cannot be estimated without a mode',
    means: 'facts without a mode, or of one that cannot be estimated',
    advice: 'state a `modalSplit`, or choose modes in `filter`',
  },
  'release-too-fine': {
    title: 'This is finer than what may be given out of the dataset',
    means: 'finer than city × mode × day of a dataset that is not open',
    advice: 'leave out what `detail` names; see `docs/series.md`',
  },
  'file-too-large': {
    title: 'A file holds more than its format can',
    means: 'more than a file of the format can hold',
    advice: 'split it',
  },
  'import-option-invalid': {
    title: 'An option of an import is missing, unknown, or not of the documented form',
    means: 'an option of the import is missing, unknown or ill-formed',
    advice: 'see the options in `docs/formats.md`',
  },
  'column-unknown': {
    title: 'A file has a column that its format does not document',
    means: 'the format documents no such column; `detail` names the nearest',
    advice: 'rename it, or leave it out',
  },
  'column-missing': {
    title: 'A file lacks a column or table that its format needs',
    means: 'the format needs the column or table',
    advice: 'add it',
  },
  'value-not-read': {
    title: 'Values of a column are not of the documented form',
    means: 'values of the column are not of the documented form; `count` says how many',
    advice: 'correct them',
  },
  'period-too-fine': {
    title: 'Rows are of a finer period than the dataset declares, or of mixed periods',
    means: "periods are finer than the dataset's `grain`, or of several kinds in one file (rule I3)",
    advice: 'sum them before sending',
  },
  'duplicate-key': {
    title: 'Rows of a file repeat the key of another row',
    means: 'rows have the same key (rule I4): data of single trips or persons do',
    advice: 'sum them to one row',
  },
  'contributors-missing': {
    title: 'Nothing says how many contributors are behind a cell',
    means: 'no contributors, no trips to judge by, and no open licence (rule I8)',
    advice: 'add `contributors`',
  },
  'cell-below-minimum': {
    title: 'Cells are below the minimum of contributors or trips',
    means:
      "cells under ten contributors, the supplier's minimum, or the trips that stand for them (rules I5 and I9)",
    advice: 'let the supplier merge or leave out small cells',
  },
  'part-follows': {
    title: 'Sums tell the parts that were left out of a dataset',
    means:
      'months or years stand beside their days or months, a total beside its modes, or a city beside its zones, so that what was left out follows by subtraction, or all counts twice (rule I10)',
    advice: 'withhold the sums, or one more part of each',
  },
  'under-contract': {
    title: 'A file of this format is under a contract, and the dataset would give it to everybody',
    means:
      'its exports are licensed to who ordered them, and the dataset is registered as openly published without `url`',
    advice: 'register the dataset with the `url` where it is published, or with `legalBasis` `agreement`',
  },
  'cells-look-scaled': {
    title: 'Rows look like those of single persons, multiplied',
    means: 'too many multiples or equal counts: rows of single persons look multiplied (rule I6)',
    advice: 'send counted contributors, not expanded ones',
  },
  'total-implausible': {
    title: 'Cells say what so many contributors cannot have done',
    means: 'more than ten trips per contributor and day, or trips of an impossible length (rules I5 and I7)',
    advice: 'check units and counts',
  },
  'horizon-invalid': {
    title: 'The years of a scenario are not after its base year',
    means: 'the base is not a whole year, or `until` is not after it or is after 2060',
    advice: 'give a base of a whole year and a later `until`',
  },
  'path-broken': {
    title: 'A path of the reference cannot be followed',
    means: 'years of a path do not rise, a value is out of range, or it ends before `until`',
    advice: 'give points with rising years up to `until`',
  },
  'lever-incomplete': {
    title: 'A lever or target lacks a field, or has one that its kind does not take',
    means: 'a field is missing, or the kind does not take it; `candidates` are the fields that it takes',
    advice: 'see the kinds in `docs/scenarios.md`',
  },
  'lever-out-of-range': {
    title: 'A size or year of a lever or target is out of range',
    means: 'a size is past what can be changed, or the years are out of order or outside the scenario',
    advice: 'give a value in the range that `detail` names',
  },
  'lever-not-applicable': {
    title: 'A lever or path acts on something that the base year does not have',
    means: 'the base year lacks the mode, carrier or vehicle distance; `candidates` are what it has',
    advice: 'name one of the candidates, or add it to the base',
  },
  'lever-overlap': {
    title: 'Two levers or paths act on one share',
    means: 'two levers set the same share or have the same id; their tonnes would count twice',
    advice: 'keep one of them',
  },
  'shares-leave-nothing': {
    title: 'Shares come to more than the whole',
    means: 'shares of sales, of a fleet or of origins sum to more than 1',
    advice: 'lower them until they sum to 1 or less',
  },
  'evidence-not-usable': {
    title: 'The evidence of a lever cannot be used as it is',
    means: 'no such effect for this kind and mode, or it needs a size, a change or the share of a zone',
    advice: 'see `docs/scenarios.md`; `candidates` are effects that fit',
  },
  'effect-counted-twice': {
    title: 'Two levers count the same effect',
    means: 'the evidence of one lever already holds the effect of another: fuel holds distance',
    advice: 'keep one of them',
  },
  'target-not-ahead': {
    title: 'A target is not in the years of the scenario',
    means: 'the year of a target is not after the base year, or after `until`',
    advice: 'give a year between them',
  },
} as const satisfies Record<string, CodeText>
