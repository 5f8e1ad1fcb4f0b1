import type { EstimateInput } from '../estimate/input.ts'

type Rows = readonly { readonly pointer: string }[]

/**
 * Names of stated quantities that do not depend on the order of rows: the pointer of the row is put as what the row is of (its mode,
 * flow, vehicle, carrier) and, where several rows are of the same, its number among them.
 *
 * @returns the name of a key of a parameter; a key that is of no row is its own name
 */
export function rowNames(input: EstimateInput): (key: string) => string {
  const names = new Map<string, string>()
  for (const [list, rows] of listsOf(input)) {
    const known = new Map<string, number>()
    for (const row of rows) {
      const of = `${list} ${subjectOf(row)}`
      const number = known.get(of) ?? 0
      known.set(of, number + 1)
      names.set(row.pointer, `${of} ${number}`)
    }
  }
  return (key) => {
    const end = key.lastIndexOf('/')
    const row = names.get(key.slice(0, end))
    return row === undefined ? key : row + key.slice(end)
  }
}

const listsOf = (input: EstimateInput): readonly (readonly [string, Rows])[] => [
  ['demand', input.demand],
  ['flowTotals', input.flowTotals],
  ['travel', input.travel?.modes ?? []],
  ['fleet', input.fleet],
  ['occupancy', input.occupancy],
  ['loads', input.loads],
  ['speeds', input.speeds],
  ['fuels', input.fuels],
  ['fuelSales', input.fuelSales],
]

/** What tells a row from others, whatever its quantities. */
const subjectOf = (row: Rows[number]): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([field, value]) => field !== 'pointer' && typeof value === 'string')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
