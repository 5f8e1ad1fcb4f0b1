import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where released sets lie. */
export const SETS = fileURLToPath(new URL('../../emission-factors/sets', import.meta.url))

/** The set under test. */
export const FOLDER = join(SETS, '2026.1')

/** Runs `use` on a copy of the set that may be spoilt. */
export function onCopy(use: (folder: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'factor-set-'))
  try {
    const folder = join(root, '2026.1')
    cpSync(FOLDER, folder, { recursive: true })
    use(folder)
  } finally {
    rmSync(root, { recursive: true })
  }
}
