/** What one place and year resolves to, as cells of a table. */
export type Cells = readonly (string | number)[]

/** Rows of a table that hold for some places and a run of years. */
export interface Run {
  readonly places: readonly string[]
  readonly yearFrom: number
  readonly yearTo: number
  readonly cells: Cells
}

/**
 * Folds what every place and year resolves to into runs: neighbouring years that resolve alike become one row, and
 * places that do so in all years share their rows.
 *
 * @param cellsOf by place, by year, the rows of one subject; a year without rows resolves to nothing
 */
export function runsOf(cellsOf: ReadonlyMap<string, ReadonlyMap<number, readonly Cells[]>>): readonly Run[] {
  const byShape = new Map<string, { places: string[]; runs: readonly Omit<Run, 'places'>[] }>()
  for (const [place, byYear] of cellsOf) {
    const runs = yearRuns(byYear)
    const shape = JSON.stringify(runs)
    const known = byShape.get(shape)
    if (known) known.places.push(place)
    else byShape.set(shape, { places: [place], runs })
  }
  return [...byShape.values()].flatMap(({ places, runs }) => runs.map((run) => ({ places, ...run })))
}

function yearRuns(byYear: ReadonlyMap<number, readonly Cells[]>): readonly Omit<Run, 'places'>[] {
  const runs: { yearFrom: number; yearTo: number; shape: string; rows: readonly Cells[] }[] = []
  for (const [year, rows] of [...byYear].sort(([a], [b]) => a - b)) {
    const shape = JSON.stringify(rows)
    const last = runs.at(-1)
    if (last && last.yearTo === year - 1 && last.shape === shape) last.yearTo = year
    else runs.push({ yearFrom: year, yearTo: year, shape, rows })
  }
  return runs.flatMap(({ yearFrom, yearTo, rows }) => rows.map((cells) => ({ yearFrom, yearTo, cells })))
}
