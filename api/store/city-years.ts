/** A year of a saved city: the checked request, as JSON. */
export interface CityYear {
  readonly city: string
  readonly year: number
  readonly request: string
}

/** The years that cities state. */
export interface CityYearStore {
  /** In place of what was stated of the year before. */
  saveYear(year: CityYear): Promise<void>
  /** @returns whether it was there */
  deleteYear(city: string, year: number): Promise<boolean>
  /** In order. */
  listYears(city: string): Promise<readonly CityYear[]>
}
