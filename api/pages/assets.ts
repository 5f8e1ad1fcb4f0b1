import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getProject } from '../settings/project.ts'

/** What a page loads, by its address. */
export interface WebAssets {
  readonly script: string | undefined
  readonly styles: readonly string[]
  /** The script of the words of each language. */
  readonly words: Readonly<Record<string, string>>
  /** The bytes and the media type of each file, by its name. */
  readonly files: ReadonlyMap<string, { readonly bytes: Buffer; readonly type: string }>
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json; charset=utf-8',
}

/** Files of a page that was not built: its text can be read all the same. */
const NOT_BUILT: WebAssets = { script: undefined, styles: [], words: {}, files: new Map() }

/** Reads what the build made of `web`: `entry.json` and the files that it names. A page is small, so it is kept. */
export async function readWebAssets(): Promise<WebAssets> {
  const folder = join(getProject().folder, 'dist', 'web')
  const entry = join(folder, 'entry.json')
  if (!existsSync(entry)) return NOT_BUILT
  const { script, styles, words } = JSON.parse(readFileSync(entry, 'utf8')) as {
    script: string
    styles: string[]
    words: Record<string, string>
  }
  const files = new Map<string, { bytes: Buffer; type: string }>()
  for (const name of await readdir(folder)) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    if (type) files.set(name, { bytes: await readFile(join(folder, name)), type })
  }
  return {
    script: addressOf(script),
    styles: styles.map(addressOf),
    words: Object.fromEntries(Object.entries(words).map(([language, name]) => [language, addressOf(name)])),
    files,
  }
}

const addressOf = (name: string): string => `/assets/${name}`
