import { type Documents, type GivenFigure, type ParameterDocument, parameterOf } from './document-schema.ts'
import { type Divisor, isInGroup, isUnder, type ResultFigure } from './figures.ts'
import { keysWithInputs, licencesOf, operandOf, Symbols } from './operands.ts'
import { partOf, type Sum } from './part.ts'
import { largestFirst, piecesOf } from './pieces.ts'
import { QUANTITIES, type QuantityName } from './quantity.ts'
import type { Explanation } from './schema.ts'
import { driversAmong, noticesTouching } from './touching.ts'
import { groupText, lineText } from './words.ts'

const POPULATION = '/city/population'

/**
 * Where a figure comes from: what it sums, by which formulas, from which operands, and who published them. Made from
 * the documents of an estimate alone; no number in it is new but sums and shares of numbers of theirs.
 */
export function explain(figure: ResultFigure, given: Documents): Explanation {
  const documents = withPopulation(figure, given)
  const sums = sumsOf(figure, documents)
  const isPerPerson = figure.kind === 'ratio' && figure.over === 'person'
  const divisor = isPerPerson && parameterOf(documents, POPULATION) ? POPULATION : undefined
  const used = sums.flatMap(({ pieces }) =>
    largestFirst(pieces).flatMap(({ terms }) => terms.map(({ parameter }) => parameter)),
  )
  const own = figure.kind === 'parameter' ? [figure.key] : []
  const keys = keysWithInputs([...own, ...used, ...(divisor === undefined ? [] : [divisor])], documents)
  const symbols = new Symbols(keys, documents)
  const operands = keys.map((key) => operandOf(key, documents, symbols))
  const value = givenOf(figure, documents)
  const { id, city, period, methodVersion, factorSet, coverage } = documents.result
  const drivers = driversAmong(documents, operands)
  return {
    estimate: id,
    city: { name: city.name, country: city.country },
    period,
    methodVersion,
    factorSet: { id: factorSet.id, digest: factorSet.digest },
    figure: {
      address: figure.address,
      pointer: figure.pointer,
      value: value?.value ?? null,
      unit: value?.unit ?? null,
      ...(value?.lower === undefined || value.upper === undefined
        ? {}
        : { lower: value.lower, upper: value.upper }),
      ...(value?.reason === undefined ? {} : { reason: value.reason }),
    },
    ...(coverage ? { coverage: { sentence: coverage.sentence } } : {}),
    what: whatOf(figure, sums, documents),
    interval: intervalText(figure, value, documents),
    calculation: calculationOf(figure, sums, value),
    parts: sums.map((sum) => partOf(sum, documents, symbols)),
    ...(divisor === undefined ? {} : { divisor }),
    ...(figure.kind === 'parameter' ? { usedBy: linesUsing(figure.key, documents) } : {}),
    operands,
    licences: licencesOf(operands),
    notices: noticesTouching(documents, {
      quantities: new Set(sums.map(({ quantity }) => quantity)),
      perPerson: isPerPerson,
      isTotal: figure.kind === 'sum' && figure.group === undefined,
      lines: sums.flatMap(({ lines }) => lines),
      operands,
    }),
    ...(drivers.length > 0 ? { drivers: drivers.map((driver) => ({ ...driver })) } : {}),
  }
}

/** The population of a figure per inhabitant, which is no operand of any line unless travel is made from it. */
function withPopulation(figure: ResultFigure, documents: Documents): Documents {
  const { population } = documents.result.city
  const isWanted = figure.kind === 'ratio' && figure.over === 'person' && population !== undefined
  if (!isWanted || parameterOf(documents, POPULATION)) return documents
  const stated: ParameterDocument = {
    name: 'Population',
    value: population,
    unit: 'persons',
    origin: 'stated',
    pointer: POPULATION,
  }
  return { ...documents, parameters: { ...documents.parameters, [POPULATION]: stated } }
}

/** The mass unit in front of a ratio's stroke, in kg. */
const PER_KG: Readonly<Record<string, number>> = { t: 1e-3, kg: 1, g: 1e3 }

const DISTANCES = {
  vkm: 'vehicleDistance',
  pkm: 'passengerDistance',
  tkm: 'tonneDistance',
} as const satisfies Record<string, QuantityName>

function sumsOf(figure: ResultFigure, documents: Documents): readonly Sum[] {
  if (figure.kind === 'parameter') return []
  if (figure.kind === 'line') {
    const { line, product, quantity } = figure
    const pieces = piecesOf(
      documents,
      quantity,
      (one, of) => one === line && (product === undefined || of === product),
    )
    const { title, lineUnit } = QUANTITIES[quantity]
    const what = `${title} of line ${line.id}`
    const isPartOfLines = product !== undefined
    return [{ what, quantity, unit: lineUnit, scale: 1, lines: [line], pieces, isPartOfLines }]
  }
  const { group } = figure
  const sum = (quantity: QuantityName, over: Divisor, scale: number, unit: string): Sum => ({
    what: `${QUANTITIES[quantity].title} of ${groupText(group)}`,
    quantity,
    unit,
    scale,
    lines: documents.lines.filter(
      (line) => isUnder(line, over) && line.products.some((product) => isInGroup(line, product, group)),
    ),
    pieces: piecesOf(
      documents,
      quantity,
      (line, product) => isUnder(line, over) && isInGroup(line, product, group),
    ),
    isPartOfLines: group?.by === 'byScope',
  })
  if (figure.kind === 'sum') {
    const { unit, scale } = QUANTITIES[figure.quantity]
    return [sum(figure.quantity, 'total', scale, unit)]
  }
  const { over, given } = figure
  if (over === 'total') {
    const { unit, scale } = QUANTITIES.co2e
    return [sum('co2e', over, scale, unit), sumOfCity(documents)]
  }
  const mass = given?.unit.split(/[ /]/)[0] ?? 'kg'
  const above = sum('co2e', over, PER_KG[mass] ?? 1, `${PER_KG[mass] === undefined ? 'kg' : mass} CO2e`)
  if (over === 'person') return [above]
  const distance = DISTANCES[over]
  return [above, sum(distance, over, 1, QUANTITIES[distance].unit)]
}

