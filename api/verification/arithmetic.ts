import {
  evaluate,
  FORMULA_INPUTS,
  REPEATED_INPUTS,
  TERM_ROLES,
  type TermRole,
  termFactor,
} from '../../src/index.ts'
import type { ResultDocument } from '../estimate/document-schema.ts'
import { rule as ruleSchema } from '../estimate/rule-schema.ts'
import { T_PER_KG, TJ_PER_MJ } from '../estimate/scale.ts'
import { Comparison, type Made, notMade } from './comparison.ts'
import { intervals } from './intervals.ts'
import {
  type DocumentLine,
  type GwpValues,
  givesPart,
  lacksPart,
  type Members,
  productsBy,
  SUM_NAMES,
  type SumName,
  sumOf,
} from './sums.ts'
import type { Path } from './texts.ts'

type ParametersByKey = ReadonlyMap<string, NonNullable<ResultDocument['parameters']>[string]>

const NOT_SPLIT = 'not-split'
const OF_LINES = ['derived-parameters', 'products', 'lines', 'totals', 'groups'] as const

/** What each list of groups divides the lines by, and how it names it. */
const GROUPS: readonly {
  readonly list: 'bySubSector' | 'bySector' | 'byMode' | 'byScope' | 'byCarrier' | 'byFlow'
  readonly name: string
  readonly keyOf: Parameters<typeof productsBy>[1]
}[] = [
  { list: 'bySubSector', name: 'subSector', keyOf: ({ subSector }) => subSector },
  { list: 'bySector', name: 'sector', keyOf: ({ sector }) => sector ?? NOT_SPLIT },
  { list: 'byMode', name: 'mode', keyOf: ({ mode }) => mode ?? NOT_SPLIT },
  { list: 'byScope', name: 'scope', keyOf: (_, { scope }) => scope },
  { list: 'byCarrier', name: 'carrier', keyOf: ({ carrier }) => carrier ?? NOT_SPLIT },
  { list: 'byFlow', name: 'flow', keyOf: ({ flow }) => flow ?? NOT_SPLIT },
]

/** The arithmetic of a document by itself; no factor set is asked. */
export function arithmeticOf(document: ResultDocument): readonly Made[] {
  const { lines, parameters } = document
  if (!lines || !parameters) {
    const detail = 'The document has no lines; ask for it with include=lines.'
    return [...OF_LINES.map((name) => notMade(name, detail)), intervals(document)]
  }
  const known: ParametersByKey = new Map(Object.entries(parameters))
  const gwp = gwpOf(document, known)
  const noGwp = 'The document does not name its global warming potentials.'
  return [
    derivedParameters(document, known),
    products(document, lines, known),
    ...(gwp
      ? [linesCo2e(document, lines, gwp), totals(document, lines, gwp), groups(document, lines, gwp)]
      : (['lines', 'totals', 'groups'] as const).map((name) => notMade(name, noGwp))),
    intervals(document),
  ]
}

function derivedParameters(document: ResultDocument, parameters: ParametersByKey): Made {
  const derived = [...parameters].filter(([, { origin }]) => origin === 'derived')
  if (derived.length > 0 && derived.every(([, { rule }]) => rule === undefined))
    return notMade('derived-parameters', 'The document gives no rules.')
  const comparison = new Comparison('derived-parameters', document)
  for (const [key, { value, rule, inputs = [] }] of derived) {
    const path = ['parameters', key]
    const known = ruleSchema.safeParse(rule)
    if (!known.success) {
      comparison.holds([...path, 'rule'], false, rule?.formula, 'Not a formula with its constants.')
      continue
    }
    const lacking = inputs.findIndex((input) => !parameters.has(input))
    const { formula } = known.data
    const round = FORMULA_INPUTS[formula].length
    // Of a formula whose inputs repeat, any number of whole rounds.
    const rounds = REPEATED_INPUTS.has(formula) ? Math.max(1, Math.ceil(inputs.length / round)) : 1
    const wanted = rounds * round
    if (lacking >= 0)
      comparison.holds([...path, 'inputs', lacking], false, inputs[lacking], 'There is no such parameter.')
    else if (inputs.length !== wanted)
      comparison.holds([...path, 'inputs'], false, inputs, `The formula takes ${wanted} inputs.`)
    else {
      const values = inputs.map((input) => parameters.get(input)?.value ?? Number.NaN)
      comparison.same([...path, 'value'], value, evaluate(known.data, values))
    }
  }
  return comparison.made()
}

function products(
  document: ResultDocument,
  lines: readonly DocumentLine[],
  parameters: ParametersByKey,
): Made {
  const comparison = new Comparison('products', document)
  for (const [index, line] of lines.entries())
    for (const [at, product] of line.products.entries()) {
      const path = ['lines', index, 'products', at]
      let result = 1
      let isKnown = true
      for (const [position, { parameter, role }] of product.terms.entries()) {
        const value = parameters.get(parameter)?.value
        const term = [...path, 'terms', position]
        if (value === undefined)
          comparison.holds([...term, 'parameter'], false, parameter, 'There is no such parameter.')
        if (!isRole(role)) comparison.holds([...term, 'role'], false, role, 'There is no such role.')
        if (value !== undefined && isRole(role)) result *= termFactor(value, role)
        else isKnown = false
      }
      if (isKnown) comparison.same([...path, 'value'], product.value, result)
    }
  return comparison.made()
}

