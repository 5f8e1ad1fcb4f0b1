import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { inEachLook, violationsOf } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { type Look, looksByLocale } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { releasedSet } from '../fixtures/released-set.ts'

/** Of 2026.4: the United Kingdom's electricity of 2019 as Ember publishes it. */
const RECORD = 'grid-intensity.gb.2019.ember-2026'
/** Trips by flow, so that every boundary has a total and bridges lead from one to the next. */
const REQUEST = JSON.parse(readFileSync('examples/hennepin-flows-2020.json', 'utf8'))

/** At most one chart gives its three files in this time [ms]. */
const CHART_MS = 500

describe.skipIf(!findBrowser())('factors in a browser', () => {
  let pages: PageInBrowser
  let saved: string
  beforeAll(async () => {
    pages = await pageInBrowser({
      factorSets: factorSetsOf([releasedSet('2026.4'), releasedSet('2026.1')]),
    })
    const reply = await pages.app.inject({
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: REQUEST,
    })
    saved = reply.json().id
  })
  afterAll(() => pages?.close())
  afterEach(async () => {
    await pages.closePages()
    expect(pages.complaints()).toEqual([])
  })
  const rows = (page: Page) => page.locator('table.factors tbody th')

  test('a search narrows the table, stands in the address, and is there after a reload', async () => {
    const page = await pages.open('/factors')
    await rows(page).first().waitFor()
    await page.selectOption('#factors-mode', 'car')
    await page.fill('#factors-country', 'Deutschland')
    await page.fill('#factors-year', '2019')
    await page.selectOption('#factors-kind', 'occupancy')
    await page.waitForURL(/country=Deutschland&year=2019/)
    await page.locator('[role=status]', { hasText: /^\d figures?$/ }).waitFor()
    expect(await rows(page).first().textContent()).toBe('Persons on board: Car')
    await page.reload()
    await rows(page).first().waitFor()
    expect(await page.inputValue('#factors-country')).toBe('Deutschland')
    await page.check('#factors-match')
    await page.locator('li', { hasText: 'An estimate takes' }).first().waitFor()
  })

  test('a table of any length is one to a reader of the screen, and its end can be reached', async () => {
    const page = await pages.open('/factors?kind=grid-intensity')
    await rows(page).first().waitFor()
    const count = Number(await page.getAttribute('table.factors', 'aria-rowcount'))
    expect(count).toBeGreaterThan(5000)
    expect(await page.locator('table.factors tbody tr').count()).toBeLessThan(60)
    await page.evaluate(() => document.querySelector('.rows-in-view')?.scrollTo({ top: 1e9 }))
    await page.locator(`tr[aria-rowindex="${count}"] th`).waitFor()
    await page.focus('.rows-in-view')
    await page.keyboard.press('Home')
    await page.locator('tr[aria-rowindex="2"] th').waitFor()
  })

  test('a record opens with its table, licence, who else publishes it, and its years as a chart', async () => {
    const page = await pages.open('/factors?kind=grid-intensity&country=GB&year=2019&q=ember-2026')
    await rows(page).first().locator('a').click()
    const drawer = page.locator('dialog.drawer')
    await drawer.locator('figure.chart').waitFor()
    const text = (await drawer.textContent()) ?? ''
    for (const part of [
      'Table in the source',
      'CC BY 4.0',
      'Who else publishes it',
      'Which estimates take it',
    ])
      expect(text).toContain(part)
    await drawer.locator('figure.chart td, figure.chart th a').first().waitFor()
    await drawer.locator('figure.chart table a').first().click()
    await drawer.locator('button', { hasText: 'Back' }).click()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-factor'))).not.toBeNull()
  })

  test('two records stand side by side, with how far they are apart', async () => {
    const page = await pages.open(
      `/factors?set=2026.4&kind=grid-intensity&country=GB&compare=${RECORD}&compare=grid-intensity.fr.2019.ember-2026`,
    )
    // Ember: 268.41 and 59.79 g CO2e/kWh; 59.79 / 268.41 − 1 = −78 %.
    await page.locator('.compare [role=status]', { hasText: '-78%' }).waitFor()
  })

  test('two sets are told apart', async () => {
    const page = await pages.open('/factors?set=2026.4&kind=occupancy&country=GB')
    await page.click('text=Show the differences')
    await page.locator('[role=status]', { hasText: /\d+ new/ }).waitFor()
  })

  test('by keyboard alone: two figures compared, one opened, two sets told apart', async () => {
    const page = await pages.open('/factors?set=2026.4&kind=occupancy&country=GB')
    await rows(page).first().waitFor()
    const tabTo = async (selector: string): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`No key leads to ${selector}.`)
    }
    for (const row of [1, 2]) {
      await tabTo(`table.factors tbody tr:nth-child(${row}) input`)
      await page.keyboard.press('Space')
    }
    await page.locator('.compare [role=status]').waitFor()
    await tabTo('table.factors tbody a')
    await page.keyboard.press('Enter')
    await page.locator('dialog.drawer', { hasText: 'Table in the source' }).waitFor()
    await page.keyboard.press('Escape')
    await tabTo('label[for=factors-before] ~ button')
    await page.keyboard.press('Enter')
    await page.locator('[role=status]', { hasText: /\d+ new/ }).waitFor()
  })

  test('every number of an answer leads down to who else publishes it', async () => {
    const page = await pages.open(`/e/${saved}`)
    // Before it has its buttons, a figure is a link to another page.
    await page.locator('figure.chart button').first().waitFor()
    await page.locator('a.figure').first().click()
    const drawer = page.locator('dialog.drawer')
    await drawer.locator('a[data-factor]').first().click()
    await drawer
      .locator('h2', { hasText: 'Who else publishes it' })
      .or(drawer.locator('h3', { hasText: 'Who else publishes it' }))
      .first()
      .waitFor()
    await drawer.locator('text=Licence').first().waitFor()
  })

  test('while the service is gone the page says so', async () => {
    const page = await pages.open('/factors')
    await rows(page).first().waitFor()
    await page.route('**/v1/factor-sets/**', (route) => route.abort())
    await page.selectOption('#factors-mode', 'bus')
    await page.locator('[role=status]', { hasText: 'does not answer' }).waitFor()
    expect(pages.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  })

  const screens = (): readonly (readonly [string, string])[] => [
    ['/factors?kind=grid-intensity&country=DE', 'table.factors tbody th'],
    [`/factors/2026.4/${RECORD}`, 'figure.chart button'],
    [`/e/${saved}`, 'figure.chart button'],
    ['/', '#city'],
  ]

  test('every chart of every screen has a table, a sentence and three files', async () => {
    let charts = 0
    for (const [path, there] of screens()) {
      const page = await pages.open(path)
      await page.locator(there).first().waitFor()
      for (const chart of await page.locator('svg[role=img]').all())
        expect(await chart.evaluate((svg) => svg.closest('figure[data-chart]') !== null)).toBe(true)
      const begun = Date.now()
      for (const [before, chart] of (await page.locator('figure[data-chart]').all()).entries()) {
        charts += 1
        // A browser drops what a page gives beyond ten files a second: faster than any reader, not than a test.
        await page.waitForTimeout(Math.max(0, begun + before * CHART_MS - Date.now()))
        expect(await chart.locator('table tbody tr').count()).toBeGreaterThan(0)
        expect((await chart.locator('.said').textContent())?.length).toBeGreaterThan(10)
        expect(await chart.locator('svg').first().getAttribute('aria-label')).toBe(
          await chart.locator('.said').textContent(),
        )
        for (const kind of ['SVG', 'PNG', 'CSV']) {
          const [taken] = await Promise.all([
            page.waitForEvent('download'),
            chart.locator(`button:text-is("${kind}")`).click(),
          ])
          expect(taken.suggestedFilename()).toMatch(new RegExp(`\\.${kind.toLowerCase()}$`))
        }
      }
    }
    // Modes, three bridges, and the years of a factor.
    expect(charts).toBeGreaterThanOrEqual(5)
  })

  const LOOKS: readonly Look[] = [
    {},
    { colorScheme: 'dark', reducedMotion: 'reduce' },
    { forcedColors: 'active' },
    { width: 360 },
    { width: 360, locale: 'de-DE' },
    { zoom: 2 },
    { locale: 'de-DE', zoom: 4 },
  ]
  test.each(looksByLocale(LOOKS))(
    'axe finds nothing, and no text runs over its edge: %s',
    async (_, looks) => {
      const page = await pages.newPage(looks[0])
      for (const [path, there] of screens()) {
        await page.goto(`${pages.at}${path}`)
        await page.locator(there).first().waitFor({ state: 'attached' })
        await inEachLook(page, looks, async (name) => {
          expect.soft(await violationsOf(page), `${path} ${name}`).toEqual([])
          expect.soft(await overflowing(page), `${path} ${name}`).toEqual([])
        })
      }
    },
  )
})

/** Texts that run over the edge of the window, or of what holds them and does not scroll. */
const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isScrolled = (element: Element | null): boolean =>
      element !== null &&
      (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || isScrolled(element.parentElement))
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    const texts = [...document.querySelectorAll('main *, header *')].filter((element) => {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if (!hasText || element.closest('.spoken, .skip, svg, option, datalist') || isScrolled(element))
        return false
      const { right, width } = element.getBoundingClientRect()
      return width > 0 && right > innerWidth + 1
    })
    return [...wide, ...texts.map((element) => element.textContent?.slice(0, 60) ?? '')]
  })
