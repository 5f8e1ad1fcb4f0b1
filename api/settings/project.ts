import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the project lies and which version it is, from its own package.json. */
export interface Project {
  readonly folder: string
  readonly version: string
}

/**
 * The project that `from` lies in: the next folder up with the package.json named `cordon`. The same from source
 * and from `dist/`.
 *
 * @throws if there is none
 */
export function getProject(from: string = import.meta.dirname): Project {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }
      if (name === 'cordon') return { folder, version: version ?? '0.0.0' }
    }
    if (dirname(folder) === folder) throw new Error('The package.json of cordon was not found.')
  }
}
