import { expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'

const { inputs, outputs } = await bundle({ write: false })

/** The packages whose code is loaded before anything is asked: what a door imports, not what it imports later. */
function loadedBefore(entry: string): ReadonlySet<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const output = outputs[path]
    for (const input of Object.keys(output?.inputs ?? {})) packages.add(packageOf(input))
    for (const { path: imported, kind, external } of output?.imports ?? []) {
      if (kind === 'dynamic-import') continue
      if (external) packages.add(imported)
      else visit(imported)
    }
  }
  visit(entry)
  return packages
}

const packageOf = (path: string): string => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path

test('a command loads neither the server nor the store nor workbooks before it needs them', () => {
  const loaded = loadedBefore('dist/api/cli.js')
  expect([...loaded]).toEqual(expect.arrayContaining(['commander', 'zod', 'src/index.ts']))
  const ofOthers = ['fastify', 'pino', 'piscina', 'read-excel-file', 'write-excel-file']
  for (const name of [...ofOthers, '@duckdb/node-api', '@fastify/swagger', '@fastify/swagger-ui'])
    expect(loaded, name).not.toContain(name)
})

test('the process that reads files loads the store of files and no server', () => {
  const loaded = loadedBefore('dist/api/import-worker.js')
  expect(loaded).toContain('@duckdb/node-api')
  for (const name of ['fastify', 'piscina', 'commander']) expect(loaded, name).not.toContain(name)
})

test('the service does load them', () => {
  const loaded = loadedBefore('dist/api/main.js')
  expect([...loaded]).toEqual(expect.arrayContaining(['fastify', '@duckdb/node-api', 'piscina']))
})

test('nothing of ours imports a package later that is written for require: it would come without its names', () => {
  const later = Object.entries(inputs)
    .filter(([path]) => path.startsWith('api/'))
    .flatMap(([, { imports }]) => imports)
    .filter(({ kind, external }) => kind === 'dynamic-import' && !external)
  expect(later.map(({ path }) => inputs[path]?.format)).toContain('esm')
  expect(later.filter(({ path }) => inputs[path]?.format === 'cjs')).toEqual([])
})
