import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toFragment } from '../../web/link/work-link.ts'
import { LANGUAGES, type Language, speechOf } from '../../web/words/language.ts'
import { violationsOf } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'

const CITY = {
  city: { name: 'Freiburg', country: 'DE', population: 236_140 },
  period: '2023',
  demand: [
    { mode: 'car', vehicleDistance: '900 million vkm' },
    { mode: 'van', vehicleDistance: '90 million vkm' },
    { mode: 'rigid-truck', vehicleDistance: '40 million vkm' },
    { mode: 'bus', vehicleDistance: '7 million vkm' },
  ],
}
const PHONE = 360

/** Parts that stick out of the window, and buttons and links whose words stick out of them. */
const cutParts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    // A word that is broken in the middle is cut too.
    document.body.style.overflowWrap = 'normal'
    const cut = [...document.querySelectorAll<HTMLElement>('button, .doors label, nav a, th, legend, label')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
      .map((one) => `${one.tagName}: ${one.textContent}`)
    document.body.style.overflowWrap = ''
    return [...wide, ...cut]
  })

describe.skipIf(!findBrowser())('languages in a browser', () => {
  let pages: PageInBrowser
  beforeAll(async () => {
    pages = await pageInBrowser()
  })
  afterAll(() => pages?.close())
  afterEach(async () => {
    await pages.closePages()
    expect(pages.complaints()).toEqual([])
  })

  test.each(Object.keys(LANGUAGES) as Language[])(
    'every screen in %s fits a phone, and axe finds nothing',
    async (language) => {
      const { say } = speechOf(language)
      const screens: readonly (readonly [string, string])[] = [
        [`/?lang=${language}`, '#city'],
        [`/factors?lang=${language}&country=DE&mode=car`, 'table'],
        [`/docs/problems?lang=${language}`, 'dl'],
        [`/answer?lang=${language}#${toFragment({ request: CITY })}`, 'article.answer'],
      ]
      const page = await pages.newPage({ width: PHONE })
      for (const [path, ready] of screens) {
        await page.goto(`${pages.at}${path}`)
        await page.locator(ready).first().waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        // A name without a value, or a key without a sentence.
        expect(await page.locator('body').innerText()).not.toMatch(/\{\w+\}|undefined/)
        expect(await cutParts(page), path).toEqual([])
        expect(await violationsOf(page), path).toEqual([])
      }
      await page.locator(`text=${say('downloads.title')}`).waitFor()
    },
  )

  test('words that run over their button would be found', async () => {
    const page = await pages.open('/', { width: PHONE })
    await page.locator('#city').waitFor()
    await page.evaluate(() => {
      const button = document.createElement('button')
      button.textContent = 'Donaudampfschifffahrtsgesellschaft'
      button.style.width = '40px'
      document.body.append(button)
    })
    expect(await cutParts(page)).toContain('BUTTON: Donaudampfschifffahrtsgesellschaft')
  })

  test('the switch keeps the work and the choice, and a page loads the words of one language', async () => {
    const page = await pages.open(`/answer#${toFragment({ request: CITY })}`)
    await page.locator('article.answer').waitFor()
    const before = await page.getAttribute('article.answer', 'data-estimate')
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await page.click('.languages a[lang="zh"]')
    await page.locator('html[lang="zh"] article.answer').waitFor()
    expect(await page.getAttribute('article.answer', 'data-estimate')).toBe(before)
    expect(await page.locator('.finding').first().textContent()).toMatch(/^2023年，.*\d万吨/)
    expect(loaded.filter((path) => /^\/assets\/(en|de|es|fr|pt|zh)-/.test(path))).toEqual([
      expect.stringMatching(/^\/assets\/zh-/),
    ])
    await page.goto(`${pages.at}/`)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
  })

  test('what was typed is still there in another language', async () => {
    const page = await pages.open('/?lang=fr')
    await page.fill('#city', 'Lyon')
    await page.fill('#cars', '500 000')
    await page.click('.languages a[lang="pt"]')
    await page.locator('html[lang="pt"] #city').waitFor()
    expect(await page.inputValue('#city')).toBe('Lyon')
    expect(await page.inputValue('#cars')).toBe('500 000')
  })
})
