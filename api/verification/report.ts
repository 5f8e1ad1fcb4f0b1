import { type FactorSet, METHOD_VERSION } from '../../src/index.ts'
import { MAX_DIFFERENCES, type Made } from './comparison.ts'
import type { Outcome, Verification } from './schema.ts'

/** What every document says of how it was made. */
export interface VerifiedDocument {
  readonly methodVersion: string
  readonly factorSet: { readonly id: string; readonly digest: string }
}

/** The report of what was checked. */
export function reportOf(
  document: VerifiedDocument,
  arithmetic: readonly Made[],
  setCheck: Made,
  replayed: Made,
  set: FactorSet | undefined,
): Verification {
  const made = [...arithmetic, setCheck, replayed]
  return {
    outcome: outcomeOf(document, arithmetic, setCheck, replayed),
    methodVersion: { document: document.methodVersion, service: METHOD_VERSION },
    factorSet: {
      id: document.factorSet.id,
      digest: { document: document.factorSet.digest, service: set?.content.digest ?? null },
    },
    checks: made.map(({ check }) => check),
    differences: made.flatMap(({ differences }) => differences).slice(0, MAX_DIFFERENCES),
    differenceCount: made.reduce((sum, { count }) => sum + count, 0),
    texts: made.flatMap(({ texts }) => texts).slice(0, MAX_DIFFERENCES),
    textCount: made.reduce((sum, { textCount }) => sum + textCount, 0),
  }
}

function outcomeOf(
  { methodVersion }: VerifiedDocument,
  arithmetic: readonly Made[],
  setCheck: Made,
  replay: Made,
): Outcome {
  if (methodVersion !== METHOD_VERSION) return 'other-method'
  if ([...arithmetic, replay].some(({ count }) => count > 0)) return 'differs'
  if (setCheck.check.passed !== true) return 'set-not-available'
  return replay.check.passed === true ? 'equal' : 'not-replayable'
}
