import type { Settle } from '../../api/releases/settle-thread.ts'
import { type Target, targetOf } from './target.ts'

/** How often an attack was tried, and how often it found what it must not. */
export interface Outcome {
  readonly tries: number
  readonly recoveries: number
}

/** An attack, against the service as it is and against a build with the protection off. */
export interface Attack {
  readonly suite: string
  readonly name: string
  /** The marks of the design, if the attack is not an exact one. */
  readonly on: () => Promise<Outcome>
  readonly off: () => Promise<Outcome>
}

/** Runs an attack on a service of its own. */
export const against =
  (attack: (target: Target) => Promise<Outcome>, settle?: Settle) => async (): Promise<Outcome> => {
    const target = await targetOf(settle)
    try {
      return await attack(target)
    } finally {
      await target.close()
    }
  }

/** Whether two distances are the same to the tenth that was counted. */
export const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 0.05

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
