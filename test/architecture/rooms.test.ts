import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { entangled, floorsOf, roomGraph, roomOfDomain, roomOfHouse, upwards } from './room-graph.ts'

/** The house from its foundation up, as in docs/architecture.md: a room imports what lies below its own floor. */
const FLOORS = [
  ['src', 'words'],
  ['emission-factors', 'request', 'settings', 'store'],
  ['workbook'],
  ['access', 'draws', 'http', 'imports', 'sets'],
  ['estimate', 'shell'],
  [
    'boundaries',
    'demand',
    'explanation',
    'factors',
    'inventory',
    'reconciliation',
    'releases',
    'statements',
    'templates',
  ],
  ['about', 'comparisons', 'datasets', 'estimates', 'filed', 'restatement', 'scenarios', 'series'],
  ['pages', 'verification'],
  ['service'],
  ['api/main.ts', 'api/cli.ts'],
] as const

const texts = new Map(
  ['src', 'emission-factors', 'api']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
)
const house = roomGraph(texts, roomOfHouse)
const domain = roomGraph(texts, roomOfDomain)

describe('the house', () => {
  test('has fewer than 37 rooms', () => {
    expect(house.size).toBeGreaterThan(20)
    expect(house.size).toBeLessThan(37)
  })

  test('has at most 9 floors', () => {
    expect(floorsOf(house)).toBeGreaterThan(5)
    expect(floorsOf(house)).toBeLessThanOrEqual(9)
  })

  test('has no arrow that runs up, and no two rooms that import each other', () => {
    expect(upwards(house, FLOORS)).toEqual([])
    expect(entangled(house)).toEqual([])
  })

  test('has a floor for each room and no room that is not there', () => {
    expect(FLOORS.flat().sort()).toEqual([...house.keys()].sort())
  })

  test('has at most three loose files in api/', () => {
    const loose = [...house.keys()].filter((room) => room.startsWith('api/'))
    expect(loose.length).toBeLessThanOrEqual(3)
  })
})

describe('the domain', () => {
  test('has at most 9 floors, and no two rooms that import each other', () => {
    expect(entangled(domain)).toEqual([])
    expect(floorsOf(domain)).toBeGreaterThan(5)
    expect(floorsOf(domain)).toBeLessThanOrEqual(9)
  })
})

// By hand: cli → service → inventory → estimate → src is five rooms, each on a floor of its own.
const PLANTED = {
  'api/cli.ts': `import { run } from './service/run.ts'`,
  'api/service/run.ts': `export * from '../inventory/routes.ts'`,
  'api/inventory/routes.ts': `import './answer.ts'`,
  'api/inventory/answer.ts': `import type { A } from '../estimate/deep/a.ts'`,
  'api/estimate/deep/a.ts': `const src = await import('../../../src/index.ts')`,
  'src/index.ts': `export { b } from './kernel/b.ts'`,
  'src/kernel/b.ts': '',
}
const planted = (more: Readonly<Record<string, string>> = {}) =>
  roomGraph(new Map(Object.entries({ ...PLANTED, ...more })), roomOfHouse)

describe('counting', () => {
  test('rooms are folders with what lies in them, and loose files', () => {
    expect([...planted().keys()].sort()).toEqual(['api/cli.ts', 'estimate', 'inventory', 'service', 'src'])
  })

  test('floors are the rooms on the longest way down', () => {
    expect(floorsOf(planted())).toBe(5)
    expect(floorsOf(planted({ 'api/estimate/b.ts': `import '../store/a.ts'`, 'api/store/a.ts': '' }))).toBe(5)
    const taller = {
      'api/estimate/b.ts': `import '../store/a.ts'`,
      'api/store/a.ts': `import '../../src/index.ts'`,
    }
    expect(floorsOf(planted(taller))).toBe(6)
  })

  test('two rooms that import each other are found, by types alone and by way of a third too', () => {
    const pair = planted({ 'api/estimate/b.ts': `import type { R } from '../inventory/routes.ts'` })
    expect(entangled(pair)).toEqual(['inventory', 'estimate'])
    expect(() => floorsOf(pair)).toThrow('inventory, estimate')
    const three = planted({ 'api/estimate/b.ts': `export { run } from '../service/run.ts'` })
    expect(entangled(three)).toEqual(['service', 'inventory', 'estimate'])
  })

  test('arrows that run up or along a floor are found, and rooms without a floor', () => {
    const floors = [['src'], ['estimate', 'inventory'], ['service']]
    expect(upwards(planted(), floors)).toEqual(['api/cli.ts has no floor', 'inventory → estimate'])
    const up = planted({ 'src/kernel/c.ts': `import '../../api/estimate/deep/a.ts'` })
    expect(upwards(up, [['src'], ['estimate'], ['inventory'], ['service'], ['api/cli.ts']])).toEqual([
      'src → estimate',
    ])
  })

  test('rooms of the domain are its folders and loose files', () => {
    const graph = roomGraph(new Map(Object.entries(PLANTED)), roomOfDomain)
    expect([...graph]).toEqual([
      ['index.ts', new Set(['kernel'])],
      ['kernel', new Set()],
    ])
  })
})
