import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isOther } from './own-folder.ts'

/**
 * Gives what root made in the data folder of a service to its user, who could not write it otherwise, nor start.
 *
 * @param more files elsewhere that the service writes too
 */
export function handOver(folder: string, ...more: readonly string[]): void {
  if (process.geteuid?.() !== 0) return
  const owner = lstatSync(folder, { throwIfNoEntry: false })
  if (!owner?.isDirectory() || owner.uid === 0) return
  const own = readdirSync(folder)
    .filter((name) => !isOther(name))
    .map((name) => join(folder, name))
  for (const path of [...own, ...more]) give(path, owner)
}

/** Never what a link leads to: whoever owns the folder could make one. */
function give(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (found.isDirectory()) for (const name of readdirSync(path)) give(join(path, name), { uid, gid })
  if (found.uid === 0) lchownSync(path, uid, gid)
}
