import type { Simulate } from './simulate.ts'
import type { WorkOut } from './work-out.ts'

interface Drawing {
  readonly simulate: Simulate
  readonly workOut: WorkOut
}

/** The same drawing, with how many draws it made. */
export function countedDraws({ simulate, workOut }: Drawing): Drawing & { draws(): number } {
  let draws = 0
  return {
    simulate: async (task) => {
      const drawn = await simulate(task)
      draws += task.options.draws
      return drawn
    },
    workOut: async (work) => {
      const findings = await workOut(work)
      draws += work.draws ?? 0
      return findings
    },
    draws: () => draws,
  }
}
