import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Waits until a file, or the names in a folder, survive a loss of power. */
export async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts a whole file in its place: whoever looks finds what was there before, or all of it. */
export async function putInPlace(coming: string, file: string): Promise<void> {
  await synced(coming)
  await rename(coming, file)
  await synced(dirname(file))
}
