import type { Check } from './check.ts'

const WRONG_UNIT = 'a different unit from the stated one, such as kg instead of g, or Wh instead of kWh'
const DIGIT = 'a wrong digit, or a factor of a thousand'

export const TRIP_LENGTH: Check = {
  notice: 'trip-length-unusual',
  refusal: 'trip-length-impossible',
  quantity: 'Mean trip length',
  unit: 'km',
  why: 'A convention of this project, set wide around national travel surveys (England 2024: walk 1.5 km, bus 7.9 km, car 13.7 km, rail 42 km). Ten times beyond the usual range is impossible.',
  below: ['metres or miles instead of kilometres', 'only the part of each trip inside the boundary'],
  above: ['metres instead of kilometres', 'the total distance of all trips instead of the mean'],
}

export const VEHICLE_LOAD: Check = {
  notice: 'vehicle-load-unusual',
  refusal: 'vehicle-load-impossible',
  quantity: 'Persons or tonnes on board',
  unit: 'on board',
  why: 'The usual range is a convention of this project, set wide around published means (cars 1.4 to 2.6 persons, buses 9 to 21). A load is impossible if it is more than the largest vehicle of the mode takes, or if a stated occupancy is less than the driver.',
  below: [
    'passenger and vehicle distances for different boundaries',
    'capacity confused with occupancy',
    DIGIT,
  ],
  above: [
    'seats instead of persons on board',
    'kilograms instead of tonnes',
    'passenger and vehicle distances for different boundaries',
  ],
}

export const FUEL_CARBON: Check = {
  notice: 'fuel-carbon-unusual',
  refusal: 'fuel-carbon-impossible',
  quantity: 'Fossil and biogenic CO2 per unit of fuel energy',
  unit: 'g CO2/MJ',
  why: 'IPCC 2006, Volume 2, Table 1.4: transport fuels emit 54.6 (biogas) to 77.4 (residual oil) g CO2/MJ. Ten times beyond 50 to 90 is impossible.',
  below: [WRONG_UNIT, 'carbon instead of CO2 (multiply by 44/12)', 'biogenic CO2 left out of the figure'],
  above: [WRONG_UNIT, 'per kWh instead of per MJ (divide by 3.6)', 'well-to-wheel instead of tank-to-wheel'],
}

export const GRID_INTENSITY: Check = {
  notice: 'grid-intensity-unusual',
  refusal: 'grid-intensity-impossible',
  quantity: 'Emissions per kWh generated',
  unit: 'g CO2e/kWh',
  why: 'The highest value of any country and year in factor set 2026.2 is 1307 g CO2e/kWh (Ember, Turkmenistan). Lignite (101 g CO2/MJ, IPCC 2006) burnt at 12 % efficiency would emit 3000. The lower bound is a fiftieth of the value published for the country, or a three-hundredth where that is below 100.',
  below: [
    WRONG_UNIT,
    'kg per kWh instead of g per kWh',
    'the value of a green electricity contract instead of the grid that supplies the city',
  ],
  above: [WRONG_UNIT, 'g per MJ read as g per kWh', 'per MWh read as per kWh'],
}

export const VEHICLE_FUEL: Check = {
  notice: 'vehicle-fuel-unusual',
  refusal: 'vehicle-fuel-impossible',
  quantity: 'Fuel per vehicle distance',
  unit: 'MJ/vkm',
  why: 'From the lowest to the highest figure for the mode in factor sets 2026.2 and 2026.4, including speed curves of level roads and places of every density, rounded outwards. The range is wider for smaller buses and for larger trains, ships and aircraft, by convention of this project. Ten times beyond the usual range is impossible.',
  below: [
    WRONG_UNIT,
    'litres per km instead of litres per 100 km',
    'kWh instead of MJ',
    'a distance that is too large',
  ],
  above: [
    WRONG_UNIT,
    'litres per 100 km read as litres per km',
    'fuel of more vehicles than the distance covers',
    'a distance that is too small',
  ],
}

export const VEHICLE_ELECTRICITY: Check = {
  notice: 'vehicle-electricity-unusual',
  refusal: 'vehicle-electricity-impossible',
  quantity: 'Electricity per vehicle distance',
  unit: 'kWh/vkm',
  why: 'From the lowest to the highest published figure for the mode in factor set 2026.2, rounded outwards to cover trains of any length and single carriages. Two-wheelers, trucks and vessels have ranges by convention of this project. Ten times beyond the usual range is impossible.',
  below: [WRONG_UNIT, 'per passenger instead of per vehicle', 'a distance that is too large'],
  above: [
    WRONG_UNIT,
    'kWh per 100 km read as kWh per km',
    'a whole train instead of a carriage',
    'a distance that is too small',
  ],
}

