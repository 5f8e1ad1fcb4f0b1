import type { CodeTexts } from '../answer/notices.tsx'
import { isObject } from '../form/to-request.ts'
import type { Fault } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { isInYears, settingText } from './lever-text.ts'
import { type Kind, LAST_YEAR, type LeverKind } from './work.ts'

interface Asked {
  readonly body: Readonly<Record<string, unknown>>
  readonly kinds: readonly Kind[]
  readonly baseYear: number
  readonly until: number
  readonly texts: CodeTexts
}

/** What the page says of a fault at a field; what it has no words for, the service says. */
export function faultWords(
  { body, kinds, baseYear, until, texts }: Asked,
  speech: Speech,
): (fault: Fault) => string {
  const { say } = speech
  const levers: readonly unknown[] = Array.isArray(body['levers']) ? body['levers'] : []
  const kindAt = (index: string | undefined): Kind | undefined => {
    const lever = levers[Number(index)]
    return isObject(lever) ? kinds.find(({ kind }) => kind === lever['kind']) : undefined
  }
  return ({ code, detail, pointer = '' }) => {
    const [, index, part = ''] = /^\/levers\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? []
    const kind = kindAt(index)
    const lever = levers[Number(index)]
    if (kind && part === 'size' && (code === 'lever-out-of-range' || code === 'quantity-out-of-range')) {
      const isYears = isInYears(kind.kind as LeverKind)
      const most = kind.kind === 'mode-shift' && isObject(lever) && 'mode' in lever ? 1 : kind.most
      return say('fault.size', {
        least: settingText(Math.max(isYears ? kind.least : 0, 0), isYears, speech),
        most: settingText(most, isYears, speech),
      })
    }
    if (part === 'from' || part === 'to') return say('fault.years', { first: baseYear + 1, last: until })
    if (part === 'zoneShare') return say('fault.zone', { most: settingText(1, false, speech) })
    if (part === 'change')
      return say('fault.change', {
        least: settingText(-0.5, false, speech),
        most: settingText(1, false, speech),
      })
    if (code === 'lever-overlap') return say('fault.overlap')
    if (code === 'shares-leave-nothing') return say('fault.shares', { whole: settingText(1, false, speech) })
    if (code === 'effect-counted-twice') return say('fault.twice')
    if (code === 'horizon-invalid' && pointer === '/until')
      return say('fault.until', { first: baseYear + 1, last: LAST_YEAR })
    if (code === 'target-not-ahead') return say('fault.target-year', { first: baseYear + 1, last: until })
    if (pointer.endsWith('/reduction')) return say('fault.reduction', { most: settingText(1, false, speech) })
    if (pointer.endsWith('/budget')) return say('fault.budget')
    const title = texts[code]?.title
    return title === undefined ? detail : `${title}. ${detail}`
  }
}
