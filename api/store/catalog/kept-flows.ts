import { chunksOf } from '../chunks.ts'
import type { ReleasedFlow, ReleasedStore } from '../released.ts'
import type { Catalog, Statements } from './statements.ts'

const COLUMNS = {
  city: 'VARCHAR',
  mode: 'VARCHAR',
  period: 'VARCHAR',
  zone: 'VARCHAR',
  destination: 'VARCHAR',
  trips: 'FLOAT8',
  passenger_distance_pkm: 'FLOAT8',
  vehicle_distance_vkm: 'FLOAT8',
  tonne_distance_tkm: 'FLOAT8',
  persons: 'INTEGER',
} as const

const ORDER = 'ORDER BY flow.city, flow.mode, flow.zone, flow.destination'

/** Zones, and pairs of them, that releases gave out: each is given out once and stays. */
export const keptFlows = ({ rows }: Catalog): Pick<ReleasedStore, 'listReleasedFlows' | 'listFlowsOf'> => ({
  listReleasedFlows: async ({ dataset, period, city, pairs }) => {
    const found = await rows<Row>(
      `SELECT * FROM released_flow flow
       WHERE dataset = $1 AND period = $2 AND concat(city) = $3
         AND destination IS ${pairs ? 'NOT ' : ''}NULL ${ORDER}`,
      [dataset, period, city],
    )
    return found.map(toFlow)
  },
  listFlowsOf: async (release) =>
    (
      await rows<Row>(
        `SELECT flow.* FROM released_flow flow
         JOIN release ON release.number = flow.release_number AND release.dataset = flow.dataset
         WHERE release.id = $1 ${ORDER}, flow.period`,
        [release],
      )
    ).map(toFlow),
})

/** Notes what a release gives out of zones. */
export async function insertFlows(
  on: Statements,
  dataset: string,
  release: number,
  flows: readonly ReleasedFlow[],
): Promise<void> {
  for (const some of chunksOf(flows))
    await on.change(`INSERT INTO released_flow ${on.unfolded('$1::VARCHAR, $2::INTEGER', '$3', COLUMNS)}`, [
      dataset,
      release,
      JSON.stringify(some.map(toRow)),
    ])
}

interface Row {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly zone: string
  readonly destination: string | null
  readonly trips: number | null
  readonly passenger_distance_pkm: number | null
  readonly vehicle_distance_vkm: number | null
  readonly tonne_distance_tkm: number | null
  readonly persons: number
}

const toFlow = (row: Row): ReleasedFlow => ({
  city: row.city,
  mode: row.mode === '' ? null : row.mode,
  period: row.period,
  zone: row.zone,
  destination: row.destination,
  trips: row.trips,
  passengerDistancePkm: row.passenger_distance_pkm,
  vehicleDistanceVkm: row.vehicle_distance_vkm,
  tonneDistanceTkm: row.tonne_distance_tkm,
  persons: row.persons,
})

const toRow = (flow: ReleasedFlow): Row => ({
  city: flow.city,
  mode: flow.mode ?? '',
  period: flow.period,
  zone: flow.zone,
  destination: flow.destination,
  trips: flow.trips,
  passenger_distance_pkm: flow.passengerDistancePkm,
  vehicle_distance_vkm: flow.vehicleDistanceVkm,
  tonne_distance_tkm: flow.tonneDistanceTkm,
  persons: flow.persons,
})