function sumOfCity(documents: Documents): Sum {
  const { unit, scale, title } = QUANTITIES.co2e
  return {
    what: `${title} of ${groupText(undefined)}`,
    quantity: 'co2e',
    unit,
    scale,
    lines: documents.lines,
    pieces: piecesOf(documents, 'co2e', () => true),
    isPartOfLines: false,
  }
}

/** The figure as the documents give it. */
function givenOf(figure: ResultFigure, documents: Documents): GivenFigure | null {
  if (figure.kind === 'sum' || figure.kind === 'ratio') return figure.given
  if (figure.kind === 'parameter') {
    const { value, unit, uncertainty } = parameterOf(documents, figure.key) ?? { value: Number.NaN, unit: '' }
    return { value, unit, lower: uncertainty?.lower, upper: uncertainty?.upper }
  }
  const { line, product, quantity } = figure
  if (product) return product
  const { lineUnit: unit, products } = QUANTITIES[quantity]
  if (quantity === 'co2e')
    return { value: line.co2eKg, unit, lower: line.co2eLowerKg, upper: line.co2eUpperKg }
  const parts = line.products.filter((one) => products.includes(one.quantity))
  const value = parts.reduce((total, one) => total + one.value, 0)
  const [only, second] = parts
  return second === undefined ? { value, unit, lower: only?.lower, upper: only?.upper } : { value, unit }
}

const countOf = (lines: number): string => (lines === 1 ? 'one line' : `${lines} lines`)

function whatOf(figure: ResultFigure, sums: readonly Sum[], documents: Documents): string {
  const [above, below] = sums
  switch (figure.kind) {
    case 'parameter':
      return parameterOf(documents, figure.key)?.name ?? figure.key
    case 'line':
      return `${above?.what}: ${lineText(figure.line)}`
    case 'sum': {
      const lines = new Set(above?.pieces.map(({ line }) => line)).size
      const of = above?.what ?? ''
      if (figure.given === null) return `${of}: not known for any line`
      return lines === 0 ? `${of}: no line has any` : `${of}: the sum of ${countOf(lines)}`
    }
    case 'ratio': {
      const per = below ? below.what : 'population'
      return `${above?.what} ÷ ${per}`
    }
  }
}

function calculationOf(figure: ResultFigure, sums: readonly Sum[], value: GivenFigure | null): string {
  const [above, below] = sums
  if (figure.kind === 'parameter') return 'This is an input; its source is below.'
  if (!value) return 'The result has no figure here, and Cordon does not invent one.'
  const products = above?.pieces.length ?? 0
  const scaled =
    above && above.scale !== 1
      ? `, × ${above.scale} from ${QUANTITIES[above.quantity].lineUnit} to ${above.unit}`
      : ''
  const sum =
    products === 0
      ? 'No product of any line is part of it'
      : products === 1
        ? `One product${scaled}`
        : `${products} products are added${scaled}`
  if (figure.kind !== 'ratio') return `${sum}.`
  return `${sum}; then divided by ${below ? below.what.toLowerCase().replace('co2e', 'CO2e') : 'the population'}.`
}

const parametersOrigin = (key: string, documents: Documents) => parameterOf(documents, key)?.origin

function intervalText(figure: ResultFigure, value: GivenFigure | null, documents: Documents): string {
  const { method, level = 0.95 } = documents.result.uncertainty ?? {}
  const isDerived = figure.kind === 'parameter' && parametersOrigin(figure.key, documents) === 'derived'
  const how = isDerived
    ? ' of what its formula does not know'
    : method === undefined || figure.kind === 'parameter'
      ? ''
      : ` by ${method}`
  const bounded = value?.lower !== undefined && value.upper !== undefined
  if (bounded) return `${Number((level * 100).toPrecision(6))} % interval${how}`
  if (!value) return 'No interval: the figure is not known.'
  if (method === 'none') return 'No interval: uncertainty was switched off.'
  if (method === undefined) return 'No interval: the estimate was made without uncertainty.'
  if (figure.kind === 'parameter')
    return 'No interval of its own: the input is certain, or follows from other inputs.'
  return 'The result has no interval for this figure.'
}

function linesUsing(key: string, documents: Documents): string[] {
  return documents.lines
    .filter(({ products }) =>
      keysWithInputs(
        products.flatMap(({ terms }) => terms.map(({ parameter }) => parameter)),
        documents,
      ).includes(key),
    )
    .map(({ id }) => id)
}
