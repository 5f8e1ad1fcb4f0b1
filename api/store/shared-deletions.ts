import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { type Deletion, type DeletionList, notedReleasesIn, openDeletionList } from './deletion-list.ts'
import { makeFolder } from './own-folder.ts'

/**
 * Opens the lists of several processes: each writes one of its own, beside the file that a setting names, and reads all.
 * Two that wrote one file would break each other's lines. The folder is made if it is missing.
 *
 * @returns the own list, and what all hold of releases
 * @throws {StoreRefused} if the folder cannot be written, or if a list cannot be read
 */
export async function openSharedDeletions(
  file: string,
): Promise<{ readonly list: DeletionList; readonly noted: readonly Deletion[] }> {
  const [folder, end] = [dirname(file), extname(file)]
  const stem = basename(file, end)
  makeFolder(folder)
  const at = new Date().toISOString().replaceAll(/[:.]/g, '')
  const list = await openDeletionList(join(folder, `${stem}-${at}-${randomUUID().slice(0, 8)}${end}`))
  return {
    list,
    noted: readdirSync(folder)
      .filter((name) => name === basename(file) || (name.startsWith(`${stem}-`) && name.endsWith(end)))
      .toSorted()
      .flatMap((name) => notedReleasesIn(join(folder, name))),
  }
}
