import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../api/sets/factor-sets.ts'
import { newestSet } from './emission-factors/newest.ts'
import { newApp } from './fixtures/service.ts'

const answers = (words: readonly [string, ...string[]]): boolean =>
  spawnSync(words[0], words.slice(1)).status === 0
const hasPython = answers(['python3', '--version'])
const hasPandas = hasPython && answers(['python3', '-c', 'import pandas'])
const hasR = answers(['Rscript', '--version'])
if (!hasPython) console.warn('No python3 is on this machine: the recipes of docs/python.md skip.')
if (!hasPandas) console.warn('No pandas is on this machine: its recipe in docs/python.md skips.')
if (!hasR) console.warn('No Rscript is on this machine: the recipes of docs/r.md skip.')

/** The blocks of a language in a document, in order, with what stands behind its name. */
const blocksOf = (path: string, language: string) =>
  [...readFileSync(path, 'utf8').matchAll(/```(\w+)([^\n]*)\n([\s\S]*?)```/g)]
    .filter(([, of]) => of === language)
    .map(([, , note = '', code = '']) => ({ note: note.trim(), code }))

let app: FastifyInstance
let at: string
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([newestSet()]) })
  at = await app.listen({ host: '127.0.0.1', port: 0 })
  const send = (method: 'PUT' | 'POST', url: string, payload: string, type: string) =>
    app.inject({ method, url, payload, headers: { 'content-type': type } })
  const json = 'application/json'
  await send(
    'PUT',
    '/v1/cities/example-town',
    '{"name":"Example Town","country":"DE","population":{"2024":30000}}',
    json,
  )
  const flows = {
    id: 'flows',
    title: 'Daily flows',
    owner: 'Example Town',
    legalBasis: 'open-licence',
    licence: 'CC BY 4.0',
    country: 'DE',
    grain: 'day',
  }
  await send('POST', '/v1/datasets', JSON.stringify(flows), json)
  const days = readFileSync('examples/daily-flows.csv', 'utf8')
  expect((await send('PUT', '/v1/datasets/flows/content?format=tidy', days, 'text/csv')).statusCode).toBe(201)
})
afterAll(() => app?.close())

