import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtOnce } from '../fixtures/built-once.ts'
import { runCommand } from '../fixtures/command.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
let id: string
beforeAll(async () => {
  await builtOnce()
  app = await newApp()
  id = (await postEstimate(app, SMALL_CITY, '?save=true')).json().id
})
afterAll(() => app.close())

const brief = (query = '', language = 'en') =>
  app.inject({ url: `/v1/estimates/${id}/brief${query}`, headers: { 'accept-language': language } })

test('one file with its pictures and its style inside, which may load nothing', async () => {
  const { statusCode, headers, body } = await brief()
  expect(statusCode).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(body).toContain('<svg')
  expect(body).toMatch(/<style>[^<]*\.brief/)
  expect(body).not.toMatch(/<script|<link|<img|style="|url\((?!#)/)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/style-src 'sha256-[\w+/=]+'/)
  expect(policy).not.toContain('unsafe')
})

test('in the language of the reader, and in the one that the address names', async () => {
  const german = await brief('', 'de-AT,de;q=0.9')
  expect(german.body).toContain('<html lang="de">')
  expect(german.headers['content-language']).toBe('de')
  expect((await brief('?lang=de')).body).toContain('Kurzbericht für den Rat')
  expect((await brief()).body).toContain('Brief for the council')
  expect((await brief('?lang=zh')).body).toContain('<title>市政府简报: Leeds，2019年</title>')
})

test('an estimate that is not saved has none, and what the address asks beside is refused', async () => {
  const none = await app.inject(`/v1/estimates/est_${'0'.repeat(32)}/brief`)
  expect(none.statusCode).toBe(404)
  expect((await brief('?format=pdf')).statusCode).toBe(400)
})

test('names that look like markup are names', async () => {
  const city = { ...SMALL_CITY.city, name: '<script>alert(1)</script>' }
  const saved = await postEstimate(app, { ...SMALL_CITY, city }, '?save=true')
  const { body } = await app.inject(`/v1/estimates/${saved.json().id}/brief`)
  expect(body).toContain('&lt;script>')
  expect(body).not.toContain('<script>')
})

test('a second passes before nobody gets one', async () => {
  const begin = performance.now()
  await brief()
  expect(performance.now() - begin).toBeLessThan(1000)
})

test('the command writes the same pages, to a file or to standard output', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-brief-'))
  try {
    const output = join(folder, 'brief.html')
    const input = JSON.stringify(SMALL_CITY)
    const written = await runCommand(['brief', '-', '--lang', 'de', '--output', output], { input })
    expect(written).toEqual({ exitCode: 0, output: '', complaint: '' })
    const said = await runCommand(['brief', '-', '--lang', 'de'], { input })
    expect(readFileSync(output, 'utf8')).toBe(said.output)
    expect(said.output).toContain('<html lang="de">')
    // It has no address, and says how to make it again.
    expect(said.output).toContain(`Dieselben Zahlen ergeben sie wieder: ${id}.`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the command refuses what no estimate can be made of, with every fault', async () => {
  const input = JSON.stringify({ ...SMALL_CITY, period: '1802', gwp: 'AR9' })
  const { exitCode, output, complaint } = await runCommand(['brief', '-'], { input })
  expect(exitCode).toBe(2)
  expect(output).toBe('')
  expect(complaint).toContain('/gwp')
  const unknown = await runCommand(['brief', '-', '--lang', 'it'], { input })
  expect(unknown.exitCode).toBe(2)
})

test('the command finds a saved estimate by its id, and says where none is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-brief-'))
  const environment = { CORDON_DATA_DIR: folder }
  try {
    const file = join(folder, 'request.json')
    writeFileSync(file, JSON.stringify(SMALL_CITY))
    await runCommand(['estimate', file, '--save'], { environment })
    expect((await runCommand(['brief', id], { environment })).output).toContain(`data-brief="${id}"`)
    const none = await runCommand(['brief', `est_${'0'.repeat(32)}`], { environment })
    expect(none.exitCode).toBe(2)
    expect(none.complaint).toContain('No estimate with this id is saved')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
