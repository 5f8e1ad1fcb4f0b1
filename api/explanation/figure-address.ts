import { type Failure, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { namesOf } from '../request/pointer.ts'
import { type Documents, parameterOf } from './document-schema.ts'
import { figuresOf, type ResultFigure } from './figures.ts'
import { quantityOf, quantityOfProduct } from './quantity.ts'

const MAX_CANDIDATES = 20
/** Parts of a figure, and what its parts stand in: they name the figure itself. */
const FIELDS_OF_FIGURE: ReadonlySet<string> = new Set(['value', 'unit', 'lower', 'upper'])

/**
 * The figure that a caller names: a JSON pointer into the result (`/byMode/0/co2e`), a short address
 * (`byMode/car/energy`, `L3/co2`, `total`, `perCapita`), or an input, by its key, its pointer into the request or its
 * record. A group or a line alone means its CO2e. A whole number is an index in a pointer, and otherwise a key first.
 *
 * @throws {Failure} naming the parameter `figure` and the nearest addresses there are
 */
export function figureAt(typed: string, documents: Documents): ResultFigure {
  const address = typed.trim()
  const inputs = parametersNamed(address, documents)
  const [input] = inputs
  if (inputs.length > 1)
    throw refused(
      'Several inputs have this name; use the key of one of them.',
      inputs.map((figure) => figure.address),
    )
  if (input) return input
  const figures = figuresOf(documents)
  const found = resultFigure(address, documents, figures)
  if (found) return found
  throw refused('There is no such figure in the result.', nearestFirst(address, figures.map(shortAddress)))
}

/** As one would type it: a group or a line alone is its CO2e. */
function shortAddress(figure: ResultFigure): string {
  const { kind, address } = figure
  if (kind === 'parameter' || (kind === 'sum' && figure.group === undefined)) return address
  return address.replace(/^lines\//, '').replace(/\/co2e$/, '')
}

function refused(detail: string, candidates: readonly string[]): Failure {
  return refusal([
    { code: 'invalid-field', parameter: 'figure', detail, candidates: candidates.slice(0, MAX_CANDIDATES) },
  ])
}

const asParameter = (key: string): ResultFigure => ({
  kind: 'parameter',
  address: key,
  pointer: `/parameters/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  key,
})

/** The parameters of a key, of a place in the request or of a record; the more exact way of naming one wins. */
function parametersNamed(address: string, documents: Documents): readonly ResultFigure[] {
  const names = address.startsWith('/') ? namesOf(address) : address.split('/')
  if (names[0] === 'parameters') {
    const key = address.startsWith('/') ? (names[1] ?? '') : names.slice(1).join('/')
    return parameterOf(documents, key) ? [asParameter(key)] : []
  }
  if (names[0] === 'assumptions') return assumed(Number(names[1]), documents)
  if (parameterOf(documents, address)) return [asParameter(address)]
  const entries = Object.entries(documents.parameters)
  const stem = FIELDS_OF_FIGURE.has(names.at(-1) ?? '') ? address.slice(0, address.lastIndexOf('/')) : address
  const byPointer = entries.filter(([, { pointer }]) => pointer !== undefined && pointer === stem)
  const named = byPointer.length > 0 ? byPointer : entries.filter(([, { record }]) => record?.id === address)
  return named.map(([key]) => asParameter(key))
}

function assumed(index: number, documents: Documents): readonly ResultFigure[] {
  const assumption = documents.result.assumptions[index]
  if (!assumption) return []
  return Object.entries(documents.parameters)
    .filter(([, { name, record }]) => name === assumption.parameter && record?.id === assumption.recordId)
    .map(([key]) => asParameter(key))
}

function resultFigure(
  address: string,
  documents: Documents,
  figures: readonly ResultFigure[],
): ResultFigure | undefined {
  const isPointer = address.startsWith('/')
  const named = isPointer ? namesOf(address) : address.split('/')
  const names = FIELDS_OF_FIGURE.has(named.at(-1) ?? '') ? named.slice(0, -1) : named
  const [first = '', ...rest] = names
  const has = (wanted: string): ResultFigure | undefined =>
    figures.find((figure) => figure.kind !== 'parameter' && isSame(figure.address, wanted))
  if (/^total$/i.test(first)) return has(['totals', ...withQuantity(rest)].join('/'))
  if (/^L\d+$/i.test(first)) return has(['lines', first, ...withQuantity(rest)].join('/'))
  if (/^lines$/i.test(first)) return lineFigure(rest, documents, figures, has)
  if (/^by[a-z]/i.test(first)) return groupFigure(first, rest, isPointer, figures, has)
  if (/^totals$/i.test(first)) return has(['totals', ...withQuantity(rest)].join('/'))
  return has(['totals', ...withQuantity(names)].join('/'))
}

/** Canonical names of what follows a group or a line; nothing means its CO2e. */
function withQuantity(names: readonly string[]): readonly string[] {
  const [name] = names
  if (name === undefined || name === '') return ['co2e']
  return names.length === 1 ? [quantityOf(name) ?? name] : names
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function groupFigure(
  by: string,
  [key = '', ...rest]: readonly string[],
  isPointer: boolean,
  figures: readonly ResultFigure[],
  has: (wanted: string) => ResultFigure | undefined,
): ResultFigure | undefined {
  const end = withQuantity(rest).join('/')
  const byIndex = (): ResultFigure | undefined =>
    figures.find(({ pointer }) => isSame(pointer, `/${by}/${key}/${end}`))
  const byKey = (): ResultFigure | undefined => has(`${by}/${key}/${end}`)
  return isPointer ? (byIndex() ?? byKey()) : (byKey() ?? byIndex())
}

function lineFigure(
  [which = '', ...rest]: readonly string[],
  { lines }: Documents,
  figures: readonly ResultFigure[],
  has: (wanted: string) => ResultFigure | undefined,
): ResultFigure | undefined {
  const index = /^\d+$/.test(which) ? Number(which) : lines.findIndex(({ id }) => isSame(id, which))
  const line = lines[index]
  if (!line) return undefined
  const [field, position] = rest
  if (field !== 'products') return has(`lines/${line.id}/${withQuantity(rest).join('/')}`)
  const product = line.products[Number(position)]
  if (!product) return undefined
  const pointer = `/lines/${index}/products/${Number(position)}`
  const quantity = quantityOfProduct(product)
  const same = figures.find((figure) => figure.kind === 'line' && figure.line === line)
  return same && { kind: 'line', address: pointer.slice(1), pointer, line, quantity, product }
}
