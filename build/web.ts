import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const FOLDER = 'dist/web'

/**
 * Bundles the page: one script that loads first, parts that load when they are needed, one stylesheet. Names have a
 * digest, so that a browser keeps each for good.
 */
export async function bundleWeb(): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['web/main.tsx'],
    outdir: FOLDER,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    sourcemap: true,
    metafile: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'web/main.tsx')
  if (!entry) throw new Error('web/main.tsx was not built')
  const [script, { cssBundle }] = entry
  const styles = cssBundle === undefined ? [] : [basename(cssBundle)]
  writeFileSync(`${ROOT}${FOLDER}/entry.json`, JSON.stringify({ script: basename(script), styles }))
  return metafile
}