export const VEHICLE_EMISSIONS: Check = {
  notice: 'vehicle-emissions-unusual',
  refusal: 'vehicle-emissions-impossible',
  quantity: 'Emissions per vehicle distance, including biogenic CO2',
  unit: 'g CO2e/vkm',
  why: 'The usual energy of the mode times 50 to 95 g CO2e/MJ of fuel (IPCC 2006) or up to 1400 g CO2e/kWh of electricity. Ten times beyond the usual range is impossible.',
  below: ['an emission factor in kg that is stated as g', WRONG_UNIT, 'a distance that is too large'],
  above: ['an emission factor in g that is stated as kg', WRONG_UNIT, 'a distance that is too small'],
}

export const CARRIED_EMISSIONS: Check = {
  ...VEHICLE_EMISSIONS,
  quantity: 'Emissions per passenger or tonne distance, including biogenic CO2',
  unit: 'g CO2e/pkm or tkm',
  why: 'Published figures in factor set 2026.2 are 4 to 250 g per passenger-km and 3 to 2800 g per tonne-km. By convention of this project, up to twice the highest figure is usual. Ten times beyond the usual range is impossible.',
}

export const POPULATION: Check = {
  notice: 'population-unusual',
  refusal: 'population-impossible',
  quantity: 'Population',
  unit: 'persons',
  why: 'A convention of this project: no metropolitan area has 40 million inhabitants, and no country has 1.5 billion.',
  below: [],
  above: [DIGIT, 'thousands stated as persons', 'a country or region instead of a city'],
}

export const DENSITY: Check = {
  notice: 'density-unusual',
  refusal: 'density-impossible',
  quantity: 'Population over area',
  unit: 'persons/km2',
  why: 'A convention of this project, set wide around English authorities (26 to 16 000). The densest cities have about 45 000 (Dhaka, Manila); more than 100 000, or less than one inhabitant on 10 km², is no city.',
  below: [
    'hectares or acres stated as km²',
    'the area of a region, or with the sea',
    'a population with a digit too few',
  ],
  above: ['a population with a digit too many', 'an area with a digit too few', 'square miles stated as km²'],
}

export const AREA_WITHOUT_UNIT: Check = {
  ...DENSITY,
  quantity: 'Population over an area whose number has no unit',
  why: 'A convention of this project: a number alone is km2. A place of 50 000 inhabitants with fewer than 300 on each may be stated in hectares or acres, which would make it a usual city. Write the area with its unit, such as "105 km2".',
  below: ['hectares or acres stated as km²', 'the area of a region, or with the sea'],
}

export const AREA_WITH_RAILS: Check = {
  ...DENSITY,
  quantity: 'Population over the area of a city with a metro, trams or trolleybuses',
  why: 'A convention of this project: networks of these modes are in cities, and no city that has them has fewer than 300 inhabitants on each km², while a region may. In hectares or acres the area would be that of a usual city.',
  below: ['hectares or acres stated as km²', 'the area of a region, or with the sea'],
}

export const MEAN_SPEED: Check = {
  notice: 'mean-speed-unusual',
  quantity: 'Mean speed of whole trips by road',
  unit: 'km/h',
  why: 'A convention of this project: English local A roads 41 km/h, motorways about 95, central London 13. No speed is impossible, because speed curves are read within their range.',
  below: [
    'miles per hour or metres per second stated as km/h',
    'the speed at the busiest hour instead of the mean',
  ],
  above: ['the speed limit or the speed without traffic instead of the mean', DIGIT],
}

export const TEMPERATURE: Check = {
  notice: 'temperature-unusual',
  refusal: 'temperature-impossible',
  quantity: 'Mean outdoor temperature',
  unit: '°C',
  why: 'A convention of this project: a city may lie up to 15 °C outside the 95 % interval of the normal mean of its country in that month or year (Copernicus ERA5, mean over the area). No city lies 35 °C outside in a month, or 25 °C in a whole year.',
  below: ['a minus sign that does not belong there', 'the temperature of a night or of a cold day', DIGIT],
  above: ['degrees Fahrenheit', 'a missing minus sign', 'another month, or the other hemisphere'],
}

