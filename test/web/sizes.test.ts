import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Metafile } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { bundleWeb } from '../../build/web.ts'
import { wordsOf } from '../../web/words/every-language.ts'
import { LANGUAGES, type Language } from '../../web/words/language.ts'
import { builtOnce } from '../fixtures/built-once.ts'

/** What a page may load of JavaScript, gzipped [KB]: docs/decisions/0014-the-page.md. */
const START_KB = 120
const FORM_KB = 190
const CHARTS_KB = 30
const BYTES_PER_KB = 1000
const CHARTS = /^web\/(charts|answer)\/(?!guide|advise)|node_modules\/d3-/

let built: Metafile
beforeAll(async () => {
  // What is in each file that was built; another test may be reading them.
  await builtOnce()
  built = await bundleWeb({ write: false })
})

const scripts = (): readonly string[] => Object.keys(built.outputs).filter((file) => file.endsWith('.js'))
const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / BYTES_PER_KB

/** A script and all that it imports at once; what it loads when it is needed is left out. */
function loadedWith(first: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    for (const { path, kind } of built.outputs[file]?.imports ?? [])
      if (kind === 'import-statement') visit(path)
  }
  visit(first)
  return found
}

const WORDS = /^web\/words\/spoken\//
const isWords = (file: string): boolean => WORDS.test(built.outputs[file]?.entryPoint ?? '')

/** The words of one language, the longest: no page loads those of two. */
const longestWords = (): number =>
  Math.max(...scripts().flatMap((file) => (isWords(file) ? [kilobytes([file])] : [])))

test('the first screen loads at most 120 KB of JavaScript', () => {
  const entry = scripts().find((file) => built.outputs[file]?.entryPoint === 'web/main.tsx') ?? ''
  const size = kilobytes(loadedWith(entry)) + longestWords()
  expect(size).toBeGreaterThan(10)
  expect(size).toBeLessThanOrEqual(START_KB)
})

test('the whole form, with all that it loads later, is at most 190 KB', () => {
  const others = scripts().filter((file) => !isWords(file))
  expect(kilobytes(others) + longestWords()).toBeLessThanOrEqual(FORM_KB)
})

test.each(Object.keys(LANGUAGES) as Language[])(
  'sentences in %s stand in the script of its words alone',
  (language) => {
    const sentence = JSON.stringify(wordsOf(language).page['start.privacy']).slice(1, -1)
    const holding = scripts().filter((file) => readFileSync(file, 'utf8').includes(sentence))
    expect(holding.map((file) => built.outputs[file]?.entryPoint)).toEqual([
      `web/words/spoken/${language}.ts`,
    ])
  },
)

test('charts are at most 30 KB more', () => {
  // Minified bytes of their own sources, taken as if each were packed like the whole.
  const all = scripts().reduce((sum, file) => sum + (built.outputs[file]?.bytes ?? 0), 0)
  const ofCharts = scripts()
    .flatMap((file) => Object.entries(built.outputs[file]?.inputs ?? {}))
    .filter(([source]) => CHARTS.test(source))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)
  expect(ofCharts).toBeGreaterThan(1000)
  expect((ofCharts / all) * kilobytes(scripts())).toBeLessThanOrEqual(CHARTS_KB)
})
