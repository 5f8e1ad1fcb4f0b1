import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const walls: { readonly forbidden: readonly IForbiddenRuleType[]; readonly options: ICruiseOptions } =
  createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** For each rule, imports that it forbids: a file that is planted, and what it imports. */
const FORBIDDEN: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'web-speaks-http': [
    ['web/start/a.ts', 'src/index.ts'],
    ['web/start/b.ts', 'api/estimate/z.ts'],
  ],
  'service-draws-by-one-file': [['api/pages/a.ts', 'web/answer/z.tsx']],
  'src-is-pure': [
    ['src/kernel/a.ts', 'node:fs'],
    ['src/estimate/a.ts', 'fastify'],
  ],
  'mathjs-in-units-only': [['src/factors/a.ts', 'mathjs']],
  'numeric-packages-in-two-rooms': [['src/estimate/b.ts', 'pure-rand']],
  'kernel-is-arithmetic': [['src/kernel/b.ts', 'src/factors/z.ts']],
  'vocabulary-stands-alone': [['src/issues/issue.ts', 'src/kernel/z.ts']],
  'factors-know-no-estimate': [['src/factors/b.ts', 'src/estimate/z.ts']],
  'estimate-knows-no-change': [['src/estimate/c.ts', 'src/change/z.ts']],
  'inventory-is-made-of-estimates': [['src/uncertainty/a.ts', 'src/inventory/z.ts']],
  'inventory-looks-nothing-up': [['src/inventory/a.ts', 'src/units/z.ts']],
  'estimate-knows-no-facts': [['src/estimate/d.ts', 'src/series/z.ts']],
  'steps-are-taken-in-one-place': [['src/series/b.ts', 'src/estimate/add-up.ts']],
  'steps-know-no-city': [['src/plausibility/a.ts', 'src/city/z.ts']],
  'city-knows-its-steps-alone': [['src/city/a.ts', 'src/uncertainty/z.ts']],
  'disclosure-knows-cells-alone': [['src/disclosure/a.ts', 'src/estimate/z.ts']],
  'public-face-only': [
    ['api/estimate/a.ts', 'src/estimate/z.ts'],
    ['emission-factors/a.ts', 'src/units/z.ts'],
  ],
  'src-imports-nothing-outside': [['src/series/a.ts', 'api/store/z.ts']],
  'figures-know-no-service': [['emission-factors/b.ts', 'api/store/z.ts']],
  'shared-settings': [['api/settings/a.ts', 'api/store/z.ts']],
  'shared-store': [
    ['api/store/a.ts', 'api/imports/z.ts'],
    ['api/store/b.ts', 'api/request/z.ts'],
  ],
  'shared-request': [
    ['api/request/a.ts', 'api/http/z.ts'],
    ['api/request/b.ts', 'emission-factors/z.ts'],
  ],
  'shared-sets': [['api/sets/a.ts', 'api/estimate/z.ts']],
  'shared-access': [
    ['api/access/a.ts', 'api/http/z.ts'],
    ['api/access/b.ts', 'api/datasets/z.ts'],
  ],
  'shared-draws': [['api/draws/a.ts', 'api/estimate/z.ts']],
  'shared-imports': [
    ['api/imports/a.ts', 'api/http/z.ts'],
    ['api/imports/gtfs/a.ts', 'api/shell/z.ts'],
  ],
  'shared-http': [
    ['api/http/a.ts', 'api/inventory/z.ts'],
    ['api/http/b.ts', 'api/shell/z.ts'],
  ],
  'shared-releases': [['api/releases/a.ts', 'api/datasets/z.ts']],
  'shared-shell': [['api/shell/a.ts', 'api/factors/z.ts']],
  'shared-estimate': [
    ['api/estimate/b.ts', 'api/explanation/z.ts'],
    ['api/estimate/c.ts', 'api/http/z.ts'],
  ],
  'feature-boundaries': [['api/boundaries/a.ts', 'api/inventory/z.ts']],
  'feature-comparisons': [['api/comparisons/a.ts', 'api/restatement/z.ts']],
  'feature-datasets': [['api/datasets/a.ts', 'api/series/z.ts']],
  'feature-demand': [['api/demand/a.ts', 'api/datasets/z.ts']],
  'feature-explanation': [['api/explanation/a.ts', 'api/verification/z.ts']],
  'feature-factors': [['api/factors/a.ts', 'api/restatement/z.ts']],
  'feature-inventory': [['api/inventory/a.ts', 'api/filed/z.ts']],
  'feature-statements': [['api/statements/a.ts', 'api/datasets/z.ts']],
  'feature-templates': [['api/templates/a.ts', 'api/estimates/z.ts']],
  'shared-words': [['api/words/a.ts', 'api/request/z.ts']],
  'shared-workbook': [['api/workbook/a.ts', 'api/templates/z.ts']],
  'feature-reconciliation': [['api/reconciliation/a.ts', 'api/estimates/z.ts']],
  'feature-about': [['api/about/a.ts', 'api/datasets/z.ts']],
  'feature-estimates': [['api/estimates/a.ts', 'api/verification/z.ts']],
  'feature-filed': [['api/filed/ecrf/a.ts', 'api/series/z.ts']],
  'feature-pages': [['api/pages/b.ts', 'api/estimates/z.ts']],
  'feature-restatement': [['api/restatement/a.ts', 'api/estimates/z.ts']],
  'feature-scenarios': [['api/scenarios/a.ts', 'api/estimates/z.ts']],
  'feature-series': [['api/series/a.ts', 'api/estimates/z.ts']],
  'feature-verification': [
    ['api/verification/a.ts', 'api/estimates/z.ts'],
    ['api/verification/b.ts', 'emission-factors/z.ts'],
  ],
  'facts-are-read-for-releases-alone': [
    ['api/series/b.ts', 'api/store/facts.ts'],
    ['api/demand/b.ts', 'api/store/fact-cube.ts'],
  ],
  'http-knows-types-of-the-store': [['api/http/c.ts', 'api/store/z.ts']],
  'service-is-imported-by-none': [
    ['api/about/b.ts', 'api/service/z.ts'],
    ['bench/a.ts', 'api/service/z.ts'],
  ],
  'doors-know-no-feature': [['api/main.ts', 'api/estimates/z.ts']],
  'rooms-have-walls': [['api/service/a.ts', 'api/attic/z.ts']],
  'no-two-rooms-import-each-other': [
    ['src/demand/a.ts', 'src/disclosure/z.ts'],
    ['src/disclosure/b.ts', 'src/demand/z.ts'],
  ],
  'no-cycles': [['bench/b.ts', 'bench/c.ts']],
  resolvable: [['bench/d.ts', 'bench/nowhere.ts']],
}

