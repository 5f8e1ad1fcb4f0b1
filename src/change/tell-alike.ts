import type { LinePlan } from './line-amounts.ts'
import type { Factors } from './line-parts.ts'

/** A link that is told with another: unlike nothing at all, it is 1. */
const TOLD_ELSEWHERE: Factors = Object.freeze([])

/**
 * Lines whose links both sides tell alike. Where one side takes a level or a curve and the other a figure that holds its driving and
 * its weather, such as a stated intensity, what these do is a part of the intensity on both; so is what a litre holds where one side
 * has litres and the other energy.
 */
export function tellAlike(sides: readonly (readonly LinePlan[])[]): readonly (readonly LinePlan[])[] {
  const figures = new Map<number, Set<string>>()
  const units = new Map<number, Set<string>>()
  for (const { parts, nodes } of sides.flat()) {
    if (parts.emissions.length === 0) continue
    note(figures, nodes.vehicle, parts.figure)
    if (parts.energy) note(units, nodes.vehicle, parts.contentUnit)
  }
  const differ = (found: ReadonlyMap<number, ReadonlySet<string>>, at: number): boolean =>
    (found.get(at)?.size ?? 0) > 1
  return sides.map((lines) =>
    lines.map((line): LinePlan => {
      const { parts, nodes, form } = line
      if (form.distance === undefined) return line
      const driving = differ(figures, nodes.vehicle) && {
        speed: TOLD_ELSEWHERE,
        season: TOLD_ELSEWHERE,
        emissions: parts.emissions.map((emission) => ({ ...emission, speed: TOLD_ELSEWHERE })),
      }
      const content = differ(units, nodes.vehicle) && { content: TOLD_ELSEWHERE }
      return driving || content ? { ...line, parts: { ...parts, ...driving, ...content } } : line
    }),
  )
}

function note(found: Map<number, Set<string>>, at: number, name: string): void {
  const known = found.get(at)
  if (known) known.add(name)
  else found.set(at, new Set([name]))
}
