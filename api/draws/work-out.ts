import { isLongWork, type ScenarioFindings, type ScenarioWork, workOut } from '../../src/index.ts'

/** Where a scenario is worked out: here, or in another thread. */
export type WorkOut = (work: ScenarioWork) => Promise<ScenarioFindings>

/** Works out where it is called: for a shell, which has nothing else to do. */
export const workOutHere: WorkOut = async (work) => workOut(work)

/** Long work there, short work here, where it is done sooner than it is handed over. */
export const longWork =
  (there: WorkOut): WorkOut =>
  (work) =>
    isLongWork(work) ? there(work) : workOutHere(work)