/** Runs a script of a document against the service: what it printed, by the word before the colon. */
async function run(command: string, code: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const script = code.replaceAll('http://127.0.0.1:8080', at)
  const child = spawn(command, ['-'], { stdio: ['pipe', 'pipe', 'pipe'], cwd: tmpdir() })
  child.stdin.end(script)
  let [printed, complaint] = ['', '']
  child.stdout.on('data', (text) => {
    printed += text
  })
  child.stderr.on('data', (text) => {
    complaint += text
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect(status, complaint + printed).toBe(0)
  const said = new Map<string, string[]>()
  for (const line of printed.split('\n')) {
    const [, name, rest] = /^(\w+): (.*)$/.exec(line) ?? []
    if (name !== undefined) said.set(name, [...(said.get(name) ?? []), rest ?? ''])
  }
  return said
}

const csvRows = async (url: string): Promise<number> =>
  (await app.inject({ url, headers: { accept: 'text/csv' } })).body.trim().split('\r\n').length - 1

describe('recipes for analysts', () => {
  test.skipIf(!hasPython)('of Python run as they stand, and tell what the service tells', async () => {
    const blocks = blocksOf('docs/python.md', 'python').filter(({ note }) => note !== 'pandas' || hasPandas)
    const said = await run('python3', blocks.map(({ code }) => code).join('\n'))
    const { city, ...example } = JSON.parse(readFileSync('examples/freiburg-2023.json', 'utf8'))
    // The recipe states no area, which the example does.
    const { area: _, ...place } = city
    const payload = { ...example, city: place }
    const { totals } = (await app.inject({ method: 'POST', url: '/v1/estimates', payload })).json()
    expect(said.get('estimate')).toEqual([`${totals.co2e.value ?? 'None'} ${totals.co2e.unit}`])
    expect(said.get('coverage')?.[0]).toMatch(/Freiburg/)
    expect(said.get('row')).toHaveLength(3)
    // Three years were stated.
    expect(said.get('year')?.map((row) => row.slice(0, 4))).toEqual(['2021', '2022', '2023'])
    expect(said.get('change')?.some((row) => row.startsWith('effect '))).toBe(true)
    expect(said.get('scenario')?.at(-1)).toMatch(/^2035 /)
    expect(said.get('factor')?.length).toBeGreaterThan(0)
    expect(said.get('dataset')).toEqual([`flows ${await csvRows('/v1/datasets/flows/released')} rows`])
    expect(said.get('event')?.[0]).toMatch(/^dataset \d{4}-/)
    if (hasPandas) expect(said.get('pandas')).toEqual(['(3, 3)'])
  })

  test.skipIf(!hasR)('of R run as they stand', async () => {
    const blocks = blocksOf('docs/r.md', 'r').filter(({ note }) => note !== 'no-run')
    const said = await run('Rscript', blocks.map(({ code }) => code).join('\n'))
    expect(said.get('years')).toEqual(['3 '])
    for (const name of ['estimate', 'change', 'scenario', 'factors'])
      expect(Number.parseInt(said.get(name)?.[0] ?? '', 10), name).toBeGreaterThan(0)
  })

  test('of R send bodies that the service takes, also where there is no R', async () => {
    // The texts of the page, with what sprintf puts in.
    const code = blocksOf('docs/r.md', 'r')
      .map((one) => one.code)
      .join('\n')
    const quoted = [...code.matchAll(/'([^']*[{[][^']*)'/g)].map(([, text = '']) => text)
    const demand = quoted.find((text) => text.trimStart().startsWith('[')) ?? ''
    const request = (quoted.find((text) => text.includes('"demand"')) ?? '')
      .replace('"%s"', '"2023"')
      .replace('%s', demand.replace('%d', '97000'))
    const measures = (quoted.find((text) => text.includes('"levers"')) ?? '')
      .replace('%s', request)
      .replace('%%', '%')
    for (const [url, body] of [
      ['/v1/estimates', request],
      ['/v1/scenarios', measures],
      ['/v1/comparisons', `{ "from": ${request}, "to": ${request} }`],
    ] as const) {
      const answer = await app.inject({
        method: 'POST',
        url,
        payload: JSON.parse(body),
        headers: { accept: 'text/csv' },
      })
      expect(answer.statusCode, `${url} ${answer.body}`).toBe(200)
      expect(answer.headers['content-type']).toContain('text/csv')
    }
    for (const [, url = ''] of code.matchAll(/get_table\("([^"]+)"\)/g))
      if (!url.includes('freiburg'))
        expect((await app.inject({ url, headers: { accept: 'text/csv' } })).statusCode).toBe(200)
  })

  test('of Grafana ask for what is there', async () => {
    const [block] = blocksOf('docs/grafana.md', 'json')
    const dashboard = JSON.parse(block?.code ?? '{}')
    expect(dashboard.panels).toHaveLength(2)
    for (const { targets } of dashboard.panels)
      for (const { url, root_selector, columns } of targets) {
        const asked = url.replace(/\$\{__from[^}]*\}/, '2024-03-01').replace(/\$\{__to[^}]*\}/, '2024-03-31')
        const answer = await app.inject(asked)
        expect(answer.statusCode, answer.body).toBe(200)
        const items: readonly object[] = answer.json()[root_selector]
        expect(items.length).toBeGreaterThan(0)
        for (const { selector } of columns) {
          const found = items.map((item) =>
            String(selector)
              .split('.')
              .reduce<unknown>(
                (part, name) => (part as Record<string, unknown> | null | undefined)?.[name],
                item,
              ),
          )
          expect(
            found.some((one) => one !== undefined && one !== null),
            selector,
          ).toBe(true)
        }
      }
  })
})
