import type { Settle } from '../../api/releases/settle-thread.ts'
import { type Target, targetOf } from './target.ts'

/** How often an attack was tried, and how often it found what it must not. */
export interface Outcome {
  readonly tries: number
  readonly recoveries: number
}

/** How far an attack goes. */
export interface Effort {
  /** Of its cases of a kind so many, evenly spread. */
  readonly most: number
  /** Ends with the first case in which something is recovered. */
  readonly isUntilFound: boolean
}

/** All there is to try, as `npm run adversary` does. */
export const WHOLE: Effort = { most: Number.POSITIVE_INFINITY, isUntilFound: false }

/** An attack, against the service as it is and against a build with the protection off. */
export interface Attack {
  readonly suite: string
  readonly name: string
  /** The marks of the design, if the attack is not an exact one. */
  readonly on: (effort?: Effort) => Promise<Outcome>
  readonly off: (effort?: Effort) => Promise<Outcome>
}

/** Runs an attack on a service of its own. */
export const against =
  (attack: (target: Target, effort: Effort) => Promise<Outcome>, settle?: Settle) =>
  async (effort: Effort = WHOLE): Promise<Outcome> => {
    const target = await targetOf(settle)
    try {
      return await attack(target, effort)
    } finally {
      await target.close()
    }
  }

/** Tries cases one after the other, as far as the effort goes, and adds up what came of them. */
export async function inCases<Case>(
  cases: readonly Case[],
  { most, isUntilFound }: Effort,
  tried: (one: Case) => Promise<Outcome>,
): Promise<Outcome> {
  const every = Math.max(1, Math.ceil(cases.length / most))
  let [tries, recoveries] = [0, 0]
  for (const one of cases.filter((_, at) => at % every === 0)) {
    const outcome = await tried(one)
    tries += outcome.tries
    recoveries += outcome.recoveries
    if (isUntilFound && recoveries > 0) break
  }
  return { tries, recoveries }
}

/** Whether two distances are the same to the tenth that was counted. */
export const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 0.05

/** Tries all cases whatever the effort: each is a kind of its own. */
export const inKinds = <Kind>(
  kinds: readonly Kind[],
  effort: Effort,
  tried: (one: Kind) => Promise<Outcome>,
): Promise<Outcome> => inCases(kinds, { ...effort, most: WHOLE.most }, tried)

/** How many of some truths are among what was found, or are differences of two findings. */
export function recoveredOf(truths: readonly number[], found: readonly number[]): Outcome {
  const values = [...new Set(found.map((km) => Math.round(km * 10) / 10))].sort((a, b) => a - b)
  const has = new Set(values.map((km) => Math.round(km * 10)))
  let [tries, recoveries] = [0, 0]
  for (const truth of truths) {
    tries += values.length + 1
    const isFound =
      has.has(Math.round(truth * 10)) || values.some((km) => has.has(Math.round((km + truth) * 10)))
    if (isFound) recoveries += 1
  }
  return { tries, recoveries }
}
