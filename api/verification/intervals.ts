import type { ResultDocument } from '../estimate/document-schema.ts'
import { Comparison, type Made } from './comparison.ts'

type Path = readonly (string | number)[]

/** Every lower end with an upper one that is not below it. */
export function intervals(document: ResultDocument): Made {
  const comparison = new Comparison('intervals', document)
  for (const [section, part] of Object.entries(document))
    if (section === 'totals' || section.startsWith('by') || section === 'lines' || section === 'parameters')
      intervalsIn(comparison, part, [section])
  return comparison.made()
}

/** No part of a result lies deeper: lines, products, figure. */
const DEEPEST = 8

function intervalsIn(comparison: Comparison, part: unknown, path: Path): void {
  if (typeof part !== 'object' || part === null || path.length > DEEPEST) return
  if (Array.isArray(part)) {
    for (const [index, item] of part.entries()) intervalsIn(comparison, item, [...path, index])
    return
  }
  const { lower, upper, co2eLowerKg, co2eUpperKg } = part as Record<string, unknown>
  orderly(comparison, path, lower, upper, ['lower', 'upper'])
  orderly(comparison, path, co2eLowerKg, co2eUpperKg, ['co2eLowerKg', 'co2eUpperKg'])
  for (const [name, inner] of Object.entries(part))
    if (name !== 'distribution' && name !== 'rule' && name !== 'record')
      intervalsIn(comparison, inner, [...path, name])
}

function orderly(
  comparison: Comparison,
  path: Path,
  lower: unknown,
  upper: unknown,
  [low, high]: readonly [string, string],
): void {
  if (lower === undefined && upper === undefined) return
  const areOrdered = typeof lower === 'number' && typeof upper === 'number' && lower <= upper
  const place = lower === undefined ? high : low
  comparison.holds([...path, place], areOrdered, lower ?? upper, `No ${high} that is at least ${low}.`)
}
