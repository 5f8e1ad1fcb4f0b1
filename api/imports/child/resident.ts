import { readFile } from 'node:fs/promises'

const PAGE_BYTES = 4096

/** Memory of a process that is in use; undefined if it has ended, or if the system does not tell. */
export async function findResidentBytes(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '')
  const pages = Number(text.split(' ')[1])
  return Number.isFinite(pages) ? pages * PAGE_BYTES : undefined
}
