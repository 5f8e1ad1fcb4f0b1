import type { EstimateResult, LinesView } from '../estimate/result-schema.ts'
import type { SavedEstimate } from '../store/store.ts'
import type { Documents, ResultDocument } from './document-schema.ts'
import { explain } from './explain.ts'
import { figureAt } from './figure-address.ts'
import { DEFAULT_FIGURE, type Explanation } from './schema.ts'

type LineDocuments = Omit<Documents, 'result'>

/**
 * Where a figure of a result comes from; the same from HTTP and from a shell.
 *
 * @param address see {@link figureAt}
 * @throws {Failure} if the result has no such figure
 */
export function explanationOf(
  result: ResultDocument,
  { lines, parameters, gwpParameters }: LineDocuments,
  address: string = DEFAULT_FIGURE,
): Explanation {
  const documents = { result, lines, parameters, gwpParameters }
  return explain(figureAt(address, documents), documents)
}

/** Where a figure of a saved estimate comes from, as it was given out. */
export const savedExplanation = ({ result, lines }: SavedEstimate, address: string): Explanation =>
  explanationOf(JSON.parse(result) as EstimateResult, JSON.parse(lines) as LinesView, address)
