import { refusal } from '../request/failure.ts'
import type { Documents, LineDocument, ProductDocument } from './document-schema.ts'
import { parameterOf } from './document-schema.ts'
import { productsOf, QUANTITIES, type QuantityName } from './quantity.ts'

export interface PieceTerm {
  readonly parameter: string
  readonly role: string
}

/** A product of a line as it enters a figure: in CO2e, with its warming potential. */
export interface Piece {
  readonly line: LineDocument
  readonly product: ProductDocument
  readonly unit: string
  readonly value: number
  readonly terms: readonly PieceTerm[]
}

type WarmingGas = 'ch4' | 'n2o'
const isWarmingGas = (quantity: string): quantity is WarmingGas => quantity === 'ch4' || quantity === 'n2o'

/** The products of lines that a quantity sums, in the order in which they are added. */
export function piecesOf(
  documents: Documents,
  quantity: QuantityName,
  isIn: (line: LineDocument, product: ProductDocument) => boolean,
): readonly Piece[] {
  return documents.lines.flatMap((line) =>
    productsOf(line, quantity)
      .filter((product) => isIn(line, product))
      .map((product) => pieceOf(documents, line, product, quantity)),
  )
}

function pieceOf(
  documents: Documents,
  line: LineDocument,
  product: ProductDocument,
  quantity: QuantityName,
): Piece {
  const unit = QUANTITIES[quantity].lineUnit
  const { quantity: gas, value, terms } = product
  if (quantity !== 'co2e' || !isWarmingGas(gas)) return { line, product, unit, value, terms }
  const { key, potential } = warmingPotential(documents, gas)
  return {
    line,
    product,
    unit,
    value: value * potential,
    terms: [...terms, { parameter: key, role: 'times' }],
  }
}

/** @throws {Failure} if the documents do not have it, which documents of ours do */
function warmingPotential(documents: Documents, gas: WarmingGas): { key: string; potential: number } {
  const { parameters, result, gwpParameters } = documents
  const name = `Global warming potential of ${gas.toUpperCase()}, ${result.gwp}, 100 years`
  const key = gwpParameters?.[gas] ?? Object.keys(parameters).find((one) => parameters[one]?.name === name)
  const potential = key === undefined ? undefined : parameterOf(documents, key)?.value
  if (key !== undefined && potential !== undefined) return { key, potential }
  throw refusal([{ code: 'invalid-field', pointer: '/parameters', detail: `The document has no '${name}'.` }])
}

/** The sum of pieces, line by line, as an estimate adds them. */
export function sumOf(pieces: readonly Piece[]): number {
  const byLine = new Map<LineDocument, number>()
  for (const { line, value } of pieces) byLine.set(line, (byLine.get(line) ?? 0) + value)
  return [...byLine.values()].reduce((total, value) => total + value, 0)
}

/** Pieces of the lines that add most, first; what is read of a long list is then what matters. */
export function largestFirst(pieces: readonly Piece[]): readonly Piece[] {
  const lines = new Map<LineDocument, number>()
  for (const { line, value } of pieces) lines.set(line, (lines.get(line) ?? 0) + value)
  return [...pieces].sort((a, b) => (lines.get(b.line) ?? 0) - (lines.get(a.line) ?? 0))
}