export const DISTANCE_PER_CAPITA: Check = {
  notice: 'distance-per-capita-unusual',
  refusal: 'distance-per-capita-impossible',
  quantity: 'Road vehicle distance per inhabitant and year',
  unit: 'vkm/person/a',
  why: 'A convention of this project, set around Hennepin County (12 600) and Leeds (6900 for cars). Only a small place next to a motorway has more than 40 000. Less than 2000 in North America, Australia and New Zealand, 1000 in western Europe, Japan and South Korea, or 50 elsewhere is less than cars drive in the densest cities there. At 500 000, ten thousand inhabitants would have a hundred kilometres of full motorway: more is impossible.',
  below: [
    'a population with a digit too many',
    'a population that covers a larger area than the distance',
    'millions of vkm stated as vkm',
    'a distance that covers only part of the traffic, and is rightly small',
  ],
  above: [
    'a population with a digit too few',
    'a population that covers a smaller area than the distance',
    'through traffic on a motorway',
    'metres instead of kilometres',
  ],
}

export const TRIP_RATE: Check = {
  notice: 'trip-rate-unusual',
  refusal: 'trip-rate-impossible',
  quantity: 'Trips per inhabitant and day',
  unit: 'trips/person/day',
  why: 'National travel surveys find 2 to 4 (England 2024: 2.5). By convention of this project, less than 1 or more than 6 is unusual, and ten times beyond that is impossible.',
  below: [
    'trips per year or week instead of per day',
    'a population with a digit too many',
    'only the motorised trips',
  ],
  above: [
    'trips per year or week instead of per day',
    'a population with a digit too few',
    'trip stages counted as trips',
  ],
}

export const TRAVEL_PER_DAY: Check = {
  notice: 'travel-per-day-unusual',
  refusal: 'travel-per-day-impossible',
  quantity: 'Passenger distance per inhabitant and day, without flights',
  unit: 'pkm/person/day',
  why: 'England 2024: 25 km, from the trip rates and trip lengths of the factor set. By convention of this project, less than 3 (for all travel) or more than 150 is unusual. 24 hours at 120 km/h are 2880 km: more is impossible.',
  below: ['a missing mode', 'metres or miles instead of kilometres'],
  above: [
    'a population with a digit too few',
    'metres instead of kilometres',
    'travel by visitors and through traffic',
  ],
}

export const FUEL_SALES_PER_CAPITA: Check = {
  notice: 'fuel-sales-per-capita-unusual',
  refusal: 'fuel-sales-per-capita-impossible',
  quantity: 'Fuel sold per inhabitant and year',
  unit: 'MJ/person/a',
  why: 'A convention of this project, set around Leeds 2019 (30 000 MJ). Only a place with tank tourism, ships or aircraft has more than 150 000. Less than 5000 where cars are common, or 100 elsewhere, is too little for the traffic. No place of ten thousand inhabitants is known to have more than 10 million, or more than 1.5 million of petrol, which ships do not take.',
  below: [
    'a population with a digit too many',
    'sales of only some of the stations',
    'tonnes of oil equivalent read as tonnes',
  ],
  above: [
    'a population with a digit too few',
    'sales of a region, a port or an airport',
    'litres read as tonnes',
  ],
}

export const FUEL_SOLD: Check = {
  notice: 'fuel-sales-unusual',
  refusal: 'fuel-sales-impossible',
  quantity: 'Fuel sold in a year, where no population is stated',
  unit: 'MJ/a',
  why: 'A convention of this project: 30 000 MJ for each inhabitant, as in Leeds 2019, times the 40 million that no metropolitan area has. At 1.5 billion inhabitants, which no country has, more is impossible. State city.population for a closer look.',
  below: [],
  above: [
    'thousand tonnes stated for tonnes, or million tonnes for thousand tonnes',
    '"million" written twice, or litres read as tonnes',
    'the sales of a country',
  ],
}

export const FUEL_SOLD_PER_DISTANCE: Check = {
  notice: 'fuel-sales-unusual',
  quantity: 'Fuel sold over the road distance stated, where no population is stated',
  unit: 'MJ/vkm',
  why: 'A convention of this project: cars burn 2 to 3 MJ/vkm, and traffic with its trucks 3 to 5. What is sold may serve other traffic than is stated, so that only gross differences are named: twelve times as much, or a fortieth.',
  below: [
    'tonnes stated for thousand tonnes',
    'sales of only some of the stations',
    '"million" written twice in a distance',
  ],
  above: [
    'thousand tonnes stated for tonnes',
    'a left-out "million" or "thousand" of a distance',
    'sales of a region',
  ],
}

