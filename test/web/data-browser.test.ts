import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keyringOf } from '../../api/access/keyring.ts'
import { newKey } from '../../api/access/secret.ts'
import type { Scope } from '../../api/store/keys.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { LANGUAGES, type Language, speechOf } from '../../web/words/language.ts'
import { expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { DRAWN_ZONES } from '../fixtures/drawn-zones.ts'
import { LOOKS } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'

const FACTS = { owner: 'Stadt Testville', country: 'DE' }
const OPEN = {
  ...FACTS,
  id: 'open',
  title: 'Daily flows',
  grain: 'day',
  legalBasis: 'open-licence',
  licence: 'CC BY 4.0',
}
const ZONED = { ...OPEN, id: 'zoned', title: 'Trips between zones', grain: 'month' }
const CLOSED = {
  ...FACTS,
  id: 'closed',
  title: 'Phones of a carrier',
  grain: 'month',
  legalBasis: 'agreement',
  contributorUnit: 'device',
  retentionMonths: 60,
}

const DAYS = Array.from({ length: 40 }, (_, at) =>
  new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10),
)
const dayRows = (days: readonly string[]): readonly string[] =>
  days.flatMap((day) => [`${day},testville,car,1000,9000,`, `${day},testville,bus,500,3000,`])

describe.skipIf(!findBrowser())('datasets in the page', () => {
  const store = memoryStore()
  const keyring = keyringOf(store)
  let site: PageInBrowser
  let owner: string

  beforeAll(async () => {
    site = await pageInBrowser({
      store,
      keyring,
      access: { asksForKeys: true, openRead: true },
      watchLimits: { everyMs: 20, beatMs: 100 },
    })
    owner = await keyFor(['contribute', 'release'])
    for (const facts of [OPEN, ZONED, CLOSED]) await call('POST', '/v1/datasets', facts)
    await send('open', dayRows(DAYS))
    await call('PUT', '/v1/datasets/zoned/zones', DRAWN_ZONES, 'application/geo+json')
    // Nothing begins in the zone `ost`.
    await send(
      'zoned',
      [
        '2024-01,west,mitte,car,900,9000,',
        '2024-01,mitte,west,car,500,2000,',
        '2024-02,nord,west,car,200,700,',
      ],
      ZONE_HEAD,
    )
    const months = ['01', '02', '04', '05', '06', '07', '08', '09', '10', '11', '12']
    await send(
      'closed',
      months.map((month) => `2023-${month},testville,car,4000,30000,100`),
    )
  })
  afterAll(() => site?.close())
  afterEach(async () => {
    await site.closePages()
    expect(site.complaints().filter((one) => !/401|404/.test(one))).toEqual([])
  })

  async function keyFor(scopes: readonly Scope[], more = {}): Promise<string> {
    const { secret, key } = newKey({ name: scopes.join(' '), scopes, origin: 'command', ...more })
    await store.addKey(key)
    await keyring.reload()
    return secret
  }
  async function revoke(secret: string): Promise<void> {
    await store.revokeKey(keyring.find(secret)?.id ?? '', '2026-01-01T00:00:00Z')
    await keyring.reload()
  }
  const call = (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload: object | string = {},
    type = 'application/json',
  ) =>
    site.app.inject({
      method,
      url,
      ...(method === 'DELETE'
        ? {}
        : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      headers: { 'content-type': type, authorization: `Bearer ${owner}` },
    })
  const HEAD = 'period,city,mode,trips,passenger_distance_pkm,contributors'
  const ZONE_HEAD = 'period,origin,destination,mode,trips,passenger_distance_pkm,contributors'
  async function send(id: string, rows: readonly string[], head = HEAD): Promise<void> {
    const answer = await call(
      'PUT',
      `/v1/datasets/${id}/content?format=tidy`,
      [head, ...rows].join('\n'),
      'text/csv',
    )
    expect(answer.statusCode, answer.body).toBe(201)
  }
  const bars = (page: Page) =>
    page.locator('#months ~ figure .wide rect, section[aria-labelledby=months] .wide rect')
  async function openWith(secret: string, path: string): Promise<Page> {
    const context: BrowserContext = await site.newContext()
    await context.addInitScript((key) => sessionStorage.setItem('cordon-key', key), secret)
    return site.open(path, {}, context)
  }

  test('the list leads to a dataset, its months, and what was checked of its releases', async () => {
    const page = await site.open('/d')
    await page.click('a:has-text("Phones of a carrier")')
    await page.locator('figure[data-chart=months]').waitFor()
    // Of March nothing came in, and its quarter could tell it: what is not given out has words, and no 0.
    const table = page.locator('figure[data-chart=months] table')
    expect(await table.locator('tbody tr', { hasText: 'March 2023' }).textContent()).toContain(
      'not given out',
    )
    expect(await table.textContent()).not.toMatch(/\b0\b/)
    expect(await page.locator('text=Which of these it is, is not said').first().isVisible()).toBe(true)
    await page.click('.releases summary >> nth=0')
    await page.locator('text=No figure is of fewer than 25 contributors in any file.').waitFor()
    expect(await page.locator('#add-file').count()).toBe(0)
    expect(await page.locator('text=Files are added with the key of this dataset').isVisible()).toBe(true)
  })

  test('a new day moves the picture, and says so', async () => {
    const page = await site.open('/d/open')
    await page.locator('.live', { hasText: 'Live' }).waitFor()
    await page.locator('figure[data-chart=months]').waitFor()
    const february = page.locator('figure[data-chart=months] tbody tr', { hasText: 'February 2024' })
    expect(await february.textContent()).toContain('9 of 29 days')
    const before = await bars(page).nth(1).getAttribute('height')
    await send('open', dayRows(['2024-02-10']))
    await page.locator('figure[data-chart=months] tbody', { hasText: '10 of 29 days' }).waitFor()
    expect(Number(await bars(page).nth(1).getAttribute('height'))).toBeGreaterThan(Number(before))
    await page.locator('.live', { hasText: 'The picture has moved' }).waitFor()
  })

  test('zones are drawn from their own boundaries; one of which nothing is given out is hatched', async () => {
    const page = await site.open('/d/zoned')
    const map = page.locator('figure[data-chart=zone-map]')
    await map.waitFor()
    const paths = map.locator('.wide path[fill-rule]')
    expect(await paths.count()).toBe(4)
    expect(await map.locator('.wide path[fill^="url("][fill-rule]').count()).toBe(1)
    expect(await map.locator('tbody tr', { hasText: 'ost' }).textContent()).toContain('no figure')
    expect(await map.locator('.said').textContent()).toBe(
      'Zone west has the largest figure, 9,000 passenger-km. Figures are given out for 3 of 4 zones.',
    )
    // North is up, and west is left.
    const boxOf = async (name: string) =>
      map.locator('.wide text', { hasText: new RegExp(`^${name}$`) }).boundingBox()
    const [west, mitte, nord] = [await boxOf('west'), await boxOf('mitte'), await boxOf('nord')]
    expect(west?.x).toBeLessThan(mitte?.x ?? 0)
    expect(nord?.y).toBeLessThan(west?.y ?? 0)
  })

  test('zones without boundaries have a table, and the page says why', async () => {
    await call('POST', '/v1/datasets', { ...ZONED, id: 'bare', title: 'Bare' })
    await call('PUT', '/v1/datasets/bare/zones', { zones: [{ zone: 'west', city: 'testville' }] })
    await send('bare', ['2024-01,west,west,car,900,9000,'], ZONE_HEAD)
    const page = await site.open('/d/bare')
    await page.locator('text=There is no map').waitFor()
    expect(await page.locator('figure[data-chart=zone-map]').count()).toBe(0)
    expect(await page.locator('section[aria-labelledby=zones] tbody').textContent()).toContain('9,000')
  })

  test('its owner adds a file with progress, and the picture moves', async () => {
    await call('POST', '/v1/datasets', { ...OPEN, id: 'mine', title: 'Mine' })
    const page = await openWith(owner, '/d/mine')
    await page.locator('#add-file').waitFor()
    expect(await page.locator('text=Nothing is given out of this dataset yet').isVisible()).toBe(true)
    const buffer = Buffer.from([HEAD, ...dayRows(DAYS)].join('\n'))
    await page.setInputFiles('#add-file', { name: 'table.csv', mimeType: 'text/csv', buffer })
    await page.click('button:has-text("Add this file")')
    await page.locator('text=The file is in').waitFor()
    await page.locator('figure[data-chart=months]').waitFor()
    await page.locator('section[aria-labelledby=files] tbody tr').waitFor()
    // Facts of the same day again are refused, and the file is still chosen.
    const again = Buffer.from([HEAD, ...dayRows(DAYS.slice(0, 1))].join('\n'))
    await page.setInputFiles('#add-file', { name: 'again.csv', mimeType: 'text/csv', buffer: again })
    await page.click('button:has-text("Add this file")')
    await page.locator('.faults').waitFor()
    await page.selectOption('#add-replaces', { index: 1 })
    await page.click('button:has-text("Add this file")')
    await page.locator('figure[data-chart=months]', { hasText: '1 of 31 days' }).waitFor()
  })

  test('what a key may not do is not offered: who may not release is told so', async () => {
    const key = (await call('POST', '/v1/datasets', { ...CLOSED, id: 'other' })).json().key
    const page = await openWith(key, '/d/other')
    await page.locator('text=Your key may not release').waitFor()
    expect(await page.locator('button:has-text("Release what is over")').count()).toBe(0)
    const mine = await openWith(owner, '/d/other')
    await mine.locator('button:has-text("Release what is over")').waitFor()
    const reader = await openWith(await keyFor(['read']), '/d/other')
    await reader.locator('text=Files are added with the key of this dataset').waitFor()
    expect(await reader.locator('#add-file').count()).toBe(0)
  })

  test('a key is asked for once and kept for the tab; it is in no address', async () => {
    await call('POST', '/v1/datasets', { ...OPEN, id: 'once', title: 'Once' })
    const page = await site.open('/d/once')
    await page.click('section[aria-labelledby=add] button:has-text("Give a key")')
    await page.fill('#key', owner)
    await page.click('dialog.key button[type=submit]')
    await page.locator('#add-file').waitFor()
    await page.goto(`${site.at}/d/closed`)
    await page.locator('#add-file').waitFor()
    expect(await page.locator('dialog.key').count()).toBe(0)
    expect(page.url()).not.toContain('cordon_')
    await page.click('button:has-text("Forget the key")')
    await page.locator('text=You read without a key').waitFor()
    await page.locator('text=Files are added with the key of this dataset').waitFor()
  })

  test('a key that is revoked while it is used is asked for again, and what was chosen stays', async () => {
    const mine = await keyFor(['contribute'], { dataset: 'open' })
    const page = await openWith(mine, '/d/open')
    await page.locator('#add-file').waitFor()
    const buffer = Buffer.from([HEAD, ...dayRows(['2024-02-11'])].join('\n'))
    await page.setInputFiles('#add-file', { name: 'day.csv', mimeType: 'text/csv', buffer })
    await page.locator('button:has-text("Add this file")').waitFor()
    await revoke(mine)
    await page.locator('dialog.key', { hasText: 'does not know this key' }).waitFor()
    await page.fill('#key', await keyFor(['contribute'], { dataset: 'open' }))
    await page.click('dialog.key button[type=submit]')
    await page.locator('dialog.key').waitFor({ state: 'detached' })
    expect(await page.locator('dd', { hasText: 'day.csv' }).count()).toBe(1)
    await page.click('button:has-text("Add this file")')
    await page.locator('text=The file is in').waitFor()
  })

  test('who has no other key reads on without one', async () => {
    const mine = await keyFor(['read'])
    const page = await openWith(mine, '/d/open')
    await page.locator('.live', { hasText: 'Live' }).waitFor()
    await revoke(mine)
    await page.locator('dialog.key').waitFor()
    await page.click('dialog.key button:has-text("I have none")')
    await page.locator('.live', { hasText: 'Live' }).waitFor()
    await page.locator('text=You read without a key').waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  })

  test('a dataset that is deleted while it is shown is gone from the page, which says so', async () => {
    await call('POST', '/v1/datasets', { ...OPEN, id: 'short', title: 'Short' })
    await send('short', dayRows(DAYS))
    const page = await site.open('/d/short')
    await page.locator('figure[data-chart=months]').waitFor()
    await page.locator('.live', { hasText: 'Live' }).waitFor()
    await call('DELETE', '/v1/datasets/short')
    await page.locator('.live', { hasText: 'This dataset was deleted' }).waitFor()
    expect(await page.locator('figure').count()).toBe(0)
  })

  test('a release that is withdrawn while it is shown is said', async () => {
    const page = await site.open('/d/zoned')
    await page.locator('.live', { hasText: 'Live' }).waitFor()
    const { listReleases } = store
    Object.assign(store, { listReleases: async () => ({ items: [] }) })
    await call('PUT', '/v1/datasets/zoned/zones', DRAWN_ZONES, 'application/geo+json')
    await page.locator('.live', { hasText: 'A release was withdrawn' }).waitFor()
    Object.assign(store, { listReleases })
  })

  test('a dataset that nobody registered is said to be missing', async () => {
    const page = await site.open('/d/none')
    await page.locator('text=No dataset has this name').first().waitFor()
  })

  test.each(Object.keys(LANGUAGES) as Language[])('every look in %s is accessible', async (language) => {
    // The address names the language, so that all looks are of one.
    const looks = language === 'en' ? LOOKS : ([{ width: 360 }] as const)
    const page = await site.newPage(looks[0])
    for (const [path, ready] of [
      ['/d', 'table'],
      ['/d/zoned', 'figure[data-chart=zone-map]'],
      ['/d/closed', 'figure[data-chart=months]'],
    ] as const) {
      await page.goto(`${site.at}${path}?lang=${language}`)
      await page.locator(ready).first().waitFor()
      await page.locator('.live', { hasText: speechOf(language).say('data.live') }).waitFor({
        state: path === '/d' ? 'detached' : 'visible',
      })
      expect(await page.locator('body').innerText()).not.toMatch(/\{\w+\}|undefined|NaN/)
      await expectAccessibleIn(page, looks)
    }
  })

  test('keys alone reach the table, a certificate and the field of files', async () => {
    const page = await openWith(owner, '/d/open')
    await page.locator('#add-file').waitFor()
    const reached = new Set<string>()
    for (let at = 0; at < 80; at += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const one = document.activeElement
        return one ? `${one.tagName} ${one.className} ${one.id}`.trim() : ''
      })
      reached.add(focused)
    }
    expect([...reached]).toEqual(expect.arrayContaining(['INPUT  add-file', 'DIV scroll']))
    expect([...reached].some((one) => one.startsWith('SUMMARY'))).toBe(true)
  })
})
