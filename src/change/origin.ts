import type { Estimate } from '../estimate/estimate.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { AnyRecord } from '../factors/record.ts'

/** Gives the records behind a parameter of an estimate. */
export type OriginsOf = (parameter: Parameter) => readonly AnyRecord[]

/** A derived parameter has the records of its inputs too. */
export function originsIn({ assumptions, parameters }: Estimate): OriginsOf {
  const taken = new Map(assumptions.map(({ parameter, record }) => [parameter.key, record]))
  const gather = (parameter: Parameter, records: Map<string, AnyRecord>, seen: Set<string>): void => {
    if (seen.has(parameter.key)) return
    seen.add(parameter.key)
    const record = taken.get(parameter.key)
    if (record) records.set(record.id, record)
    for (const key of parameter.inputs ?? []) {
      const input = parameters.get(key)
      if (input) gather(input, records, seen)
    }
  }
  return (parameter) => {
    const records = new Map<string, AnyRecord>()
    gather(parameter, records, new Set())
    return [...records.values()]
  }
}

/** The records of each side that the other lacks, or has with different content. */
export function listDifferences(
  before: readonly AnyRecord[],
  after: readonly AnyRecord[],
): { readonly before: readonly AnyRecord[]; readonly after: readonly AnyRecord[] } {
  const lacking = (some: readonly AnyRecord[], others: readonly AnyRecord[]): readonly AnyRecord[] => {
    const known = new Set(others.map((record) => JSON.stringify(record)))
    return some.filter((record) => !known.has(JSON.stringify(record)))
  }
  return { before: lacking(before, after), after: lacking(after, before) }
}

/** The records behind some parameters, each once. */
export function recordsOf(parameters: readonly Parameter[], originsOf: OriginsOf): readonly AnyRecord[] {
  const once = new Map(parameters.map((parameter) => [parameter.key, parameter]))
  const records = [...once.values()].flatMap((parameter) => originsOf(parameter))
  return [...new Map(records.map((record) => [record.id, record])).values()]
}
