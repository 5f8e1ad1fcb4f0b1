import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser, typePlace } from '../fixtures/page-in-browser.ts'

const hasBrowser = findBrowser() !== undefined
if (!hasBrowser) console.warn('No Chromium is on this machine: the tests of typing into the page skip.')

describe.skipIf(!hasBrowser)('typing into the page', () => {
  let site: PageInBrowser
  beforeAll(async () => {
    site = await pageInBrowser()
  })
  afterAll(() => site?.close())
  afterEach(async () => {
    await site.closePages()
    expect(site.complaints()).toEqual([])
  })

  const textOf = (page: Page, selector: string) => page.locator(selector).first().textContent()
  const onlyRefusals = (): void =>
    expect(site.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  async function openPlace(look = {}, ...place: readonly string[]): Promise<Page> {
    const page = await site.open('/', look)
    await typePlace(page, ...place)
    return page
  }
  const answered = (page: Page) => page.locator('.so-far .finding').waitFor({ state: 'attached' })
  async function openWhole(page: Page): Promise<void> {
    await answered(page)
    const href = await page.getAttribute('.so-far a.button', 'href')
    await page.goto(`${site.at}${href}`)
    await page.locator('article.answer').waitFor()
  }

  test('number words and units are understood and echoed', async () => {
    const page = await openPlace({}, '成都', '中国', '2023')
    for (const [field, text, echo] of [
      ['population', '2100万', '21,000,000'],
      ['cars', '6.1 Mio. Pkw', '6,100,000 vehicles'],
      ['car-annual', '1.2万公里', '12,000 km'],
      ['metro', '850 million kWh', '850,000,000 kWh'],
      ['motorcycle-km', '380 Mio. km', '380 million vehicle-km'],
    ] as const) {
      await page.fill(`#${field}`, text)
      expect(await textOf(page, `#${field}-read`)).toBe(`Read as ${echo}.`)
    }
    await page.fill('#buses-diesel', '30 litres per 100 km')
    expect(await textOf(page, '#buses-diesel-read')).toContain('This field takes litres or US gallons')
    expect(await textOf(page, '.so-far-more')).toContain('One entry cannot be read yet')
    await page.fill('#buses-diesel', '')
    await answered(page)
    expect(await textOf(page, '.so-far .finding')).toContain('成都')
    // Between two fields cars have no distance yet, which the service refuses if it is asked then.
    onlyRefusals()
  })

  test('buses by litres and by kilometres: the page asks which counts, and says so where both do', async () => {
    const page = await openPlace()
    await page.fill('#buses-diesel', '4.2 million litres')
    await page.fill('#bus-km', '9')
    await page.locator('.twice').waitFor()
    await page.locator('.so-far-more', { hasText: 'stated twice' }).waitFor()
    const valueBy = async (at: number): Promise<string | null> => {
      const [reply] = await Promise.all([
        page.waitForResponse('**/v1/estimates'),
        page.check(`.twice input >> nth=${at}`),
      ])
      await reply.finished()
      await page.locator('.so-far[aria-busy=false] .finding').waitFor()
      return textOf(page, '.so-far .finding')
    }
    const [litres, distance, both] = [await valueBy(0), await valueBy(1), await valueBy(2)]
    expect(new Set([litres, distance, both]).size).toBe(3)
    expect(await textOf(page, '.so-far-more')).toContain('both count. A part may count twice.')
    expect(await page.inputValue('#bus-km')).toBe('9')
  })

  test('shares typed one after another show no fault until the group is left', async () => {
    const page = await openPlace()
    await page.fill('#population', '235000')
    await page.click('text=Trips of residents')
    await page.fill('#trips-a-day', '3,4')
    await page.fill('#share-car', '40')
    await page.fill('#length-car', '10')
    await page.locator('.so-far-more', { hasText: 'The shares add up to 40% so far' }).waitFor()
    expect(await page.locator('.faults').count()).toBe(0)
    await page.focus('#city')
    await page.locator('.faults', { hasText: 'The shares add up to 40%, not to 100%' }).waitFor()
    await page.click('button:has-text("Scale them to 100%")')
    await answered(page)
    expect(await page.inputValue('#share-car')).toBe('40')
    onlyRefusals()
  })

  test('typical values say that they are, and where there are none which figure is enough', async () => {
    const page = await openPlace({}, 'York', 'GB', '2023')
    await page.check('input[name=door] >> nth=2')
    await page.locator('text=type the inhabitants').waitFor()
    await page.fill('#population', '200 000')
    await answered(page)
    expect(await textOf(page, '.so-far-more')).toContain('Made of typical values of the country alone')
    await page.fill('#country', 'Germany')
    await page.locator('text=For Germany, no survey of trips').waitFor()
    expect(await page.locator('.faults').count()).toBe(0)
    const needed = await textOf(page, 'section[role=status]')
    expect(needed).toContain('Ask the registration office for their number.')
    // Of Germany the newest set has shares of trips, and neither their number nor their lengths; who walks or cycles needs none.
    expect(await page.locator('section[role=status] li').allTextContents()).toEqual([
      'Trips of an inhabitant on a mean day',
      'Mean length of a trip: Car',
    ])
    expect(needed).toContain('Mobilität in Deutschland')
    await page.click('text=Type what a survey says')
    await page.locator('#trips-a-day:focus').waitFor()
    await page.check('input[name=door] >> nth=2')
    await page.click('text=Type the cars registered')
    await page.locator('#cars:focus').waitFor()
    await page.keyboard.type('97000')
    await answered(page)
    onlyRefusals()
  })

  test('what was typed and how it was understood stands before Save, with a way back to its field', async () => {
    const page = await openPlace()
    await page.fill('#cars', '97 Tsd.')
    await openWhole(page)
    const list = page.locator('.check')
    expect(await list.textContent()).toContain('“97 Tsd.” → 97,000 vehicles')
    const order = await page.evaluate(() => {
      const check = document.querySelector('.check')
      const save = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Save')
      return check && save && check.compareDocumentPosition(save) === Node.DOCUMENT_POSITION_FOLLOWING
    })
    expect(order).toBe(true)
    await list.locator('a').first().click()
    await page.locator('#cars:focus').waitFor()
    expect(await page.inputValue('#cars')).toBe('97000')
  })

  test('a save that fails is said, and can be tried again', async () => {
    const page = await openPlace()
    await page.fill('#cars', '97000')
    await openWhole(page)
    await page.route('**/v1/estimates?save=true', (route) => route.abort())
    await page.click('button:has-text("Save")')
    await page.locator('text=Nothing was saved').waitFor()
    await page.unrouteAll()
    await page.click('button:has-text("Save")')
    await page.waitForURL(/\/e\/est_/)
    onlyRefusals()
  })

  test('an answer that is asked for while the service is gone comes when it is back', async () => {
    const page = await openPlace()
    await page.fill('#cars', '97000')
    await answered(page)
    await page.route('**/v1/estimates?include=*', (route) => route.abort())
    await page.click('text=See the whole answer')
    await page.locator('text=The service does not answer').waitFor()
    await page.unrouteAll()
    await page.locator('article.answer').waitFor()
    onlyRefusals()
  })

  test('two tabs keep a draft each', async () => {
    const context = await site.newContext()
    const one = await site.open('/', {}, context)
    const other = await site.open('/', {}, context)
    await typePlace(one, 'Freiburg')
    await typePlace(other, 'Leeds', 'GB')
    await one.reload()
    await other.reload()
    expect([await one.inputValue('#city'), await other.inputValue('#city')]).toEqual(['Freiburg', 'Leeds'])
  })

  test('a browser whose storage is full goes on, and says so', async () => {
    const context = await site.newContext()
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    const page = await site.open('/', {}, context)
    await typePlace(page)
    await page.fill('#cars', '97000')
    await answered(page)
    expect(await page.locator('text=This browser keeps no drafts').count()).toBe(1)
  })

  test('on a slow network the form can be typed into at once, and the last answer is that of the last key', async () => {
    const page = await openPlace()
    const cdp = await page.context().newCDPSession(page)
    // The figures of a phone on 3G.
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
    await page.locator('#cars').pressSequentially('97000', { delay: 60 })
    expect(await page.inputValue('#cars')).toBe('97000')
    await answered(page)
    await page.locator('.so-far[aria-busy=false]').waitFor()
    const slow = await textOf(page, '.so-far .finding')
    const other = await openPlace()
    await other.fill('#cars', '97000')
    await answered(other)
    expect(slow).toBe(await textOf(other, '.so-far .finding'))
    site.complaints()
  })

  interface Figures {
    totals: { co2e: object; perCapita: object | null }
    byMode: { mode: string; co2e: object }[]
    notices: object[]
  }
  /** Opens a whole answer with some of it changed, as a service could give it out. */
  async function openChanged(change: (result: Figures) => void, look = {}): Promise<Page> {
    const page = await openPlace(look)
    await page.fill('#cars', '97000')
    await page.route('**/v1/estimates?include=*', async (route) => {
      const reply = await route.fetch()
      const result = (await reply.json()) as Figures
      change(result)
      await route.fulfill({ response: reply, json: result })
    })
    await openWhole(page)
    return page
  }

  test('fifty notices are folded, and none is lost', async () => {
    const page = await openChanged((result) => {
      const one = { code: 'factor-region-fallback', detail: 'A figure of Europe was used' }
      result.notices = Array.from({ length: 50 }, (_, at) => ({ ...one, detail: `${one.detail} ${at}.` }))
    })
    expect(await page.locator('article.answer', { hasText: 'A figure of Europe was used 49.' }).count()).toBe(
      1,
    )
    await expectAccessible(page)
  })

  test('a result with nulls says “not known” and “at least”, and never 0', async () => {
    const reason = 'Of one mode the gases are not known.'
    const page = await openChanged((result) => {
      result.totals.co2e = {
        value: null,
        known: { value: 1200, lower: 1000, upper: 1500 },
        unit: 't CO2e',
        reason,
      }
      result.totals.perCapita = null
      for (const mode of result.byMode) mode.co2e = { value: null, unit: 't CO2e', reason }
    })
    expect(await textOf(page, '.finding')).toContain('at least 1,200 tonnes')
    const modes = await textOf(page, '[data-chart="modes"] table')
    expect(modes).toContain('not known')
    expect(modes).not.toMatch(/\b0\b/)
    await expectAccessible(page)
  })

  test.each([
    ['Villingen-Schwenningen am Oberen Neckar und Schwarzwald-Baar-Kreis', 'Deutschland'],
    ['成都市武侯区浆洗街街道办事处', '中国'],
  ])('a city of one mode with a long name, at 360 px: %s', async (name, country) => {
    const page = await openPlace({ width: 360 }, name, country, '2023')
    await page.fill('#trams', '16')
    await openWhole(page)
    expect(await textOf(page, 'article.answer h1')).toBe(`${name}, 2023`)
    await expectAccessible(page)
  })

  test('on a phone the answer is a bar that opens, and covers no field that has the focus', async () => {
    const page = await openPlace({ width: 360, height: 640 })
    await page.fill('#cars', '97000')
    await page.locator('.so-far-bar', { hasText: 'Freiburg: at least' }).waitFor()
    expect(await page.locator('.so-far-more').isVisible()).toBe(false)
    for (const field of ['cars', 'buses-diesel', 'trams', 'diesel-sold', 'bus-km']) {
      await page.focus(`#${field}`)
      const [bottom, top] = await page.evaluate(() => [
        document.activeElement?.getBoundingClientRect().bottom ?? 0,
        document.querySelector('.so-far')?.getBoundingClientRect().top ?? 0,
      ])
      expect(bottom, field).toBeLessThanOrEqual(top ?? 0)
    }
    await page.click('.so-far-bar')
    expect(await page.locator('.so-far-more a.button').isVisible()).toBe(true)
    await expectAccessible(page)
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing while something is asked or wrong: %s', async (_, looks) => {
    const page = await openPlace(looks[0])
    await page.fill('#buses-diesel', '4.2 Mio. L')
    await page.fill('#bus-km', '9')
    await page.fill('#trams', '16.500')
    await page.fill('#vans', '5 lbs')
    await page.locator('.twice').waitFor()
    await expectAccessibleIn(page, looks)
    await page.click('.examples button >> nth=-1')
    await typePlace(page)
    await page.fill('#population', '235000')
    await page.check('input[name=door] >> nth=2')
    await page.locator('section[role=status]').waitFor()
    await expectAccessibleIn(page, looks)
    onlyRefusals()
  })
})
