import type { Check } from './check.ts'

const WRONG_UNIT = 'another unit than stated, such as kg in place of g, or Wh in place of kWh'
const DIGIT = 'a digit or the thousands slipped'

export const TRIP_LENGTH: Check = {
  notice: 'trip-length-unusual',
  refusal: 'trip-length-impossible',
  quantity: 'Mean trip length',
  unit: 'km',
  why: 'Convention of this project: wide around national travel surveys (England 2024: walk 1.5 km, bus 7.9 km, car 13.7 km, rail 42 km); impossible is ten times beyond.',
  below: ['metres or miles in place of kilometres', 'only the part inside the boundary'],
  above: ['metres in place of kilometres', 'the distance of all trips in place of their mean'],
}

export const VEHICLE_LOAD: Check = {
  notice: 'vehicle-load-unusual',
  refusal: 'vehicle-load-impossible',
  quantity: 'Persons or tonnes on board',
  unit: 'on board',
  why: 'Usual is a convention of this project, wide around published means (cars 1.4 to 2.6 persons, buses 9 to 21); impossible is more than the largest vehicle of the mode takes, or, of a stated occupancy, less than the driver.',
  below: ['passenger and vehicle distance of different boundaries', 'capacity and occupancy confused', DIGIT],
  above: [
    'seats in place of persons on board',
    'kilograms in place of tonnes',
    'passenger and vehicle distance of different boundaries',
  ],
}

export const FUEL_CARBON: Check = {
  notice: 'fuel-carbon-unusual',
  refusal: 'fuel-carbon-impossible',
  quantity: 'CO2 per energy of fuel, fossil and biogenic',
  unit: 'g CO2/MJ',
  why: 'IPCC 2006, Volume 2, Table 1.4: transport fuels emit 54.6 (biogas) to 77.4 (residual oil) g CO2/MJ; impossible is ten times beyond 50 to 90.',
  below: [WRONG_UNIT, 'carbon in place of CO2 (× 44/12)', 'biogenic CO2 left out of the figure'],
  above: [WRONG_UNIT, 'per kWh in place of per MJ (÷ 3.6)', 'well-to-wheel in place of tank-to-wheel'],
}

export const GRID_INTENSITY: Check = {
  notice: 'grid-intensity-unusual',
  refusal: 'grid-intensity-impossible',
  quantity: 'Emissions per electricity generated',
  unit: 'g CO2e/kWh',
  why: 'The highest of any country and year in factor set 2026.2 is 1307 g CO2e/kWh (Ember, Turkmenistan); 3000 would be lignite (101 g CO2/MJ, IPCC 2006) burnt at 12 % efficiency. Below, a fiftieth of what is published for the country, where that is above 100.',
  below: [
    WRONG_UNIT,
    'kg per kWh in place of g per kWh',
    'a contract for green electricity, where the grid that supplies the city is asked for',
  ],
  above: [WRONG_UNIT, 'g per MJ read as g per kWh', 'per MWh read as per kWh'],
}

export const VEHICLE_FUEL: Check = {
  notice: 'vehicle-fuel-unusual',
  refusal: 'vehicle-fuel-impossible',
  quantity: 'Fuel per vehicle distance',
  unit: 'MJ/vkm',
  why: 'From the lowest to the highest published figure of the mode in factor set 2026.2, speed curves of level roads included, rounded outwards; smaller buses and larger trains, ships and aircraft by convention of this project; impossible is ten times beyond.',
  below: [WRONG_UNIT, 'litres per km in place of per 100 km', 'kWh in place of MJ', 'a distance too large'],
  above: [
    WRONG_UNIT,
    'litres per 100 km read as litres per km',
    'fuel of more vehicles than the distance is of',
    'a distance too small',
  ],
}

