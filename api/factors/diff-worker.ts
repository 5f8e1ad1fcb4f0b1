import { type FactorSets, openFactorSets } from '../sets/factor-sets.ts'
import { answerDiff, type DiffAnswer, type DiffTask } from './diff-task.ts'

/** Where the sets of a thread lie. */
export interface SetFolders {
  readonly factorSetsFolder: string
  readonly overlaysFolder?: string | undefined
}

/** What is asked of two sets, and where they lie. */
export interface SetsTask {
  readonly folders: SetFolders
  readonly task: DiffTask
}

let opened: FactorSets | undefined

/** The work of a thread: plain data in, plain data out. It opens the sets itself and keeps them until it ends. */
export function diffTask({ folders, task }: SetsTask): DiffAnswer {
  opened ??= openFactorSets(folders.factorSetsFolder, folders.overlaysFolder)
  return answerDiff(task, opened)
}
