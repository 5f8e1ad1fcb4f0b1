import type { CityYears } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'

/** What moved from one year to the next, and is no traffic. */
type MarkKind = 'method' | 'set' | 'source' | 'boundary' | 'coverage'

/** A year as it was stated or given out, before all were put on one basis. */
export interface StatedAs {
  readonly allocation?: string | undefined
  readonly methodVersion?: string | undefined
  readonly factorSet?: string | undefined
}

interface YearMark {
  readonly after: number
  readonly kinds: readonly MarkKind[]
  /** The line cannot cross it: the figures of both sides are not alike even on one basis. */
  readonly isGap: boolean
}

/** @param stated each year as it was stated, in the order of the years */
export function marksOf({ years, breaks }: CityYears, stated: readonly StatedAs[]): readonly YearMark[] {
  return years.slice(1).flatMap((after, index): YearMark[] => {
    const before = years[index]
    const [from, to] = [stated[index] ?? {}, stated[index + 1] ?? {}]
    const moved = (field: keyof StatedAs): boolean =>
      from[field] !== undefined && to[field] !== undefined && from[field] !== to[field]
    const isBroken = breaks.some((one) => one.after === after.year)
    const isCountedOtherwise = before !== undefined && countedIn(before) !== countedIn(after)
    const kinds: readonly MarkKind[] = [
      ...(moved('methodVersion') ? ['method' as const] : []),
      ...(moved('factorSet') ? ['set' as const] : []),
      ...(isBroken ? ['source' as const] : []),
      ...(moved('allocation') ? ['boundary' as const] : []),
      ...(isCountedOtherwise ? ['coverage' as const] : []),
    ]
    return kinds.length > 0 ? [{ after: after.year, kinds, isGap: isBroken || isCountedOtherwise }] : []
  })
}

/** Parts without which a year is no like of one that has them; a mode that came is a change of traffic. */
const WEIGHTY =
  /^(?:vans|trucks|rigid-trucks|articulated-trucks|freight|waterborne|cargo|aviation|flights|air-freight|off-road|other-traffic|flow-)/

/** What a year counts, as one text that is the same where the same is counted. */
const countedIn = ({ coverage }: CityYears['years'][number]): string =>
  [
    ...coverage.includes
      .filter(({ part }) => part === 'travel' || part === 'flow')
      .map(({ part, code }) => `${part}/${code}`),
    ...coverage.missing.map(({ code }) => `- ${code}`).filter((code) => WEIGHTY.test(code.slice(2))),
  ]
    .sort()
    .join(' ')

export const markWords = ({ kinds }: YearMark, { say, language }: Speech): string =>
  kinds.map((kind) => say(`years.mark.${kind}` as WordKey)).join(language === 'zh' ? '、' : ', ')
