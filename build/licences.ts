import { readFileSync } from 'node:fs'

/** Licences that ask for their notice and nothing of who uses the service. */
const SHIPPED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  // Holidays name their source wherever they are told: decision 0017.
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
])
/** Of tools that are run and not shipped, these too. */
const TOOLS = new Set([...SHIPPED, 'MPL-2.0', 'Python-2.0'])

/** What a lock file says of a package. */
export interface LockedPackage {
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

/**
 * Packages whose licence nobody has looked at, one a line.
 *
 * @param packages of a lock file, by their folder; the project itself stands under an empty name
 */
export const licenceFaults = (packages: Readonly<Record<string, LockedPackage>>): readonly string[] =>
  Object.entries(packages).flatMap(([folder, { license, dev = false, link = false }]) => {
    if (folder === '' || link) return []
    if (license !== undefined && isAllowed(license, dev ? TOOLS : SHIPPED)) return []
    return [`${folder.replace(/^.*node_modules\//, '')}: ${license ?? 'no licence'}`]
  })

/** An expression of SPDX with AND and OR; AND binds more closely. */
function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const text = expression.trim()
  const inner = /^\(([^()]*)\)$/.exec(text)?.[1]
  if (inner !== undefined) return isAllowed(inner, allowed)
  const either = text.split(' OR ')
  if (either.length > 1 && !text.includes('(')) return either.some((one) => isAllowed(one, allowed))
  const all = text.split(' AND ')
  if (all.length > 1) return all.every((one) => isAllowed(one, allowed))
  return allowed.has(text)
}

// npm run licences: ends with 1 and names the packages whose licence is none of these.
if (process.argv[1] === import.meta.filename) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const faults = licenceFaults(lock.packages)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}
