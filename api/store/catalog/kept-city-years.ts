import type { CityYear, CityYearStore } from '../city-years.ts'
import { noteErasure } from './erasure-due.ts'
import type { Catalog, Statements } from './statements.ts'

/** The years of cities. */
export const keptCityYears = ({ rows, inTransaction }: Catalog): CityYearStore => ({
  saveYear: ({ city, year, request }) =>
    inTransaction(async (on) => {
      await deleteYear(on, city, year)
      await on.change('INSERT INTO city_year VALUES ($1, $2, $3)', [city, year, request])
    }),
  deleteYear: (city, year) => inTransaction((on) => deleteYear(on, city, year)),
  listYears: (city) =>
    rows<CityYear & Record<string, string | number>>(
      'SELECT city, year, request FROM city_year WHERE city = $1 ORDER BY year',
      [city],
    ),
})

async function deleteYear(on: Statements, city: string, year: number): Promise<boolean> {
  const deleted = await on.change('DELETE FROM city_year WHERE city = $1 AND year = $2', [city, year])
  if (deleted > 0) await noteErasure(on, 'city-year', new Date().toISOString())
  return deleted > 0
}
