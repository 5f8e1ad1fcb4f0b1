import { type CodeText, REFUSALS } from './refusals.ts'

/** What to know about a result that was given: what each code says, what that means, and what narrows it. */
export const NOTICES = {
  'factor-year-fallback': {
    title: 'A figure of an earlier year was used',
    means: "an earlier year's figure was used",
    advice: 'stating the figure of the period',
  },
  'factor-region-fallback': {
    title: 'A figure of another region was used',
    means: "another region's figure was used",
    advice: 'stating a local one',
  },
  'factor-class-fallback': {
    title: 'A figure of a wider vehicle class was used',
    means: 'a wider class, standard or mix of powertrains was used',
    advice: 'naming another class, or stating its energy intensity',
  },
  'class-mix-assumed': {
    title: 'A mode is the mix of classes of its country',
    means:
      'no vehicle class of a mode was stated, and its default fleet is of several, such as cars and light trucks',
    advice: '`vehicleClass` in `demand` or `fleet`',
  },
  'factor-unverified': {
    title: 'A figure that was not read in a published table was used',
    means: 'the figure was not read in its published table',
    advice: 'stating a figure you can cite',
  },
  'own-factor-used': {
    title: "A figure of the city's own was used",
    means: "a figure of the city's own was used; `records` has it and the published one",
    advice: '',
  },
  'own-factor-unused': {
    title: "Some of the city's own factors had no part in the result",
    means: 'an own figure had no part in the result',
    advice: 'comparing its subject with `assumptions`',
  },
  'direct-factor-used': {
    title: 'The source gives emissions per distance and no energy',
    means: 'the source gives emissions per distance, no energy',
    advice: 'stating an energy intensity',
  },
  'allocation-by-facts': {
    title: 'The facts tell which trips cross the boundary, and half of each counts',
    means: 'no allocation was stated, and the facts tell which trips cross the boundary',
    advice: 'stating `allocation`',
  },
  'series-far-from-anchor': {
    title: 'A figure lies more than ten years from any that a source counted',
    means: 'no source counts the figure within ten years; its series is carried there, wide',
    advice: 'stating an energy intensity',
  },
  'energy-read-as-net': {
    title: 'Energy of fuel was read by net calorific value',
    means: 'energy of fuel without a basis was read as net',
    advice: 'writing `ktoe (gross)` or `ktoe (net)`',
  },
  'activity-stated-twice': {
    title: 'A part of the traffic is stated by distance and by energy',
    means: 'the default fleet of a row by distance drives on what another row states the energy of',
    advice: 'stating a `fleet` without it, or one of the two',
  },
  'input-not-used': {
    title: 'What was stated had no effect on the result',
    means: 'what was stated had no effect, and why; `pointer` names it',
    advice: 'leaving it out, or stating what the detail asks for',
  },
  'setting-contradicts-density': {
    title: 'The stated kind of place does not fit its density',
    means: 'population and area give a density that such a place does not have; the density was used',
    advice: 'checking population, area and `setting`',
  },
  'place-statements-disagree': {
    title: 'Speed, roads, density and kind of place do not agree',
    means:
      'a stated speed, mix of roads, density or kind of place does not fit another; the detail says which was used',
    advice: 'checking them, and leaving out what is not known',
  },
  'speed-clamped': {
    title: 'The mean speed was moved into the range of the speed curve',
    means: 'the mean speed lies outside the curve',
    advice: 'checking the speed',
  },
  'tier-default-used': {
    title: 'A general default stands in for local data',
    means: 'a world default stands in',
    advice: 'stating a local figure',
  },
  'energy-incomplete': {
    title: 'The energy total leaves out lines whose source gives no energy',
    means: 'lines without energy are not in the energy total',
    advice: 'stating energy intensities',
  },
  'distance-incomplete': {
    title: 'The distance totals leave out lines without a distance',
    means: 'lines known by energy alone are not in the distance totals',
    advice: 'stating their distance',
  },
  'gas-split-unknown': {
    title: 'Some emissions are known only as CO2e',
    means: 'known as CO2e only; in no single gas',
    advice: '`electricity.intensity` in g CO2/kWh',
  },
  'gas-split-assumed': {
    title: 'The gases of electricity are split by a documented share',
    means: 'the source gives CO2e only, or CO2 only; the gases are documented shares of it',
    advice: '`electricity.intensity` in g CO2/kWh',
  },
  'gas-unknown': {
    title: 'CH4 or N2O is not known for some lines',
    means: 'no source gives CH4 or N2O of some lines, so CO2e is not whole: `known` is its known part',
    advice: '`electricity.intensity` in g CO2e/kWh, or own `factors` of the gas',
  },
  'gas-of-fossil-fuel': {
    title: 'CH4 and N2O of a biofuel are those of the fuel whose place it takes',
    means: 'no source gives the gas of the biofuel; the engine decides it more than the fuel',
    advice: 'own `factors` of the gas',
  },
  'electricity-life-cycle': {
    title: 'The grid intensity covers the life cycle of power generation',
    means: 'the grid figure covers plant and fuel supply',
    advice: '`electricity.intensity`',
  },
  'electricity-embedded': {
    title: 'The factor contains the electricity mix of its source',
    means: "the factor contains its source's electricity",
    advice: 'stating kWh per distance',
  },
  'scope-not-separable': {
    title: 'The factor mixes fuel and electricity',
    means: 'the factor mixes diesel and electric traction',
    advice: 'stating each with its energy',
  },
  'grid-loss-unknown': {
    title: 'Losses between power station and consumer are not included',
    means: 'no source for losses; scope 3 leaves them out',
    advice: '`electricity.lossShare`',
  },
  'well-to-tank-incomplete': {
    title: 'Well-to-tank emissions are not known for every line',
    means: 'some well-to-tank emissions are not known',
    advice: '',
  },
  'biofuel-share-unknown': {
    title: 'No biofuel share is known; the fuel was taken as fossil',
    means: 'taken as fossil',
    advice: '`fuels`',
  },
  'blend-nominal': {
    title: 'A blend was taken at the share of biofuel that its label names',
    means: 'a grade such as E10 names the most biofuel there may be; what was sold may hold less',
    advice: '`biofuelVolumeShare` as sold',
  },
  'trips-left-out': {
    title: 'Trips of some modes are not in the result',
    means: 'documented trip shares leave a rest, or leave a mode to `demand`; these trips are not counted',
    advice: '`travel.modes`',
  },
  'distance-beyond-boundary': {
    title: 'Distance driven outside the boundary is in the result',
    means: 'vehicles × annual distance counts what they drive anywhere',
    advice: '`vehicleDistance` inside the boundary',
  },
  'inside-share-assumed': {
    title: 'No length inside the boundary is known; a convention was taken',
    means: 'crossing trips without a length inside the boundary: half, between 0.2 and 0.8',
    advice: '`insideLength` or `insideShare`',
  },
  'charging-as-driven': {
    title: 'Electricity was taken as charged where it is driven',
    means: 'electricity on the road is taken as charged where it is driven',
    advice: 'charging inside the boundary as rows with `energy`',
  },
  'cold-start-excluded': {
    title: 'The extra fuel of cold engines is not included',
    means: 'curves are of warm engines',
    advice: 'state `climate.meanTemperature`',
  },
  'curve-frozen': {
    title: 'The speed curve does not follow the fuel economy of new vehicles',
    means: 'the curves of cars and vans are the same from Euro 4 on',
    advice: 'state `energyIntensity`',
  },
  'shares-renormalised': {
    title: 'Shares were scaled to sum to 1, as asked',
    means: 'shares were scaled, as asked',
    advice: '',
  },
  'fuel-sales-not-used': {
    title: 'Fuel sales do not enter the totals',
    means: 'fuel sales do not enter totals',
    advice: '`allocation` `fuel-sales`, or a reconciliation',
  },
  'fuel-sale-left-out': {
    title: 'Fuel sold to ships or aircraft is not in the totals',
    means: 'fuel sold to ships or aircraft does not tell what of it belongs to the city',
    advice: 'demand rows of ferries, ships and flights',
  },
  'gap-incomplete': {
    title: 'The gap holds the fuel of modes whose energy is not known',
    means: 'modes known by emissions per distance have no fuel to stand beside what was sold',
    advice: 'stating their energy intensity',
  },
  'fuel-ratio-unusual': {
    title: 'Fuel sold and fuel burnt differ by more than a fifth',
    means: 'fuel sold over fuel burnt lies outside 0.8 to 1.2',
    advice: 'the causes listed with the gap',
  },
  'inconsistent-sources': {
    title: 'The two sides differ by more than their uncertainty explains',
    means:
      'the interval of the gap does not hold 0: a mean of the two sides is a mean of figures that cannot both be right',
    advice: '`causes` that you know',
  },
  'carrier-on-one-side': {
    title: 'A carrier is sold and not burnt, or burnt and not sold',
    means: 'a carrier was sold and nothing burns it, or is burnt and was not sold',
    advice: 'the missing side',
  },
  'population-missing': {
    title: 'No figure per inhabitant without a population',
    means: 'no figure per inhabitant',
    advice: '`city.population`',
  },
  'name-of-a-person': {
    title: 'The name of the city has a form of address, as of a person',
    means: '`city.name` has a form of address with a name, such as Mrs Smith',
    advice: 'name the city or district; if it is called so, `acknowledge` it',
  },
  'uncertainty-default': {
    title: 'Stated quantities were taken to be as uncertain as is documented for their kind',
    means: 'stated quantities took the documented uncertainty of their kind',
    advice: '`plusMinus`, `lower` and `upper`, or a `distribution`',
  },
  'value-outside-interval': {
    title: 'An interval was widened to hold its figure',
    means:
      'the figure lies outside 95 % of its draws, many parameters being skewed the same way: its interval is widened to hold it',
    advice: 'better figures for the first `drivers`',
  },
  'propagation-wide': {
    title: 'The interval is wider than its method is made for',
    means: 'an interval above ±30 % strains error propagation',
    advice: '`uncertainty.method` `monte-carlo`',
  },
  'draws-too-few': {
    title: 'The limits of the interval are not known to within 1 %',
    means: 'the limits of the total are not known to ±1 %',
    advice: 'more `uncertainty.draws`',
  },
  'trip-length-unusual': {
    title: 'A mean trip length lies outside what is usual',
    means: 'a mean trip length lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('trip-length-impossible'),
  },
  'vehicle-load-unusual': {
    title: 'The persons or tonnes on board lies outside what is usual',
    means: 'the persons or tonnes on board lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('vehicle-load-impossible'),
  },
  'fuel-carbon-unusual': {
    title: 'What a fuel emits per energy lies outside what is usual',
    means: 'CO2 per energy of a fuel lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('fuel-carbon-impossible'),
  },
  'grid-intensity-unusual': {
    title: 'What electricity emits lies outside what is usual',
    means: 'emissions per kWh of electricity lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('grid-intensity-impossible'),
  },
  'vehicle-fuel-unusual': {
    title: 'The fuel per vehicle distance lies outside what is usual',
    means: 'fuel per vehicle-km lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('vehicle-fuel-impossible'),
  },
  'vehicle-electricity-unusual': {
    title: 'The electricity per vehicle distance lies outside what is usual',
    means: 'electricity per vehicle-km lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('vehicle-electricity-impossible'),
  },
  'vehicle-emissions-unusual': {
    title: 'What vehicles emit per distance lies outside what is usual',
    means: 'emissions per vehicle-km lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('vehicle-emissions-impossible'),
  },
  'population-unusual': {
    title: 'The population lies outside what is usual',
    means: 'the population lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('population-impossible'),
  },
  'density-unusual': {
    title: 'The density of the city lies outside what is usual',
    means: 'population over area lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('density-impossible'),
  },
  'mean-speed-unusual': {
    title: 'The mean speed lies outside what is usual',
    means: 'the mean speed of a road mode lies outside what is usual: `docs/plausibility.md`',
    advice: 'state the mean of whole trips, or `acknowledge` it',
  },
  'temperature-unusual': {
    title: 'The temperature lies outside what is usual in the country and month',
    means: 'the temperature lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('temperature-impossible'),
  },
  'distance-per-capita-unusual': {
    title: 'The distance driven for each inhabitant lies outside what is usual',
    means: 'the road distance of an inhabitant lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('distance-per-capita-impossible'),
  },
  'trip-rate-unusual': {
    title: 'The trips of an inhabitant on a day lies outside what is usual',
    means: 'the trips of an inhabitant on a day lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('trip-rate-impossible'),
  },
  'travel-per-day-unusual': {
    title: 'The distance an inhabitant travels on a day lies outside what is usual',
    means: 'the distance an inhabitant travels on a day lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('travel-per-day-impossible'),
  },
  'fuel-sales-per-capita-unusual': {
    title: 'The fuel sold for each inhabitant lies outside what is usual',
    means: 'the fuel sold for an inhabitant lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('fuel-sales-per-capita-impossible'),
  },
  'fuel-sales-unusual': {
    title: 'The fuel sold lies outside what is usual of any city, or of the distance stated',
    means:
      'without a population, the fuel sold is more than a metropolitan area takes, or far from what the stated distance takes: `docs/plausibility.md`',
    advice: orAcknowledge('fuel-sales-impossible'),
  },
  'mode-per-capita-unusual': {
    title: 'One mode does unusually much or little for each inhabitant',
    means: 'what one mode does for an inhabitant lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('mode-per-capita-impossible'),
  },
  'emissions-per-capita-unusual': {
    title: 'The emissions of each inhabitant lies outside what is usual',
    means: 'the emissions of an inhabitant lies outside what is usual: `docs/plausibility.md`',
    advice: orAcknowledge('emissions-per-capita-impossible'),
  },
  'mode-share-unusual': {
    title: 'A mode has an unusual share of the passenger distance',
    means: 'a mode has an unusual share of the passenger distance',
    advice: 'check its row, or `acknowledge` it',
  },
  'year-on-year-jump': {
    title: 'The emissions of two years are unusually far apart',
    means: 'emissions of two years are unusually far apart: `docs/plausibility.md`',
    advice: 'comparing what the two years state',
  },
  'population-jump': {
    title: 'The populations of two years are unusually far apart',
    means: 'populations of two years are unusually far apart',
    advice: 'comparing them, digit by digit',
  },
  'series-break': {
    title: 'Two years of a series stand on another basis',
    means: 'two years stand on another method, set, warming potentials, allocation or name',
    advice: 'the recomputed series beside it',
  },
  'coverage-differs': {
    title: 'One side counts what the other does not',
    means: 'what only one side counts is an effect of coverage, and left out of the change',
    advice: 'stating it on both sides',
  },
  'mode-on-one-side': {
    title: 'A mode is on one side only',
    means: 'it counts as a mode that came or went',
    advice: 'stating it on both sides, with 0 where it did not run',
  },
  'country-distance': {
    title: 'How far vehicles go in a year is that of the country, and it jumps',
    means: 'a figure of the country moved trip-length, and no count of the city',
    advice: 'stating how far the vehicles go',
  },
  'series-gap': {
    title: 'A series lacks years',
    means: 'years of a series are missing; nothing is filled in',
    advice: 'adding their estimates',
  },
  'acknowledgement-unused': {
    title: 'A notice was acknowledged that was not raised',
    means: '`acknowledge` names a notice that was not raised',
    advice: 'leave it out',
  },
  'dataset-used': {
    title: 'Demand was taken from a dataset',
    means: 'what was taken from which dataset, at which version',
    advice: '',
  },
  'dataset-gaps': {
    title: 'The dataset does not cover the whole period',
    means:
      'days or months without facts; they are not 0: the sum is of those present, or was scaled as asked',
    advice: 'importing the rest',
  },
  'phases-with-gaps': {
    title: 'Some days between the phases are in none of them',
    means:
      'days between the first and the last phase are in no phase, so that the phases do not add up to the series',
    advice: 'naming them too, if they matter',
  },
  'phase-by-month': {
    title: 'Phases were compared by whole months or years',
    means: 'a month is compared with the same month a year before, whatever weekdays and holidays it has',
    advice: 'facts by day under an open licence',
  },
  'calendar-incomplete': {
    title: 'Holidays of some years are not known',
    means: 'no holidays are known for the region or some of the years: their days count by weekday alone',
    advice: 'naming the days in `holidays`, or a region in `calendar`',
  },
  'dataset-withheld': {
    title: 'Facts of too few contributors are not in the result',
    means: 'cells of fewer than 25 contributors were left out, with others that would give them away',
    advice: 'a longer period',
  },
  'mode-left-out': {
    title: 'Activity of a dataset is not in the sums',
    means:
      'the dataset has activity without a mode, of a mode that has no figures, or trips without a length: the other modes were estimated without it',
    advice:
      '`mode` for one mode alone; a saved `estimate` that states what is missing; `bandLengths` or zones for trips without a length',
  },
  'length-derived': {
    title: 'Mean trip lengths were found from zones or distance bands',
    means: 'facts without a distance took a mean length from zones or bands',
    advice: 'importing distances, `bandLengths`, `detourFactor`',
  },
  'modal-split-used': {
    title: 'Modes were given to trips by a stated modal split',
    means: 'the stated shares of trips gave the modes',
    advice: 'importing facts with modes',
  },
  'columns-dropped': {
    title: 'Columns about persons were not read',
    means: 'columns about persons (age, sex, income …) were there and never read',
    advice: 'leave them out of the file',
  },
  'cell-rules-relaxed': {
    title: 'Cells were left to the publisher under an open licence',
    means: 'the dataset is published under an open licence, so minimum cells were left to its publisher',
    advice: '',
  },
  'zero-cells': {
    title: 'Some cells are 0 and may be small',
    means: 'a 0 in a file may be a small cell that its supplier emptied',
    advice: 'ask the supplier which zeros are true',
  },
  'withheld-by-supplier': {
    title: 'The supplier withheld some numbers',
    means: 'marks such as -1, <10 or an empty cell were read as withheld: missing, and not 0',
    advice: '',
  },
  'rows-left-out': {
    title: 'Some rows of a file were left out',
    means: 'totals, parts of other rows, or rows that cannot be placed',
    advice: '',
  },
  'import-assumption': {
    title: 'Something that a file does not say was assumed',
    means: 'what the file does not say and was taken: a unit, a detour, what a kilometre is of',
    advice: 'state the option of the format: `docs/formats.md`',
  },
  'feed-doubtful': {
    title: 'A timetable says what can hardly be',
    means:
      'runs, speeds, lengths, headways or kilometres of a timetable that can hardly be, or that may count twice, with their number and share',
    advice: 'correct the feed, or ask its publisher',
  },
  'text-encoding': {
    title: 'A file is not in UTF-8',
    means: 'the text of the file was recognised as of another encoding and read so',
    advice: 'save files in UTF-8',
  },
  'import-gaps': {
    title: 'A file leaves out periods or modes',
    means: 'days, years or modes that the file leaves out: gaps, not zeros',
    advice: 'send the files that are missing',
  },
  'import-disagrees': {
    title: 'Two columns of a file do not agree',
    means: 'two columns of the file do not agree; `detail` says which was used',
    advice: 'ask the supplier',
  },
  'mode-unknown': {
    title: 'A file does not say the mode',
    means: 'the file does not say the mode of its trips',
    advice: 'state `mode` or `modalSplit` where the format has it',
  },
  'mode-grouped': {
    title: 'A mode of a file stands for several',
    means: 'a mode of the file stands for several',
    advice: 'split it with local counts',
  },
  'modal-split-assumed': {
    title: 'A stated modal split was applied to a file without modes',
    means: "the caller's modal split by distance band was applied",
    advice: 'use a survey of the same area and year',
  },
  'index-missing': {
    title: 'Modes without an index were held as they were',
    means: 'a nowcast moved these modes by nothing but the number of days',
    advice: 'a dataset that has them in both periods',
  },
  'reference-flat': {
    title: 'Parts of the reference stay as in the base year',
    means: 'no path is published or stated, so the reference of a scenario does not change there',
    advice: 'state a path in `reference`',
  },
  'reference-published': {
    title: 'A part of the reference follows a published plan or law',
    means: 'a published path is used in a scenario; a plan is no forecast, and a law may have changed',
    advice: 'state a path in `reference` if you have a better one',
  },
  'distance-from-energy': {
    title: 'The distance of vehicles follows from their energy',
    means: 'only energy is stated of a mode whose fleet a scenario changes',
    advice: 'state `vehicleDistance` in the base',
  },
  'turnover-assumed': {
    title: 'How a fleet is renewed is assumed',
    means: 'ages, distances by age or new sales of a fleet are taken from elsewhere or from the base year',
    advice: 'state the sales in `reference.sales`',
  },
  'lever-without-evidence': {
    title: 'Sizes of levers are figures of the caller',
    means: 'no published effect stands behind the size of these levers',
    advice: 'name `evidence`, or give the size a range',
  },
  'switched-length-unknown': {
    title: 'Nothing tells how long the switched trips are',
    means: 'trips that change mode count as long as the mean trip of the mode that they leave',
    advice: 'state `tripLength`',
  },
  'origins-in-part': {
    title: 'Where new trips come from is known in part',
    means: 'the other new trips of a mode take nothing away from any mode',
    advice: 'state `origins` from a local survey',
  },
} as const satisfies Record<string, CodeText>

/** An unusual figure is mended as an impossible one, or stood by. */
function orAcknowledge(refusal: keyof typeof REFUSALS): string {
  return `${REFUSALS[refusal].advice}, or \`acknowledge\` it`
}
