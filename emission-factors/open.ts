import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileFactorSet, type FactorSet } from './domain.ts'
import { contentOf, loadFactorSet, proveSetFiles, readSetFiles, sha256 } from './load.ts'
import { type PackedSet, packSet, unpackSet } from './packed-set.ts'
import { listSeries } from './series.ts'

/** Beside the built service; sources have none, and read the tables of a set. */
const PACKED = join(import.meta.dirname, 'packed-sets')

/** What is packed, by the digest of the set. */
type Packed = Readonly<Record<string, { readonly file: string; readonly digest: string }>>

/**
 * A released set ready for look-ups. Its files are proved against their digests; its rows are then read from what the
 * build packed of this very set, or from its tables where there is nothing packed.
 *
 * @param folder the folder of one set, holding `set.json`
 * @throws {Error} naming the file that is missing, altered or unreadable
 */
export function openFactorSet(folder: string, packedFolder = PACKED): FactorSet {
  const { digest } = proveSetFiles(folder)
  const packed = readPacked(packedFolder, digest)
  return packed ? unpackSet(packed) : compileFactorSet(loadFactorSet(folder))
}

function readPacked(folder: string, digest: string): PackedSet | undefined {
  const list = join(folder, 'list.json')
  if (!existsSync(list)) return undefined
  const packed = (JSON.parse(readFileSync(list, 'utf8')) as Packed)[digest]
  if (!packed) return undefined
  const path = join(folder, packed.file)
  const content = readFileSync(path)
  const actual = sha256(content)
  if (actual !== packed.digest)
    throw new Error(
      `${path}: altered; its digest is ${actual} and list.json states ${packed.digest}. Build again.`,
    )
  return JSON.parse(content.toString('latin1')) as PackedSet
}

/** Packs the sets of some folders; the build does so. */
export function writePacked(folders: readonly string[], packedFolder: string): void {
  mkdirSync(packedFolder, { recursive: true })
  const packed = folders.map((folder) => {
    const { header, texts } = readSetFiles(folder)
    const content = contentOf(header, texts)
    const file = `${content.id}.json`
    const text = asciiOf(JSON.stringify(packSet(content, listSeries(texts))))
    writeFileSync(join(packedFolder, file), text)
    return [content.digest, { file, digest: sha256(text) }] as const
  })
  writeFileSync(join(packedFolder, 'list.json'), JSON.stringify(Object.fromEntries(packed)))
}

/** The same JSON without a character beyond ASCII: text of one byte a character is read in half the time. */
const asciiOf = (json: string): string =>
  json.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
