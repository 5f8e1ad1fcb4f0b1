import type { EstimateContext } from './context.ts'
import type { EstimateLine } from './line.ts'

/** The keys of every parameter that a figure of a line follows from. */
export function usedKeys(
  { parameters, actsByAbsence }: EstimateContext,
  lines: readonly EstimateLine[],
): ReadonlySet<string> {
  const used = new Set<string>()
  const use = (key: string): void => {
    if (used.has(key)) return
    used.add(key)
    for (const input of parameters.get(key)?.inputs ?? []) use(input)
  }
  for (const key of actsByAbsence) use(key)
  for (const { products } of lines)
    for (const { terms } of products) for (const { parameter } of terms) use(parameter.key)
  return used
}
