import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'

const hasBrowser = findBrowser() !== undefined
if (!hasBrowser) console.warn('No Chromium is on this machine: the tests of the page by keyboard alone skip.')

/** Of a phone, and of a zoom of 200 % and 400 %. */
const SMALL = LOOKS.filter(({ width = 1200, colorScheme }) => width < 700 && colorScheme === undefined)

describe.skipIf(!hasBrowser)('by keyboard alone in a small window', () => {
  let site: PageInBrowser
  beforeAll(async () => {
    site = await pageInBrowser()
  })
  afterAll(() => site?.close())
  afterEach(async () => {
    await site.closePages()
    expect(site.complaints()).toEqual([])
  })

  /** Presses Tab until an element has the focus. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let tabs = 0; tabs < 250; tabs++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`No key leads to ${selector}.`)
  }
  async function type(page: Page, selector: string, text: string): Promise<void> {
    await tabTo(page, selector)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }
  const expectNoSidewaysScroll = async (page: Page): Promise<void> =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )

  test.each(SMALL)('faults are found, an answer is reached and the guide recommends: %o', async (look) => {
    const page = await site.open('/', look)
    await page.locator('#city').waitFor()
    for (const [field, text] of [
      ['#city', 'Freiburg'],
      ['#country', 'Germany'],
      ['#year', '20233'],
      ['#cars', 'many'],
      ['#buses-diesel', '-5'],
    ] as const)
      await type(page, field, text)
    await page.keyboard.press('Enter')
    await page.locator('section.faults:focus').waitFor()
    await tabTo(page, '.faults li:nth-child(3) a')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('buses-diesel')
    await expectNoSidewaysScroll(page)
    for (const [field, text] of [
      ['#buses-diesel', '4.2 million litres'],
      ['#year', '2023'],
      ['#cars', '97000'],
    ] as const)
      await type(page, field, text)
    await page.locator('.so-far[aria-busy=false] .finding, .so-far-bar').first().waitFor()
    if (await page.locator('.so-far-bar').isVisible()) {
      await tabTo(page, '.so-far-bar')
      await page.keyboard.press('Enter')
    }
    await tabTo(page, '.so-far a.button')
    await page.keyboard.press('Enter')
    await page.locator('article.answer').waitFor()
    await expectNoSidewaysScroll(page)
    for (const question of ['purpose', 'before', 'data']) {
      await tabTo(page, `#guide-${question}`)
      await page.keyboard.press('ArrowDown')
    }
    await page.locator('.guide [role=status] strong, .guide [role=status] p').first().waitFor()
    await expectNoSidewaysScroll(page)
  })
})
