import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Metafile } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { bundleWeb } from '../../build/web.ts'

/** What a page may load of JavaScript, gzipped [KB]: docs/decisions/0014-the-page.md. */
const START_KB = 120
const FORM_KB = 190
const CHARTS_KB = 30
const BYTES_PER_KB = 1000
const CHARTS = /^web\/(charts|answer)\/(?!guide|advise)|node_modules\/d3-/

let built: Metafile
beforeAll(async () => {
  built = await bundleWeb()
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

test('the first screen loads at most 120 KB of JavaScript', () => {
  const entry = scripts().find((file) => built.outputs[file]?.entryPoint === 'web/main.tsx') ?? ''
  const size = kilobytes(loadedWith(entry))
  expect(size).toBeGreaterThan(10)
  expect(size).toBeLessThanOrEqual(START_KB)
})

test('the whole form, with all that it loads later, is at most 190 KB', () => {
  expect(kilobytes(scripts())).toBeLessThanOrEqual(FORM_KB)
})

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
