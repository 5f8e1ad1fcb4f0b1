import type {
  Boundaries,
  Explanation,
  FactorDetail,
  FactorPage,
  FactorSetDiff,
  Inventory,
  LeverList,
  Problem,
  Result,
  Scenario,
} from './answer-types.ts'
import { askForKey, keptKey, withKey } from './kept-key.ts'

/** What the service said: the answer, what is wrong with the question, or nothing at all. */
export type Asked<Answer> =
  | { readonly answer: Answer }
  | { readonly problem: Problem }
  | { readonly gone: true }

/** Asks the service; an address that it does not answer at all is told apart from one that it refuses. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Asked<Answer>> {
  let response: Response
  try {
    let key = keptKey()
    response = await fetch(path, withKey(init))
    while (response.status === 401) {
      const asked = await askForKey(key)
      if (asked === 'none') break
      key = keptKey()
      response = await fetch(path, withKey(init))
      // Who has no other key was asked a moment ago.
      if (asked === 'forgotten') break
    }
  } catch (error) {
    if (init.signal?.aborted) throw error
    return { gone: true }
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (body === undefined) return { gone: true }
  return response.ok ? { answer: body as Answer } : { problem: body as Problem }
}

const posted = (request: unknown, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(request),
  ...(signal ? { signal } : {}),
})

/** An estimate of a request; nothing is kept. */
export const estimate = (request: unknown, signal?: AbortSignal): Promise<Asked<Result>> =>
  ask('/v1/estimates', posted(request, signal))

export type ResultWithViews = Result & { readonly boundaries: Boundaries; readonly inventory: Inventory }

export const estimateWithViews = (request: unknown): Promise<Asked<ResultWithViews>> =>
  ask('/v1/estimates?include=boundaries,inventory', posted(request))

/** Keeps the estimate. */
export const save = (request: unknown): Promise<Asked<Result>> =>
  ask('/v1/estimates?save=true', posted(request))

/** Where a figure of an answer that is not saved comes from. */
export async function explainUnsaved(request: unknown, figure: string): Promise<Asked<Explanation>> {
  const query = new URLSearchParams({ include: 'explanation', figure })
  const asked = await ask<{ explanation: Explanation }>(`/v1/estimates?${query}`, posted(request))
  return 'answer' in asked ? { answer: asked.answer.explanation } : asked
}

export const explainSaved = (id: string, figure: string): Promise<Asked<Explanation>> =>
  ask(`/v1/estimates/${id}/explanation?${new URLSearchParams({ figure })}`, {})

interface CodeText {
  readonly id: string
  readonly title: string
  readonly advice?: string
}

/** What notices and refusals say, and what to do about each, by code, in a language. */
export async function codeTexts(language: string): Promise<Readonly<Record<string, CodeText>>> {
  const asked = await ask<{ notices: readonly CodeText[]; refusals: readonly CodeText[] }>(
    `/v1/vocabulary?${new URLSearchParams({ lang: language })}`,
    {},
  )
  if (!('answer' in asked)) return {}
  return Object.fromEntries([...asked.answer.refusals, ...asked.answer.notices].map((one) => [one.id, one]))
}

/** An example of the project. */
export const example = (name: string): Promise<Asked<Record<string, unknown>>> =>
  ask(`/examples/${name}.json`, {})

/** A saved estimate as it was given out, with its request. */
export const savedEstimate = (id: string): Promise<Asked<Result>> =>
  ask(`/v1/estimates/${encodeURIComponent(id)}`, {})

const ofSet = (set: string): string => `/v1/factor-sets/${encodeURIComponent(set)}`

/** The newest set of the service; undefined where it does not say. */
export async function newestSet(): Promise<string | undefined> {
  const asked = await ask<{ items: readonly { id: string; newest: boolean }[] }>('/v1/factor-sets', {})
  return 'answer' in asked ? asked.answer.items.find(({ newest }) => newest)?.id : undefined
}

/** Records of a set that fit a search. */
export const findFactors = (
  set: string,
  search: URLSearchParams,
  signal?: AbortSignal,
): Promise<Asked<FactorPage>> => ask(`${ofSet(set)}/factors?${search}`, signal ? { signal } : {})

/** One record of a set, and what others say of the same thing. */
export const factorOf = (set: string, id: string): Promise<Asked<FactorDetail>> =>
  ask(`${ofSet(set)}/factors/${encodeURIComponent(id)}`, {})

/** What differs between two sets. */
export const differencesOf = (
  before: string,
  after: string,
  search: URLSearchParams,
): Promise<Asked<FactorSetDiff>> => ask(`${ofSet(before)}/diff/${encodeURIComponent(after)}?${search}`, {})

/** What levers change of a base year; nothing is kept. */
export const scenario = (body: unknown): Promise<Asked<Scenario>> => ask('/v1/scenarios', posted(body))

/** Kinds of levers with their bounds, and what was found of such measures. */
export const leverList = (): Promise<Asked<LeverList>> => ask('/v1/scenario-levers', {})
