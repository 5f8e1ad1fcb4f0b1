import type { CityYear, CityYearStore } from './city-years.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { noteErasure } from './erasure-due.ts'
import { inTransaction } from './transaction.ts'

/** The years of cities in the embedded database. */
export const duckdbCityYears = ({ rows, inTurn }: DuckdbFile): CityYearStore => ({
  saveYear: ({ city, year, request }) =>
    inTurn((on) =>
      inTransaction(on, async () => {
        const { rowsChanged } = await on.run('DELETE FROM city_year WHERE city = $1 AND year = $2', [
          city,
          year,
        ])
        await on.run('INSERT INTO city_year VALUES ($1, $2, $3)', [city, year, request])
        if (rowsChanged > 0) await noteErasure(on, 'city-year', new Date().toISOString())
      }),
    ),
  listYears: (city) =>
    rows<CityYear & Record<string, string | number>>(
      'SELECT city, year, request FROM city_year WHERE city = $1 ORDER BY year',
      [city],
    ),
})