const isRole = (role: string): role is TermRole => (TERM_ROLES as readonly string[]).includes(role)

function linesCo2e(document: ResultDocument, lines: readonly DocumentLine[], gwp: GwpValues): Made {
  const comparison = new Comparison('lines', document)
  for (const [index, line] of lines.entries())
    comparison.near(['lines', index, 'co2eKg'], line.co2eKg, sumOf(line.products, gwp).co2e)
  return comparison.made()
}

function totals(document: ResultDocument, lines: readonly DocumentLine[], gwp: GwpValues): Made {
  const comparison = new Comparison('totals', document)
  const { totals: stated, city } = document
  const all = { lines, products: lines.flatMap((line) => line.products) }
  const sums = sumOf(all.products, gwp)
  for (const name of SUM_NAMES)
    checkSum(comparison, ['totals', name], stated[name], all, { name, sum: scaled(name, sums[name]) })
  const perPerson = city.population === undefined ? null : ((sums.co2e ?? 0) * T_PER_KG) / city.population
  const { perCapita } = stated
  if (perCapita?.value !== null)
    comparison.near(['totals', 'perCapita', 'value'], perCapita?.value ?? null, perPerson)
  else comparison.near(['totals', 'perCapita', 'known', 'value'], perCapita.known?.value ?? null, perPerson)
  return comparison.made()
}

function groups(document: ResultDocument, lines: readonly DocumentLine[], gwp: GwpValues): Made {
  const comparison = new Comparison('groups', document)
  const totalKg =
    sumOf(
      lines.flatMap((line) => line.products),
      gwp,
    ).co2e ?? 0
  for (const { list, name, keyOf } of GROUPS) {
    const byKey = productsBy(lines, keyOf)
    const seen = new Set<string>()
    for (const [index, row] of document[list].entries()) {
      const key = String((row as Record<string, unknown>)[name])
      const of = seen.has(key) ? undefined : byKey.get(key)
      seen.add(key)
      comparison.holds(
        [list, index, name],
        of !== undefined,
        key,
        'No line is in this group, or it stands here twice.',
      )
      if (!of) continue
      const sums = sumOf(of.products, gwp)
      for (const figure of SUM_NAMES)
        checkSum(comparison, [list, index, figure], row[figure], of, {
          name: figure,
          sum: scaled(figure, sums[figure]),
        })
      const share = totalKg > 0 ? (sums.co2e ?? 0) / totalKg : null
      comparison.near([list, index, 'shareOfCo2e'], row.shareOfCo2e, share)
    }
    for (const key of byKey.keys())
      comparison.holds([list], seen.has(key), undefined, `The group ${key} is missing.`)
  }
  return comparison.made()
}

/**
 * A sum of which a line lacks a part has no value: what is known stands beside. Documents made before CO2e said so give its
 * known part as the value, and 0 of CO2 of biofuels by scope.
 */
function checkSum(
  comparison: Comparison,
  path: Path,
  figure: ResultDocument['totals'][SumName],
  { lines, products }: Members,
  { name, sum }: { readonly name: SumName; readonly sum: number | null },
): void {
  const isLacking = lacksPart(lines, name)
  const place = [...path, 'value']
  if (figure?.value !== null) {
    comparison.near(place, figure?.value ?? null, sum)
    comparison.holds(
      place,
      !isLacking || !figure || name === 'co2e',
      figure?.value,
      'A line lacks a part of it.',
    )
    return
  }
  comparison.near(
    [...path, 'known', 'value'],
    figure.known?.value ?? null,
    givesPart(products, name) ? sum : null,
  )
  const isBesideScopes = name === 'biogenicCo2' && path[0] === 'byScope'
  // Of energy, distances and supply of fuel no scope has a part.
  const isOfLines = path[0] === 'byScope' && sum === null
  comparison.holds(place, isLacking || isBesideScopes || isOfLines, null, 'No line lacks a part of it.')
}

function gwpOf({ gwpParameters }: ResultDocument, parameters: ParametersByKey): GwpValues | undefined {
  const ch4 = gwpParameters && parameters.get(gwpParameters.ch4)?.value
  const n2o = gwpParameters && parameters.get(gwpParameters.n2o)?.value
  return ch4 === undefined || n2o === undefined ? undefined : { ch4, n2o }
}

const SCALES: Partial<Readonly<Record<SumName, number>>> = {
  energy: TJ_PER_MJ,
  vehicleDistance: 1,
  passengerDistance: 1,
  tonneDistance: 1,
}

/** A sum in the unit that the document gives it in: masses in tonnes, energy in terajoules, distances as they are. */
const scaled = (name: SumName, sum: number | undefined): number | null =>
  sum === undefined ? null : sum * (SCALES[name] ?? T_PER_KG)
