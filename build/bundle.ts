import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, type Plugin } from 'esbuild'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** What is run by itself: the two doors and every file of a thread. */
const ENTRIES = [
  'api/cli.ts',
  'api/main.ts',
  ...readdirSync(`${ROOT}api`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|[-/])worker\.ts$/.test(file))
    .map((file) => `api/${file}`),
]

/**
 * Packages that stay where they are: they read files of their own folder (a native library, a thread, a page), or their data
 * are under a licence of their own (docs/decisions/0017-holidays.md).
 */
const FROM_THEIR_FOLDER = [
  '@duckdb/node-api',
  'piscina',
  'highs',
  '@fastify/swagger-ui',
  'date-holidays',
  'chinese-days',
]

/** Packages of which the service needs a part, and what stands for them. */
const PARTS = {
  'i18n-iso-countries': 'build/parts/countries.ts',
  'mathjs/lib/browser/math.js': 'build/parts/mathjs.ts',
}

/** An alias of esbuild would stand for the files of a package too, which the parts import. */
const parts: Plugin = {
  name: 'parts',
  setup({ onResolve }) {
    for (const [name, path] of Object.entries(PARTS))
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `${ROOT}${path}` }))
  },
}

/** Packages written for `require` ask for it even inside an ES module. */
const REQUIRE = `import { createRequire as requireOfBundle } from 'node:module'
const require = requireOfBundle(import.meta.url)`

interface BundleOptions {
  /** False: to see only what is in each file. */
  readonly write?: boolean
  readonly entryPoints?: readonly string[]
  readonly outdir?: string
}

/**
 * Bundles the service, or other programs of the project: node takes far longer to find and link a thousand small files than to read a few large ones.
 *
 * Everything lies in one folder, so that a thread's file is found beside whatever file asks for it.
 */
export async function bundle({
  write = true,
  entryPoints = ENTRIES,
  outdir = 'dist/api',
}: BundleOptions = {}): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...entryPoints],
    outdir,
    entryNames: '[name]',
    bundle: true,
    write,
    metafile: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    external: FROM_THEIR_FOLDER,
    plugins: [parts],
    banner: { js: REQUIRE },
    logLevel: 'warning',
  })
  return metafile
}
