import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordsOf } from '../../api/factors/answer.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { compileFactorSet } from '../../src/index.ts'
import { HAND_CONTENT } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const released = releasedSet('2026.1')
const EVIL = '<script>alert("x")</script>\'&'
const evil = compileFactorSet({
  ...HAND_CONTENT,
  id: 'evil',
  sources: HAND_CONTENT.sources.map((source) => ({
    ...source,
    title: EVIL,
    publisher: EVIL,
    licence: EVIL,
    attribution: EVIL,
  })),
  records: HAND_CONTENT.records.map((record) => ({ ...record, note: EVIL, locator: EVIL })),
})
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([released, evil]) })
})
afterAll(() => app.close())

const page = (path: string) => app.inject(path)
const PATHS = ['/docs/problems', '/docs/attribution/evil']

describe('every page', () => {
  test.each(PATHS)('%s runs nothing, loads nothing and has one heading', async (path) => {
    const { statusCode, headers, body } = await page(path)
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    expect(body).not.toMatch(/<script|<img|<link|\son[a-z]+=|javascript:/i)
    expect(body.match(/<h1>/g)).toHaveLength(1)
    expect(body).toMatch(/<html lang="en">[\s\S]*<title>[^<]+<\/title>/)
  })

  test.each(PATHS)('%s labels its fields and heads its tables', async (path) => {
    const { body } = await page(path)
    const count = (pattern: RegExp): number => body.match(pattern)?.length ?? 0
    expect(count(/<(select|input) /g)).toBe(count(/<label>[^<]+<(select|input) /g))
    expect(count(/<caption>/g)).toBe(count(/<table>/g))
    expect(count(/<th scope="col"/g)).toBe(count(/<th[ >]/g))
  })

  test.each(PATHS)('%s links only to pages that are there', async (path) => {
    const { body } = await page(path)
    const links = [...new Set([...body.matchAll(/href="(\/[^"]*)"/g)].map(([, link = '']) => link))]
    for (const link of links.slice(0, 25)) {
      const { statusCode } = await page(link.replaceAll('&amp;', '&'))
      expect([link, statusCode]).toEqual([link, 200])
    }
  })
})

const FACTOR_PATHS = [
  '/factors',
  '/factors?kind=grid-intensity&country=CN&year=2023&match=estimate',
  '/factors/2026.1/grid-intensity.co2.cn.2023.mee-2025',
  '/factors/evil/petrol.co2',
]

describe('pages of factors, read without scripts', () => {
  test.each(FACTOR_PATHS)('%s asks no other host, and has one heading and labelled fields', async (path) => {
    const { statusCode, headers, body } = await page(path)
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(body).not.toMatch(/<script(?![^>]*src="\/assets\/)|<img|\son[a-z]+=|javascript:|style="/i)
    expect(body.match(/<h1>/g)).toHaveLength(1)
    const labelled = new Set([...body.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id))
    for (const [, id] of body.matchAll(/<(?:select|input)[^>]*\sid="([^"]+)"/g))
      expect(labelled).toContain(id)
  })

  test.each(FACTOR_PATHS)('%s links only to pages that are there', async (path) => {
    const { body } = await page(path)
    const links = [...new Set([...body.matchAll(/href="(\/[^"]*)"/g)].map(([, link = '']) => link))]
    for (const link of links.slice(0, 25)) {
      const { statusCode } = await page(link.replaceAll('&amp;', '&'))
      expect([link, statusCode]).toEqual([link, 200])
    }
  })

  test('addresses of before lead there', async () => {
    const list = await page('/docs/factors?kind=occupancy&country=GB')
    expect([list.statusCode, list.headers.location]).toEqual([301, '/factors?kind=occupancy&country=GB'])
    const one = await page('/docs/factors/2026.1/petrol.co2')
    expect([one.statusCode, one.headers.location]).toEqual([301, '/factors/2026.1/petrol.co2'])
  })

  test('in German, with the names of codes in German', async () => {
    const { body } = await page('/factors?set=2026.1&kind=occupancy&lang=de')
    expect(body).toContain('<html lang="de">')
    expect(body).toContain('Personen an Bord')
  })
})

describe('the list', () => {
  test('escapes what was typed, and says what is wrong with it beside the form', async () => {
    const { statusCode, body } = await page(`/factors?country=${encodeURIComponent(EVIL)}`)
    expect(statusCode).toBe(400)
    expect(body).toContain('value="&lt;script')
    expect(body).toContain('country: Not a country')
    expect(body).not.toContain('<script>')
  })

  test('fields left empty ask for nothing', async () => {
    const { body } = await page('/factors?set=2026.1&kind=&mode=&country=&year=&q=&match=')
    expect(body).toContain(`${recordsOf(released).length} figures`)
  })

  test('leads through all pages', async () => {
    const seen: string[] = []
    let path: string | undefined = '/factors?set=2026.1&kind=occupancy&limit=10'
    while (path !== undefined) {
      const body: string = (await page(path)).body
      seen.push(...[...body.matchAll(/href="\/factors\/2026\.1\/([^"?]+)/g)].map(([, id = '']) => id))
      path = body.match(/<a href="([^"]+)">Next page/)?.[1]?.replaceAll('&amp;', '&')
    }
    const all = released.content.records.filter(({ kind }) => kind === 'occupancy').map(({ id }) => id)
    expect(seen).toEqual(all)
  })

  test('says why nothing fits, and what an estimate takes', async () => {
    const { body } = await page('/factors?set=2026.1&kind=grid-intensity&country=SS&year=2005')
    expect(body).toContain('later year&#39;s figure'.replace('&#39;', "'"))
    expect(body).toContain('An estimate takes grid-intensity.2005.ember-2026')
  })
})

describe('the page of a record', () => {
  test('has figure, interval, source, licence, place, quality and digest', async () => {
    // MEE and NBS, announcement of 2025: CO2 of the national average of 2023, 0.5306 kg/kWh.
    const { body } = await page('/factors/2026.1/grid-intensity.co2.cn.2023.mee-2025')
    const { source } = { source: released.source('mee-2025') }
    expect(body).toMatch(/class="finding">0\.5306 kg CO2\/kWh/)
    for (const part of ['19 chances in 20', source?.licence ?? '?', source?.attribution ?? '?', 'China (CN)'])
      expect(body).toContain(part)
    expect(body).toContain(released.content.digest)
    expect(body).toMatch(/The same in another measure[\s\S]*grid-intensity\.cn\.2023\.ember-2026/)
  })

  test('gives the rules of quality as the set states them', async () => {
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('’', "'")
    const readme = flat(readFileSync('emission-factors/sets/2026.1/README.md', 'utf8'))
    const low = released.content.records.find(({ quality }) => quality === 'L')
    const { body } = await page(`/factors/2026.1/${low?.id}`)
    const rule = 'L: world default, model value, computed proxy, convention, or not verified'
    expect(readme).toContain(rule)
    expect(flat(body)).toContain(rule)
  })

  test('escapes all that a set says', async () => {
    const { body } = await page('/factors/evil/petrol.co2')
    expect(body.split('&lt;script').length).toBeGreaterThan(4)
  })

  test.each([
    // A letter wrong in the middle, and a year that there is not.
    ['grid-intensity.co2.cm.2023.mee-2025', 'grid-intensity.co2.cn.2023.mee-2025'],
    ['grid-intensity.co2.cn.1923.mee-2025', 'grid-intensity.co2.cn.2023.mee-2025'],
  ])('names what %s is near to', async (id, near) => {
    const { detail } = (await page(`/factors/2026.1/${id}`)).json()
    expect(detail).toContain(near)
  })

  test('compares no id with one that begins like none', async () => {
    const { detail } = (await page('/factors/2026.1/zz1-abcdefghijklmnopqrstuvwxyz')).json()
    expect(detail).toMatch(/Ids begin with the kind of figure/)
  })

  test.each([
    ['/factors/2026.1/no-such-record', 'not-found'],
    ['/factors/1999.1/petrol.co2', 'unknown-factor-set'],
    ['/docs/attribution/1999.1', 'unknown-factor-set'],
  ])('%s is a problem', async (path, slug) => {
    const answer = await page(path)
    expect([answer.statusCode, answer.json().type]).toEqual([404, `/docs/problems#${slug}`])
  })
})
