import type { City, DatasetStore } from '../datasets.ts'
import { pageOfRows } from '../page.ts'
import type { Catalog } from './statements.ts'

/** Cities. */
export const keptCities = ({
  rows,
  change,
}: Catalog): Pick<DatasetStore, 'saveCity' | 'findCity' | 'listCities'> => ({
  saveCity: async ({ id, name, country, population }) => {
    await change(
      `INSERT INTO city VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, country = excluded.country, population = excluded.population`,
      [id, name, country, JSON.stringify(population)],
    )
  },
  findCity: async (id) => {
    const [row] = await rows<Row>('SELECT * FROM city WHERE id = $1', [id])
    return row && toCity(row)
  },
  listCities: async ({ limit, after = '' }) => {
    const found = await rows<Row>('SELECT * FROM city WHERE id > $1 ORDER BY id LIMIT $2', [after, limit + 1])
    return pageOfRows(found.map(toCity), limit)
  },
})

interface Row {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly population: string
}

const toCity = ({ population, ...row }: Row): City => ({
  ...row,
  population: JSON.parse(population) as City['population'],
})