export const MODE_PER_CAPITA: Check = {
  notice: 'mode-per-capita-unusual',
  refusal: 'mode-per-capita-impossible',
  quantity: 'Distance, travel or energy of one mode per inhabitant and year',
  unit: 'vkm, pkm, tkm or MJ/person/a',
  why: 'A convention of this project for each mode, set wide: ten times beyond the most that is usual is impossible from 10 000 inhabitants on, and so is what a "million" would make usual. Where cars are stated too, less than a five-thousandth of the most is named.',
  below: [
    'a left-out "million" or "thousand", MWh stated for GWh, or tonnes for thousand tonnes',
    'a mode of which only a small part is stated, and is rightly small',
  ],
  above: [
    '"million" written twice, GWh stated for MWh, or thousand tonnes for tonnes',
    'a population with a digit too few',
  ],
}

export const MODE_BESIDE_CARS: Check = {
  ...MODE_PER_CAPITA,
  quantity: 'Distance, travel or energy of one mode over the distance of cars, where no population is stated',
  unit: 'vkm, pkm, tkm or MJ/vkm of cars',
  why: 'A convention of this project: inhabitants have 50 to 12 600 vkm of cars a year, so that the cars tell how many there may be; of a mode, what would be unusual for every such number of inhabitants is named. State city.population for a closer look.',
}

export const EMISSIONS_PER_CAPITA: Check = {
  notice: 'emissions-per-capita-unusual',
  refusal: 'emissions-per-capita-impossible',
  quantity: 'Transport emissions per inhabitant and year',
  unit: 't CO2e/person/a',
  why: 'A convention of this project, set around Hennepin County (3.9 t) and Leeds (1.9 t). Only a small place with a motorway, port or airport has more than 15. Less than 0.3 where cars are common, or 0.01 elsewhere, is less than cities with few cars emit. No place of ten thousand inhabitants is known to have more than 1000, or more than 150 of road transport.',
  below: [
    'a population with a digit too many',
    'only part of the traffic, which is rightly small',
    'an emission factor that is too small',
  ],
  above: [
    'a population with a digit too few',
    'an emission factor that is too large',
    'a port, an airport or a motorway that serves more than the city',
  ],
}

export const MODE_SHARE: Check = {
  notice: 'mode-share-unusual',
  quantity: 'Share of passenger distance among at least three modes',
  unit: 'share',
  why: 'A convention of this project: walking, cycling, hired vehicles and vehicles on city streets seldom carry so much of all distance; their share of trips is larger. No share is impossible.',
  below: [],
  above: [
    'a share of trips instead of a share of distance',
    'another mode that is missing or too small',
    DIGIT,
  ],
}

export const YEAR_ON_YEAR_JUMP: Check = {
  notice: 'year-on-year-jump',
  quantity: 'Emissions of a year divided by those of the year before',
  unit: 'times',
  why: 'Of 6140 year-to-year changes in the traffic of British local authorities since 1993 (Department for Transport), 44 are larger than 1.3 times up or down, all from 2019 to 2020. No jump is impossible.',
  below: ['a different basis, at a break of the series', 'a missing mode', 'a lockdown'],
  above: [
    'a different basis, at a break of the series',
    'a mode that was missing before',
    'recovery from a lockdown',
  ],
}

export const POPULATION_JUMP: Check = {
  notice: 'population-jump',
  quantity: 'Population of a year divided by that of the year before',
  unit: 'times',
  why: 'A convention of this project: cities seldom grow or shrink by a tenth in a year. No jump is impossible.',
  below: ['a digit too few', 'a different boundary'],
  above: ['a digit too many', 'a different boundary'],
}

/** Inputs first, then the figures that follow from them, then changes from one year to the next. */
export const CHECKS = [
  POPULATION,
  DENSITY,
  AREA_WITHOUT_UNIT,
  AREA_WITH_RAILS,
  TRIP_LENGTH,
  TRIP_RATE,
  VEHICLE_LOAD,
  MEAN_SPEED,
  TEMPERATURE,
  FUEL_CARBON,
  GRID_INTENSITY,
  VEHICLE_FUEL,
  VEHICLE_ELECTRICITY,
  VEHICLE_EMISSIONS,
  CARRIED_EMISSIONS,
  DISTANCE_PER_CAPITA,
  MODE_PER_CAPITA,
  MODE_BESIDE_CARS,
  TRAVEL_PER_DAY,
  FUEL_SALES_PER_CAPITA,
  FUEL_SOLD,
  FUEL_SOLD_PER_DISTANCE,
  EMISSIONS_PER_CAPITA,
  MODE_SHARE,
  YEAR_ON_YEAR_JUMP,
  POPULATION_JUMP,
] as const satisfies readonly Check[]
