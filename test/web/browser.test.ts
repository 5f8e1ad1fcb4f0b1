import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE, type Look } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'

const executablePath = findBrowser()
if (!executablePath) console.warn('No Chromium is on this machine: the tests of the page in a browser skip.')

describe.skipIf(!executablePath)('the page in a browser', () => {
  let site: PageInBrowser
  beforeAll(async () => {
    site = await pageInBrowser()
  })
  afterAll(() => site?.close())
  afterEach(async () => {
    await site.closePages()
    expect(site.complaints()).toEqual([])
  })
  const open = (path: string, look?: Look): Promise<Page> => site.open(path, look)
  const finding = (page: Page) => page.locator('.so-far .finding')

  async function typeFreiburg(page: Page): Promise<void> {
    await page.fill('#city', 'Freiburg')
    await page.fill('#country', 'Germany')
    await page.fill('#year', '2023')
    await page.fill('#cars', '97 000')
    // On a phone it stands in a bar that is closed.
    await finding(page).waitFor({ state: 'attached' })
  }

  test('an officer gets from nothing to a saved answer', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    expect(await finding(page).textContent()).toMatch(
      /^Vehicles registered in Freiburg emitted at least [\d,]+ tonnes/,
    )
    await page.fill('#buses-diesel', '4.200.000')
    expect(await page.locator('#buses-diesel-read').textContent()).toContain('4,200,000 litres')
    await page.click('text=See the whole answer')
    await page.locator('article.answer').waitFor()
    await page.click('button:has-text("Save")')
    await page.waitForURL(/\/e\/est_/)
    expect(await page.locator('article.answer h1').textContent()).toBe('Freiburg, 2023')
    await page.click('text=Change the figures')
    await finding(page).waitFor()
    expect(await page.inputValue('#cars')).toBe('97000')
  })

  test('a text with two readings asks, and what was typed stays', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.fill('#trams', '16.500')
    await page.locator('.so-far', { hasText: 'two readings' }).waitFor()
    await page.locator('#trams-read button').first().click()
    await finding(page).waitFor()
    expect(await page.inputValue('#trams')).toBe('16.500')
    expect(await page.locator('#trams-read button[aria-pressed="true"]').textContent()).toBe('16.5')
  })

  test('a number opens its explanation, and Escape gives the focus back', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.click('text=See the whole answer')
    const figure = page.locator('a.figure').first()
    await figure.click()
    await page.locator('dialog.drawer table').waitFor()
    expect(await page.locator('dialog.drawer').textContent()).toContain(
      'Energy per vehicle-km of road vehicles in Germany',
    )
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-explain'))).toBe(
      'totals/co2e',
    )
  })

  test('a link is the work, and a cut one says so', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    const link = (await page.getAttribute('text=See the whole answer', 'href')) ?? ''
    const other = await open(link)
    expect(await other.locator('.finding').first().textContent()).toContain('Freiburg')
    const cut = await open(link.slice(0, -20))
    expect(await cut.locator('.caution').textContent()).toContain('This link is incomplete')
  })

  test('a reload loses nothing', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.reload()
    expect(await page.inputValue('#cars')).toBe('97 000')
    await finding(page).waitFor()
  })

  test('while the service is gone the page says so, keeps all, and goes on by itself', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.route('**/v1/estimates', (route) => route.abort())
    await page.fill('#cars', '98 000')
    await page.locator('.so-far .caution').waitFor()
    expect(await page.inputValue('#cars')).toBe('98 000')
    await page.unroute('**/v1/estimates')
    await page.locator('.so-far .caution').waitFor({ state: 'detached' })
    expect(site.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  })

  test('faults stand at their fields', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.fill('#population', '236,14')
    await page.locator('.faults').waitFor()
    expect(await page.locator('#faults').textContent()).toBe('1 entry needs a change')
    await page.locator('.faults a').click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('population')
    expect(site.complaints().every((line) => line.includes('422'))).toBe(true)
  })

  test('three entries that cannot be read: Enter leads to a summary, and each line to its field', async () => {
    const page = await open('/')
    await page.fill('#city', 'Freiburg')
    await page.fill('#country', 'Germany')
    await page.fill('#cars', 'many')
    await page.fill('#buses-diesel', '-5')
    await page.fill('#year', '20233')
    await page.keyboard.press('Enter')
    await page.locator('section.faults:focus').waitFor()
    expect(await page.locator('#faults').textContent()).toBe('3 entries need a change')
    expect(await page.locator('.faults li').allTextContents()).toEqual([
      'Year: Write a year such as 2023, or a month such as 2023-05.',
      'Cars registered in the city: We cannot read this as a number. Write it like this: 1,234.5.',
      'Diesel of the buses in a year: We cannot use a number below 0.',
    ])
    await page.click('.faults a >> nth=1')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cars')
    expect(await page.inputValue('#cars')).toBe('many')
  })

  test('a modal split beside registrations and litres asks which counts, and either gives an answer', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.fill('#population', '236140')
    await page.click('summary:has-text("Trips of residents")')
    for (const [mode, share, length] of [
      ['car', '40', '10'],
      ['bus', '20', '6'],
      ['walk', '40', '1'],
    ] as const) {
      await page.fill(`#share-${mode}`, share)
      await page.fill(`#length-${mode}`, length)
    }
    await page.fill('#trips-a-day', '3')
    await page.locator('.twice').waitFor()
    await page.check('.twice input >> nth=0')
    await finding(page).filter({ hasText: 'Vehicles registered' }).waitFor()
    await page.check('.twice input >> nth=1')
    await finding(page).filter({ hasText: 'Trips' }).waitFor()
    expect(await page.inputValue('#cars')).toBe('97 000')
  })

  test('a chart can be taken as SVG, PNG and CSV', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.click('text=See the whole answer')
    const folder = mkdtempSync(join(tmpdir(), 'cordon-page-'))
    for (const kind of ['SVG', 'PNG', 'CSV']) {
      const [taken] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`figure button:has-text("${kind}")`),
      ])
      expect(taken.suggestedFilename()).toBe(`modes.${kind.toLowerCase()}`)
      await taken.saveAs(join(folder, taken.suggestedFilename()))
    }
    rmSync(folder, { recursive: true })
  })

  test('the guide reaches a recommendation in three questions', async () => {
    const page = await open('/')
    await typeFreiburg(page)
    await page.click('text=See the whole answer')
    await page.selectOption('#guide-purpose', 'gcom')
    await page.selectOption('#guide-before', 'none')
    await page.selectOption('#guide-data', 'trips')
    expect(await page.locator('.guide [role=status]').textContent()).toContain('induced activity')
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing, and nothing runs over the edge: %s', async (_, looks) => {
    const page = await open('/', looks[0])
    await typeFreiburg(page)
    await expectAccessibleIn(page, looks)
    const bar = page.locator('.so-far-bar')
    if (await bar.isVisible()) await bar.click()
    await page.locator('.so-far a.button').click()
    await page.locator('article.answer').waitFor()
    await expectAccessibleIn(page, looks)
    await page.locator('a.figure').first().click()
    await page.locator('dialog.drawer table').waitFor()
    await expectAccessibleIn(page, looks)
  })

  test('by keyboard alone: from the city to the whole answer', async () => {
    const page = await open('/')
    await page.focus('#city')
    for (const text of ['Freiburg', 'DE']) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    for (let tabs = 0; tabs < 40; tabs++) {
      if ((await page.evaluate(() => document.activeElement?.id)) === 'cars') break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('97000')
    await finding(page).waitFor()
    for (let tabs = 0; tabs < 120; tabs++) {
      if ((await page.evaluate(() => document.activeElement?.textContent)) === 'See the whole answer') break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.locator('article.answer').waitFor()
  })
})