export const VEHICLE_ELECTRICITY: Check = {
  notice: 'vehicle-electricity-unusual',
  refusal: 'vehicle-electricity-impossible',
  quantity: 'Electricity per vehicle distance',
  unit: 'kWh/vkm',
  why: 'From the lowest to the highest published figure of the mode in factor set 2026.2, rounded outwards for trains of any length and single carriages; two-wheelers, trucks and vessels by convention of this project; impossible is ten times beyond.',
  below: [WRONG_UNIT, 'per passenger in place of per vehicle', 'a distance too large'],
  above: [
    WRONG_UNIT,
    'kWh per 100 km read as kWh per km',
    'a whole train in place of a carriage',
    'a distance too small',
  ],
}

export const VEHICLE_EMISSIONS: Check = {
  notice: 'vehicle-emissions-unusual',
  refusal: 'vehicle-emissions-impossible',
  quantity: 'Emissions per vehicle distance, biogenic CO2 included',
  unit: 'g CO2e/vkm',
  why: 'The usual energy of the mode times 50 to 95 g CO2e/MJ of fuel (IPCC 2006) or up to 1400 g CO2e/kWh of electricity; impossible is ten times beyond.',
  below: ['an emission factor in kg where g is stated', WRONG_UNIT, 'a distance too large'],
  above: ['an emission factor in g where kg is stated', WRONG_UNIT, 'a distance too small'],
}

export const CARRIED_EMISSIONS: Check = {
  ...VEHICLE_EMISSIONS,
  quantity: 'Emissions per passenger or tonne distance, biogenic CO2 included',
  unit: 'g CO2e/pkm or tkm',
  why: 'Published figures of factor set 2026.2 are 4 to 250 g per passenger-km and 3 to 2800 g per tonne-km; usual is up to twice that by convention of this project, impossible ten times beyond.',
}

export const POPULATION: Check = {
  notice: 'population-unusual',
  refusal: 'population-impossible',
  quantity: 'Population',
  unit: 'persons',
  why: 'Convention of this project: no metropolitan area has 40 million inhabitants, and no country 1.5 billion.',
  below: [],
  above: [DIGIT, 'thousands stated as persons', 'a country or region in place of a city'],
}

export const DISTANCE_PER_CAPITA: Check = {
  notice: 'distance-per-capita-unusual',
  refusal: 'distance-per-capita-impossible',
  quantity: 'Road vehicle distance of an inhabitant in a year',
  unit: 'vkm/person/a',
  why: 'Convention of this project, around Hennepin County (12 600) and Leeds (6900 of cars): above 40 000 is a small place beside a motorway; below 2000 in North America, Australia and New Zealand, 1000 in western Europe, Japan and South Korea and 50 elsewhere is less than cars drive in their densest cities. Above 500 000, ten thousand inhabitants would have a hundred kilometres of full motorway: impossible from there on.',
  below: [
    'a population with a digit too many',
    'the population of a larger area than the distance',
    'millions of vkm stated as vkm',
    'a part of the traffic, which is small by right',
  ],
  above: [
    'a population with a digit too few',
    'the population of a smaller area than the distance',
    'through traffic of a motorway',
    'metres in place of kilometres',
  ],
}

export const TRIP_RATE: Check = {
  notice: 'trip-rate-unusual',
  refusal: 'trip-rate-impossible',
  quantity: 'Trips of an inhabitant on a day',
  unit: 'trips/person/day',
  why: 'National travel surveys find 2 to 4 (England 2024: 2.5); outside 1 to 6 is unusual and ten times beyond impossible by convention of this project.',
  below: [
    'trips of a year or a week in place of a day',
    'a population with a digit too many',
    'motorised trips alone',
  ],
  above: [
    'trips of a year or a week in place of a day',
    'a population with a digit too few',
    'stages in place of trips',
  ],
}

export const TRAVEL_PER_DAY: Check = {
  notice: 'travel-per-day-unusual',
  refusal: 'travel-per-day-impossible',
  quantity: 'Passenger distance of an inhabitant on a day, flights left out',
  unit: 'pkm/person/day',
  why: 'England 2024: 25 km by trip rate and length of the set; outside 3 (of all travel) to 150 is unusual by convention of this project. A day and night at 120 km/h is 2880 km: impossible.',
  below: ['a mode left out', 'metres or miles in place of kilometres'],
  above: [
    'a population with a digit too few',
    'metres in place of kilometres',
    'travel of visitors and through traffic',
  ],
}

