import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, type Plugin } from 'esbuild'
import { wordsOf } from '../web/words/every-language.ts'
import { LANGUAGES, type Language } from '../web/words/language.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const FOLDER = 'dist/web'
const SPOKEN = /web\/words\/spoken\/(\w+)\.ts$/

/** Writes the words of a language into its own file, so that a page loads those of its reader alone. */
const words: Plugin = {
  name: 'words',
  setup({ onLoad }) {
    onLoad({ filter: SPOKEN }, ({ path }) => {
      const language = SPOKEN.exec(path)?.[1] ?? ''
      if (!(language in LANGUAGES)) throw new Error(`${path} is of no language of the page`)
      return { contents: JSON.stringify(wordsOf(language as Language)), loader: 'json' }
    })
  },
}

/**
 * Bundles the page: one script that loads first, parts that load when they are needed, one stylesheet. Names have a
 * digest, so that a browser keeps each for good.
 *
 * @param write false: to see only what is in each file
 */
export async function bundleWeb({ write = true } = {}): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['web/main.tsx'],
    outdir: FOLDER,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    write,
    splitting: true,
    minify: true,
    sourcemap: true,
    metafile: true,
    format: 'esm',
    // As written: a Chinese sentence is twice as long in escapes.
    charset: 'utf8',
    target: ['chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    plugins: [words],
  })
  if (!write) return metafile
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'web/main.tsx')
  if (!entry) throw new Error('web/main.tsx was not built')
  const [script, { cssBundle }] = entry
  const styles = cssBundle === undefined ? [] : [basename(cssBundle)]
  const wordScripts = Object.fromEntries(
    Object.entries(metafile.outputs).flatMap(([file, { entryPoint = '' }]) => {
      const language = SPOKEN.exec(entryPoint)?.[1]
      return language !== undefined && file.endsWith('.js') ? [[language, basename(file)]] : []
    }),
  )
  writeFileSync(
    `${ROOT}${FOLDER}/entry.json`,
    JSON.stringify({ script: basename(script), styles, words: wordScripts }),
  )
  return metafile
}
