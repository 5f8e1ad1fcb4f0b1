import { type Documents, type ParameterDocument, parameterOf } from './document-schema.ts'
import type { Explanation, Operand } from './schema.ts'
import { labelOf, symbolOfLabel } from './words.ts'

/** The parameters of a figure, each once, in order of first use; what they follow from stands behind them. */
export function keysWithInputs(keys: Iterable<string>, documents: Documents): readonly string[] {
  const found = new Set<string>()
  const add = (key: string): void => {
    const parameter = parameterOf(documents, key)
    if (!parameter || found.has(key)) return
    found.add(key)
    for (const input of parameter.inputs ?? []) add(input)
  }
  for (const key of keys) add(key)
  return [...found]
}

/** Symbols of operands: one for each kind, and a number behind it where an explanation has several of the kind. */
export class Symbols {
  readonly #ofLabel = new Map<string, string>()
  readonly #ofKey = new Map<string, string>()

  constructor(keys: readonly string[], documents: Documents) {
    const ofKind = new Map<string, string[]>()
    for (const key of keys) {
      const label = labelOf(parameterOf(documents, key)?.name ?? key)
      ofKind.set(label, [...(ofKind.get(label) ?? []), key])
    }
    const taken = new Set<string>()
    for (const [label, members] of ofKind) {
      const symbol = freeSymbol(symbolOfLabel(label), taken)
      taken.add(symbol)
      this.#ofLabel.set(label, symbol)
      for (const [index, key] of members.entries())
        this.#ofKey.set(key, members.length === 1 ? symbol : `${symbol}[${index + 1}]`)
    }
  }

  ofKey(key: string): string {
    return this.#ofKey.get(key) ?? key
  }

  ofLabel(label: string): string {
    return this.#ofLabel.get(label) ?? label
  }
}

function freeSymbol(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}${number}`)) number += 1
  return `${wanted}${number}`
}

/** An operand with everything that is known of it. */
export function operandOf(key: string, documents: Documents, symbols: Symbols): Operand {
  const parameter = parameterOf(documents, key)
  if (!parameter) throw new Error(`Estimate ${documents.result.id} has no parameter ${key}.`)
  const { name, value, unit, origin, pointer, text, formula, inputs = [], rule, uncertainty } = parameter
  const assumption = assumptionOf(parameter, documents)
  const why = parameter.why ?? assumption?.why
  return {
    parameter: key,
    symbol: symbols.ofKey(key),
    name,
    kind: labelOf(name),
    value,
    unit,
    ...(uncertainty
      ? {
          lower: uncertainty.lower,
          upper: uncertainty.upper,
          interval: { basis: uncertainty.basis, rule: uncertainty.rule, source: uncertainty.source },
        }
      : {}),
    origin,
    ...(pointer === undefined ? {} : { stated: { pointer, ...(text === undefined ? {} : { text }) } }),
    ...(origin === 'derived'
      ? {
          derived: {
            formula: formula ?? '',
            inputs: inputs.map((input) => ({ parameter: input, symbol: symbols.ofKey(input) })),
            ...(rule ? { rule: { formula: rule.formula, constants: numbersOf(rule.constants) } } : {}),
          },
        }
      : {}),
    ...(parameter.record ? { record: recordOf(parameter, parameter.record) } : {}),
    ...(why === undefined ? {} : { why }),
    ...(assumption?.own ? { own: true as const } : {}),
    ...(assumption?.replaces === undefined ? {} : { replaces: assumption.replaces }),
  }
}

const numbersOf = (constants: object): Record<string, number> =>
  Object.fromEntries(Object.entries(constants).filter(([, value]) => typeof value === 'number'))

/** The same record may stand for two parameters; the one of the same name is meant, where there is one. */
function assumptionOf({ name, record }: ParameterDocument, { result }: Documents) {
  if (!record) return undefined
  const ofRecord = result.assumptions.filter(({ recordId }) => recordId === record.id)
  return ofRecord.find(({ parameter }) => parameter === name) ?? ofRecord[0]
}

function recordOf(
  { value, unit, origin }: ParameterDocument,
  { value: published, unit: publishedUnit, match, ...facts }: NonNullable<ParameterDocument['record']>,
): NonNullable<Operand['record']> {
  const conversion = origin === 'factor' ? conversionOf(published, publishedUnit, value, unit) : undefined
  return {
    ...facts,
    published: { value: published, unit: publishedUnit },
    ...(conversion ? { conversion } : {}),
    match: match ?? null,
  }
}

/** Distance per fuel, which turns round into fuel per distance. */
const DISTANCE_PER_FUEL = /^(mpg|(mile|mi|km)\/(L|l|US gal|imperial gal|gal))/

/** What turns the published number into the one used; nothing where they are the same. */
function conversionOf(published: number | null, publishedUnit: string, used: number, unit: string) {
  if (published === null || published === 0 || used === 0) return undefined
  if (published === used && publishedUnit === unit) return undefined
  const isOver = DISTANCE_PER_FUEL.test(publishedUnit)
  // A gas that its source prints as CO2e was divided by the potential that the source took.
  const byPotential = publishedUnit.includes('CO2e') && /CH4|N2O/.test(unit)
  return {
    operation: isOver ? ('divided' as const) : ('times' as const),
    factor: isOver ? used * published : used / published,
    words: `${publishedUnit} → ${unit}${byPotential ? ', by the warming potential of the source' : ''}`,
  }
}

/** Whom to name and under which licence, for the operands that came from records. */
export function licencesOf(operands: readonly Operand[]): Explanation['licences'] {
  const bySource = new Map<string, Explanation['licences'][number]>()
  for (const { record } of operands) {
    if (!record) continue
    const { sourceId, source, licence, id } = record
    const known = bySource.get(sourceId)
    if (!known) bySource.set(sourceId, { sourceId, source, licence, records: [id] })
    else if (!known.records.includes(id)) known.records.push(id)
  }
  return [...bySource.values()]
}
