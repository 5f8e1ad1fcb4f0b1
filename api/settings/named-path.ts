import { statSync } from 'node:fs'

/** What lies under a path that a setting names. A path that cannot be looked up, such as one below a file, is of another kind. */
export function kindOf(path: string): 'folder' | 'file' | 'nothing' | 'other' {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return 'nothing'
    if (found.isDirectory()) return 'folder'
    return found.isFile() ? 'file' : 'other'
  } catch {
    return 'other'
  }
}
