import { type Documents, type LineDocument, parameterOf } from './document-schema.ts'
import type { Symbols } from './operands.ts'
import { largestFirst, type Piece, sumOf } from './pieces.ts'
import { QUANTITIES, type QuantityName } from './quantity.ts'
import type { ExplanationPart } from './schema.ts'
import { labelOf, lineText } from './words.ts'

/** A sum over lines, before it is put into words. */
export interface Sum {
  readonly what: string
  readonly quantity: QuantityName
  readonly unit: string
  /** Turns the unit of lines into `unit`. */
  readonly scale: number
  /** The lines that the sum is about, whether or not they have the quantity. */
  readonly lines: readonly LineDocument[]
  readonly pieces: readonly Piece[]
  /** One scope, or one product: the interval of a whole line does not fit. */
  readonly isPartOfLines: boolean
}

/** A sum with its formulas, the share of each line and what it leaves out. */
export function partOf(sum: Sum, documents: Documents, symbols: Symbols): ExplanationPart {
  const { what, unit, scale, quantity, pieces } = sum
  const value = sumOf(pieces) * scale
  const { lineUnit } = QUANTITIES[quantity]
  return {
    what,
    value,
    unit,
    ...(scale === 1 ? {} : { conversion: { factor: scale, words: `${lineUnit} → ${unit}` } }),
    formulas: formulasOf(pieces, documents, symbols),
    contributions: contributionsOf(sum, value),
    without: withoutOf(sum),
  }
}

const SIGNS: Readonly<Record<string, (operand: string) => string>> = {
  times: (operand) => `× ${operand}`,
  'divided-by': (operand) => `÷ ${operand}`,
  'times-complement': (operand) => `× (1 − ${operand})`,
  'divided-by-complement': (operand) => `÷ (1 − ${operand})`,
  'times-loss-ratio': (operand) => `× ${operand} ÷ (1 − ${operand})`,
}

/** Products that are multiplied from operands of the same kinds in the same order share a formula. */
function formulasOf(
  pieces: readonly Piece[],
  documents: Documents,
  symbols: Symbols,
): ExplanationPart['formulas'] {
  const byFormula = new Map<string, ExplanationPart['formulas'][number]>()
  for (const { line, product, unit, value, terms } of largestFirst(pieces)) {
    const labels = terms.map(({ parameter }) => labelOf(parameterOf(documents, parameter)?.name ?? parameter))
    const write = (name: (label: string) => string): string =>
      productText(terms.map(({ role }, index) => [role, name(labels[index] ?? '')]))
    const words = write((label) => label)
    const made = {
      line: line.id,
      ...(product.scope === undefined ? {} : { scope: product.scope }),
      value,
      operands: terms.map(({ parameter, role }) => ({ parameter, symbol: symbols.ofKey(parameter), role })),
    }
    const key = `${product.quantity}|${words}`
    const known = byFormula.get(key)
    if (known) known.products.push(made)
    else
      byFormula.set(key, {
        quantity: product.quantity,
        unit,
        words,
        symbols: write((label) => symbols.ofLabel(label)),
        products: [made],
      })
  }
  const weightOf = ({ products }: ExplanationPart['formulas'][number]): number =>
    products.reduce((total, { value }) => total + value, 0)
  return [...byFormula.values()].sort((a, b) => weightOf(b) - weightOf(a))
}

function productText(terms: readonly (readonly [role: string, operand: string])[]): string {
  const text = terms.map(([role, operand]) => SIGNS[role]?.(operand) ?? `${role} ${operand}`).join(' ')
  return text.startsWith('× ') ? text.slice(2) : `1 ${text}`
}

function contributionsOf(
  { pieces, scale, unit, quantity, isPartOfLines }: Sum,
  total: number,
): ExplanationPart['contributions'] {
  const lines = [...new Set(pieces.map(({ line }) => line))]
  return lines
    .map((line) => {
      const value = sumOf(pieces.filter((piece) => piece.line === line)) * scale
      const { co2eLowerKg, co2eUpperKg } = line
      const bounded = quantity === 'co2e' && !isPartOfLines && co2eLowerKg !== undefined
      return {
        line: line.id,
        what: lineText(line),
        value,
        unit,
        ...(bounded && co2eUpperKg !== undefined
          ? { lower: co2eLowerKg * scale, upper: co2eUpperKg * scale }
          : {}),
        share: total > 0 ? value / total : null,
      }
    })
    .sort((a, b) => b.value - a.value)
}

/** Lines that the sum is about and that have nothing of it, with the reason. */
function withoutOf({ lines, pieces, quantity, isPartOfLines }: Sum): ExplanationPart['without'] {
  if (isPartOfLines) return []
  const having = new Set(pieces.map(({ line }) => line))
  return lines
    .filter((line) => !having.has(line))
    .map((line) => ({
      line: line.id,
      what: lineText(line),
      why: line.method === 'human-powered' ? 'human-powered: zero by definition' : QUANTITIES[quantity].lack,
    }))
}
