/** Published figures of two cities, to stand beside ours. No factor is tuned to them. */
export interface PublishedClass {
  readonly title: string
  /** The rows of the example's demand that it covers. */
  readonly rows: readonly number[]
  readonly publishedTCo2: number
  readonly why: string
}

/**
 * Hennepin County 2020, geographic boundary: US EPA 2020 National Emissions Inventory, MOVES3-based CO2 (running, start
 * and idle), as processed in Metropolitan-Council/ghg-cprg; metric tonnes. Motor homes (4,071,375 petrol and 1,788,071
 * diesel miles; 4,578 and 2,433 t) stand with single-unit trucks, whose chassis they share. Trucks on CNG (3,396 t)
 * are published without a distance and stand in neither column.
 */
export const HENNEPIN: readonly PublishedClass[] = [
  {
    title: 'Passenger cars, petrol',
    rows: [0],
    publishedTCo2: 1_274_823,
    why: 'national mean per vehicle-mile',
  },
  {
    title: 'Passenger cars, diesel',
    rows: [1],
    publishedTCo2: 6_603,
    why: 'the same mean: it does not split fuels',
  },
  {
    title: 'Light trucks, petrol',
    rows: [3],
    publishedTCo2: 2_035_991,
    why: 'national mean; the rest is not known',
  },
  {
    title: 'Light trucks, diesel',
    rows: [4],
    publishedTCo2: 40_731,
    why: 'the same mean: it does not split fuels',
  },
  {
    title: 'Light commercial trucks, petrol',
    rows: [6],
    publishedTCo2: 236_778,
    why: 'European curve, class N1-III',
  },
  {
    title: 'Light commercial trucks, diesel',
    rows: [7],
    publishedTCo2: 13_426,
    why: 'European curve, class N1-III',
  },
  {
    title: 'Motorcycles',
    rows: [9],
    publishedTCo2: 14_858,
    why: 'Hub 2021 gives half of what Hub 2025 gives',
  },
  {
    title: 'Buses, diesel',
    rows: [10],
    publishedTCo2: 77_774,
    why: 'European curve of a standard bus at 18 km/h',
  },
  { title: 'Buses, petrol', rows: [11], publishedTCo2: 13_270, why: 'stated mean fuel economy of buses' },
  {
    title: 'Single-unit trucks and motor homes, diesel',
    rows: [12],
    publishedTCo2: 281_374 + 2_433,
    why: 'one national mean of all trucks: too high for single units',
  },
  {
    title: 'Single-unit trucks and motor homes, petrol',
    rows: [13],
    publishedTCo2: 141_378 + 4_578,
    why: 'one national mean of all trucks: too high for single units',
  },
  {
    title: 'Combination trucks, diesel',
    rows: [14],
    publishedTCo2: 696_539,
    why: 'the same mean is too low for combinations',
  },
  {
    title: 'Combination trucks, petrol',
    rows: [15],
    publishedTCo2: 617,
    why: 'the same mean is too low for combinations',
  },
]

/**
 * Leeds 2019. Published: DESNZ sub-national road fuel, thousand tonnes of oil equivalent (A roads, minor roads,
 * motorways); BEIS local-authority CO2, 2020 release, without motorways: 420.19 kt on A roads, 667.61 kt on minor roads.
 */
export const LEEDS_CAR_FUEL_KTOE = {
  petrol: 47.733 + 103.018 + 46.816,
  diesel: 37.59 + 74.149 + 61.1,
} as const
export const LEEDS_FUEL_WITHOUT_MOTORWAYS_KTOE = {
  petrol: 47.733 + 103.018 + 0.397 + 0.886 + 0.565 + 1.486,
  diesel: 37.59 + 74.149 + 4.485 + 7.224 + 15.817 + 35.765 + 11.802 + 5.712,
} as const
/** The same, all vehicles and all roads: cars, motorcycles and light goods vehicles; cars, buses, light and heavy goods. */
export const LEEDS_ROAD_FUEL_KTOE = {
  petrol: 47.733 + 103.018 + 46.816 + (0.397 + 0.886 + 0.263) + (0.565 + 1.486 + 0.85),
  diesel:
    37.59 + 74.149 + 61.1 + (4.485 + 7.224 + 1.5) + (15.817 + 35.765 + 28.942) + (11.802 + 5.712 + 87.099),
} as const
export const LEEDS_CO2_WITHOUT_MOTORWAYS_KT = 420.19 + 667.61
