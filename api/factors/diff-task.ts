import { EstimateRefused, type Refusal } from '../../src/index.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { pageOf } from '../http/page-answer.ts'
import { Failure, type Fault } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { toDiffView } from './diff-answer.ts'
import { diffCsv, setChangeCsv } from './diff-csv.ts'
import type { DiffSearch, FactorSetDiffView } from './diff-schema.ts'
import { changeBetween } from './set-change.ts'
import { toSetChangeView } from './set-change-answer.ts'

/** What is asked of two sets: plain data, which a thread can take. */
export interface DiffTask {
  readonly before: string
  readonly after: string
  readonly search: DiffSearch
  /** The request of an estimate whose change is to be explained. */
  readonly request?: EstimateRequest
  readonly as:
    | { readonly format: 'json'; readonly limit: number; readonly after?: string | undefined }
    | { readonly format: 'csv' }
}

/** The answer, or why there is none; an error would lose its class between threads. */
export type DiffAnswer =
  | { readonly view: FactorSetDiffView }
  | { readonly csv: Uint8Array }
  | { readonly faults: readonly Fault[] }
  | { readonly refusals: readonly Refusal[] }

/** Where two sets are compared: here, or in another thread. */
export type DiffSets = (task: DiffTask) => Promise<DiffAnswer>

/** Compares where it is called. */
export const diffHere =
  (factorSets: FactorSets): DiffSets =>
  async (task) =>
    answerDiff(task, factorSets)

/** The work itself. It takes seconds: sets have a hundred thousand records. */
export function answerDiff(
  { before, after, search, request, as }: DiffTask,
  factorSets: FactorSets,
): DiffAnswer {
  try {
    const [was, is] = [factorSets.get(before), factorSets.get(after)]
    const change = request && toSetChangeView(changeBetween(request, before, after, factorSets))
    if (as.format === 'csv' && change) return { csv: new TextEncoder().encode(setChangeCsv(change)) }
    const found = toDiffView(was, is, search)
    if (as.format === 'csv')
      return { csv: new TextEncoder().encode(diffCsv(found.items.map((one) => one.view()))) }
    const { items, ...more } = pageOf(found.items, as)
    return {
      view: {
        ...found,
        total: found.items.length,
        items: items.map((one) => one.view()),
        ...more,
        ...(change ? { estimate: change } : {}),
      },
    }
  } catch (error) {
    if (error instanceof EstimateRefused) return { refusals: error.refusals }
    if (error instanceof Failure && error.faults.length > 0) return { faults: error.faults }
    throw error
  }
}
