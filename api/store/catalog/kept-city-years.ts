import type { CityYear, CityYearStore } from '../city-years.ts'
import { noteErasure } from './erasure-due.ts'
import type { Catalog } from './statements.ts'

/** The years of cities. */
export const keptCityYears = ({ rows, inTransaction }: Catalog): CityYearStore => ({
  saveYear: ({ city, year, request }) =>
    inTransaction(async (on) => {
      const before = await on.change('DELETE FROM city_year WHERE city = $1 AND year = $2', [city, year])
      await on.change('INSERT INTO city_year VALUES ($1, $2, $3)', [city, year, request])
      if (before > 0) await noteErasure(on, 'city-year', new Date().toISOString())
    }),
  listYears: (city) =>
    rows<CityYear & Record<string, string | number>>(
      'SELECT city, year, request FROM city_year WHERE city = $1 ORDER BY year',
      [city],
    ),
})
