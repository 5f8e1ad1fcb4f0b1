import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreRefused } from './store-refused.ts'

const DATA = 'cordon.duckdb'
/** What processes and their operators leave in a data folder. */
const OURS =
  /^(cordon\.duckdb.*|.*\.jsonl|.*\.cordon-backup|room\.probe|staging|orders|moving|spilled-.*|process-.*)$/
/** What a process empties when it starts, or when it ends. */
const EMPTIED = /^(staging|orders|spilled-.*)$/
/** What file systems and shells put into any folder. */
const ANYWHERE = /^(lost\+found|\..*)$/

/**
 * Makes a folder, with those above it, for its user alone. Node's own way tries for ever where the folder above takes none, as
 * in `/proc`.
 *
 * @param refusal what to say if there is none afterwards, by the code of the system
 * @throws {StoreRefused} then
 */
export function makeFolder(folder: string, refusal?: (code: string | undefined) => string): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder && !isFolder(above)) makeFolder(above, refusal)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (isFolder(folder)) return
    const { code } = error as NodeJS.ErrnoException
    throw new StoreRefused(refusal?.(code) ?? `The folder ${folder} cannot be made (${code}).`, {
      cause: error,
    })
  }
}

/**
 * Makes a data folder if it is missing. A data folder is closed to others and emptied of what a process left there, so one that
 * holds other folders is not taken for it; single files, such as requests, may lie beside the data.
 *
 * @throws {StoreRefused} if it cannot be made, or if it holds other things, or a part of data, and no data
 */
export function makeOwnFolder(folder: string): void {
  makeFolder(folder, (code) => `The data folder ${folder} cannot be used: it cannot be made (${code}).`)
  if (existsSync(join(folder, DATA))) return
  const names = readdirSync(folder)
  const other = strangeIn(folder, names)
  if (other !== undefined)
    throw new StoreRefused(
      `The folder ${folder} has no data of Cordon, but other things, such as ${other}. Name an empty folder or a new one.`,
    )
  const part = names.find((name) => name.startsWith(DATA))
  if (part !== undefined)
    throw new StoreRefused(
      `The folder ${folder} has ${part}, but no ${DATA}: a restore or a move was broken off, or the file was taken away. Do that again, put it back, or name an empty folder.`,
    )
}

/** A folder of somebody else's, or one that would be emptied beside somebody else's files. */
function strangeIn(folder: string, names: readonly string[]): string | undefined {
  const others = names.filter(isOther)
  return (
    others.find((name) => isFolder(join(folder, name))) ??
    (others.length > 0 ? names.find((name) => EMPTIED.test(name)) : undefined)
  )
}

/** Whether nothing of ours leaves a thing of such a name in a data folder. */
export const isOther = (name: string): boolean => !OURS.test(name) && !ANYWHERE.test(name)

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