/** A cycle is told once, of its first file. */
const CLOSING_THE_CYCLE = [['bench/c.ts', 'bench/b.ts']] as const

/** Imports that the house lives by, a floor or more down. */
const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['api/cli.ts', 'api/service/z.ts'],
  ['api/service/b.ts', 'api/estimates/z.ts'],
  ['api/estimates/b.ts', 'api/explanation/z.ts'],
  ['api/explanation/b.ts', 'api/estimate/z.ts'],
  ['api/explanation/c.ts', 'api/shell/z.ts'],
  ['api/estimate/d.ts', 'api/sets/z.ts'],
  ['api/sets/b.ts', 'emission-factors/z.ts'],
  ['api/imports/gtfs/b.ts', 'api/imports/z.ts'],
  ['api/imports/b.ts', 'api/store/z.ts'],
  ['api/store/c.ts', 'src/index.ts'],
  ['emission-factors/c.ts', 'src/index.ts'],
  ['api/pages/c.ts', 'web/render.tsx'],
  ['src/units/a.ts', 'mathjs'],
  ['src/uncertainty/b.ts', 'pure-rand'],
]

const PACKAGES = ['fastify', 'mathjs', 'pure-rand']
const isFile = (to: string): boolean => /\.tsx?$/.test(to)

let folder: string
let violations: ReadonlyMap<string, readonly string[]>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-walls-'))
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text, { flag: 'a' })
  }
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']))
  write('package.json', JSON.stringify({ name: 'planted', type: 'module', dependencies }))
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}\n')
  }
  for (const [from, to] of [...Object.values(FORBIDDEN).flat(), ...CLOSING_THE_CYCLE, ...ALLOWED]) {
    const up = '../'.repeat(from.split('/').length - 1)
    write(from, `export { planted } from '${isFile(to) ? `${up || './'}${to}` : to}'\n`)
    if (isFile(to) && !to.endsWith('nowhere.ts')) write(to, '')
  }
  const { output } = await cruise(['src', 'api', 'emission-factors', 'bench', 'web'], {
    ...walls.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: [...walls.forbidden] },
  } as ICruiseOptions)
  const found = new Map<string, string[]>()
  for (const { from, rule } of (output as ICruiseResult).summary.violations)
    found.set(rule.name, [...(found.get(rule.name) ?? []), from])
  violations = found
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('walls', () => {
  test('every wall is tried', () => {
    expect(Object.keys(FORBIDDEN).sort()).toEqual(walls.forbidden.map(({ name }) => name ?? '').sort())
  })

  test.each(Object.entries(FORBIDDEN))('%s stands', (rule, plants) => {
    const expected = plants.map(([from]) =>
      rule === 'no-two-rooms-import-each-other' ? dirname(from) : from,
    )
    expect(violations.get(rule) ?? []).toEqual(expect.arrayContaining(expected))
  })

  test('what the house lives by passes', () => {
    const stopped = [...violations.values()].flat()
    expect(ALLOWED.map(([from]) => from).filter((from) => stopped.includes(from))).toEqual([])
  })
})