export const FUEL_SALES_PER_CAPITA: Check = {
  notice: 'fuel-sales-per-capita-unusual',
  refusal: 'fuel-sales-per-capita-impossible',
  quantity: 'Fuel sold for an inhabitant in a year',
  unit: 'MJ/person/a',
  why: 'Convention of this project, around Leeds 2019 (30 000 MJ): above 150 000 is a place of tank tourism, ships or aircraft; below 5000 where cars are common, 100 elsewhere, is too little for the traffic. Above 10 million no place of ten thousand inhabitants is known.',
  below: [
    'a population with a digit too many',
    'sales of a part of the stations',
    'tonnes of oil equivalent read as tonnes',
  ],
  above: [
    'a population with a digit too few',
    'sales of a region, a port or an airport',
    'litres read as tonnes',
  ],
}

export const EMISSIONS_PER_CAPITA: Check = {
  notice: 'emissions-per-capita-unusual',
  refusal: 'emissions-per-capita-impossible',
  quantity: 'Transport emissions of an inhabitant in a year',
  unit: 't CO2e/person/a',
  why: 'Convention of this project, around Hennepin County (3.9 t) and Leeds (1.9 t): above 15 is a small place with a motorway, port or airport; below 0.3 where cars are common, 0.01 elsewhere, is less than cities of few cars. Above 1000 no place of ten thousand inhabitants is known.',
  below: [
    'a population with a digit too many',
    'a part of the traffic, which is small by right',
    'an emission factor too small',
  ],
  above: [
    'a population with a digit too few',
    'an emission factor too large',
    'a port, an airport or a motorway of more than local use',
  ],
}

export const MODE_SHARE: Check = {
  notice: 'mode-share-unusual',
  quantity: 'Share of passenger distance among at least three modes',
  unit: 'share',
  why: 'Convention of this project: a mode that is walked, cycled, hired or bound to streets seldom carries so much of all distance; a share of trips is larger. No share is impossible.',
  below: [],
  above: ['a share of trips in place of distance', 'another mode left out or too small', DIGIT],
}

export const YEAR_ON_YEAR_JUMP: Check = {
  notice: 'year-on-year-jump',
  quantity: 'Emissions of a year over those of the year before',
  unit: 'times',
  why: 'Of 6140 changes from year to year of the traffic of British local authorities since 1993 (Department for Transport), 44 lie beyond 1.3 times up or down, all of them into 2020. No jump is impossible.',
  below: ['another basis, where the series breaks', 'a mode left out', 'a lockdown'],
  above: [
    'another basis, where the series breaks',
    'a mode that was left out before',
    'recovery from a lockdown',
  ],
}

export const POPULATION_JUMP: Check = {
  notice: 'population-jump',
  quantity: 'Population of a year over that of the year before',
  unit: 'times',
  why: 'Convention of this project: cities seldom grow or shrink by a tenth in a year. No jump is impossible.',
  below: ['a digit too few', 'another boundary'],
  above: ['a digit too many', 'another boundary'],
}

/** Every check, from inputs to what follows from them, and from one year to the next. */
export const CHECKS = [
  POPULATION,
  TRIP_LENGTH,
  TRIP_RATE,
  VEHICLE_LOAD,
  FUEL_CARBON,
  GRID_INTENSITY,
  VEHICLE_FUEL,
  VEHICLE_ELECTRICITY,
  VEHICLE_EMISSIONS,
  CARRIED_EMISSIONS,
  DISTANCE_PER_CAPITA,
  TRAVEL_PER_DAY,
  FUEL_SALES_PER_CAPITA,
  EMISSIONS_PER_CAPITA,
  MODE_SHARE,
  YEAR_ON_YEAR_JUMP,
  POPULATION_JUMP,
] as const satisfies readonly Check[]
