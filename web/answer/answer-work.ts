import { formText } from '../form/form-text.ts'
import { isObject } from '../form/to-request.ts'
import { toFragment, type Work } from '../link/work-link.ts'
import { isPartlyKnown, knownRange } from '../numbers/known-range.ts'
import type { Result } from '../service/answer-types.ts'
import { type Asked, codeTexts, estimateWithViews, type ResultWithViews } from '../service/ask.ts'
import type { Language, Speech } from '../words/language.ts'
import type { CodeTexts } from './notices.tsx'

/** What came of the request of a link. */
export type Answered =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'refused'
      readonly faults: readonly { readonly title: string; readonly detail: string }[]
    }
  | {
      readonly kind: 'answered'
      readonly result: ResultWithViews
      /** What was asked in the end: with the set of the link, where the service has it. */
      readonly request: unknown
      readonly texts: CodeTexts
    }

/** Answers a link with the set that it was made with; with the newest where the service does not have that one. */
export async function answerWork({ request, factorSet }: Work, speech: Speech): Promise<Answered> {
  const pinned = withSet(request, factorSet)
  const [first, texts] = await Promise.all([estimateWithViews(pinned), codeTexts(speech.language)])
  if (factorSet !== undefined && isSetUnknown(first)) {
    const free = withSet(request, undefined)
    return answeredBy(await estimateWithViews(free), free, texts, speech)
  }
  return answeredBy(first, pinned, texts, speech)
}

function answeredBy(
  asked: Asked<ResultWithViews>,
  request: unknown,
  texts: CodeTexts,
  speech: Speech,
): Answered {
  if ('gone' in asked) return { kind: 'gone' }
  if ('answer' in asked) return { kind: 'answered', result: asked.answer, request, texts }
  const { errors = [], detail } = asked.problem
  if (errors.length === 0) return { kind: 'refused', faults: [{ title: '', detail }] }
  return {
    kind: 'refused',
    faults: errors.map((fault) => ({
      title: `${texts[fault.code]?.title ?? fault.code}.`,
      detail: formText(fault.detail, speech, request, 'pointer' in fault ? String(fault.pointer) : undefined),
    })),
  }
}

const isSetUnknown = (asked: Asked<unknown>): boolean =>
  'problem' in asked && asked.problem.type.endsWith('#unknown-factor-set')

/** A request that names a set, or none. */
export function withSet(request: unknown, set: string | undefined): unknown {
  if (typeof request !== 'object' || request === null) return request
  const { factorSet: _, ...others } = request as Readonly<Record<string, unknown>>
  return set === undefined ? others : { ...others, factorSet: set }
}

/** The work of an answer, as a link keeps it: with what made it, and what it was. */
export function workOf(request: unknown, result: Result): Work {
  const known = knownRange(result.totals.co2e)
  return {
    request: withSet(request, undefined),
    factorSet: result.factorSet.id,
    methodVersion: result.methodVersion,
    ...(known
      ? {
          total: {
            value: short(known.value),
            ...(known.lower === undefined ? {} : { lower: short(known.lower) }),
            ...(known.upper === undefined ? {} : { upper: short(known.upper) }),
            ...(isPartlyKnown(result.totals.co2e) ? { isPart: true } : {}),
          },
        }
      : {}),
  }
}

/** Where measures are tried on an answer: of the request and set that made it, or of a saved one by its id. */
export const whatIfAt = (work: Work, language: Language): string => {
  const { total: _, ...base } = work
  return `/s/?lang=${language}#${toFragment(base)}`
}

/** Where the same request is answered with its range simulated: for wide ranges that is the better method. */
export function simulateAt(request: unknown, language: Language): string {
  const asked = isObject(request) ? request : {}
  const stated = isObject(asked['uncertainty']) ? asked['uncertainty'] : {}
  const simulated = { ...asked, uncertainty: { ...stated, method: 'monte-carlo' } }
  return `/answer?lang=${language}#${toFragment({ request: simulated })}`
}

/** More digits than are ever shown would make the link longer for nothing. */
const short = (value: number): number => Number(value.toPrecision(6))
