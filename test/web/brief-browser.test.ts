import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { postEstimate } from '../fixtures/service.ts'

/** The area of an A4 page between its margins of 14 and 16 mm, at 96 px to the inch. */
const PAPER = { width: 673, height: 1017 }

/** As much as a brief may have to say: a long name, many modes, and what is missing beside them. */
const LONG = {
  city: {
    name: 'Ciudad Autónoma de Buenos Aires y partidos del Gran Buenos Aires',
    country: 'ES',
    population: 3e6,
  },
  period: '2023',
  demand: ['car', 'motorcycle', 'taxi', 'bus', 'coach', 'van', 'rigid-truck', 'articulated-truck']
    .map((mode): object => ({ mode, vehicleDistance: '100 million vkm' }))
    .concat(['tram', 'metro', 'rail'].map((mode) => ({ mode, energy: '16 GWh', carrier: 'electricity' }))),
}
const FREIBURG = {
  city: { name: 'Freiburg', country: 'DE', population: 236_140 },
  period: '2023',
  demand: [
    { mode: 'car', vehicles: 97_000 },
    { mode: 'bus', energy: '4200000 L', carrier: 'diesel' },
  ],
}
const exampleOf = (name: string): object => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'))

describe.skipIf(!findBrowser())('the brief for a council, in a browser', () => {
  let shown: PageInBrowser
  beforeAll(async () => {
    shown = await pageInBrowser()
  })
  afterAll(() => shown?.close())
  afterEach(async () => {
    await shown.closePages()
    expect(shown.complaints()).toEqual([])
  })
  const saved = async (request: object): Promise<string> =>
    (await postEstimate(shown.app, request, '?save=true')).json().id

  const CASES: readonly (readonly [string, object])[] = [
    ['a city with much to say', LONG],
    ['registrations and litres', FREIBURG],
    ['Leeds', exampleOf('leeds-2019')],
    ['Hennepin', exampleOf('hennepin-2020')],
  ]
  test.each(CASES)('prints to two A4 pages, and no figure is cut: %s', async (_, request) => {
    const id = await saved(request)
    for (const lang of ['en', 'de'])
      for (const path of [`/e/${id}/brief?lang=${lang}`, `/v1/estimates/${id}/brief?lang=${lang}`]) {
        const page = await shown.open(path)
        expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), path).toBe(2)
        for (const high of await partHeights(page)) expect(high).toBeLessThanOrEqual(PAPER.height)
      }
  })

  test('a third page is found', async () => {
    const page = await shown.open(`/e/${await saved(LONG)}/brief`)
    await page.evaluate(() => {
      const part = document.querySelector('.brief .second')
      part?.append(part.cloneNode(true))
    })
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(2)
  })

  test('says first what is covered, in at most 150 words, and recommends nothing', async () => {
    const page = await shown.open(`/e/${await saved(FREIBURG)}/brief`)
    expect(await page.locator('.brief h1').textContent()).toMatch(
      /emitted at least [\d,]+ tonnes of CO2e in 2023\.$/,
    )
    const summary = await page.locator('.brief .first > p:not(.note)').allTextContents()
    expect(summary.join(' ')).toContain('19 chances in 20')
    expect(summary.join(' ')).toContain('Not counted: visitors, commuters and through traffic')
    expect(summary.join(' ').split(/\s+/).length).toBeLessThanOrEqual(150)
    const text = (await page.locator('.brief').textContent()) ?? ''
    expect(text).not.toMatch(/recommend/i)
    for (const blank of ['Decision sought:', 'Cost:', 'Legal:', 'Equality:']) expect(text).toContain(blank)
    expect(text).toContain('Cars registered in the city: 97,000 vehicles')
  })

  test('is copied as text with headings, numbers with units and its link, and no buttons', async () => {
    const context = await shown.newContext()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const id = await saved(FREIBURG)
    const page = await shown.open(`/e/${id}/brief`, {}, context)
    await page.click('button:has-text("Copy as text")')
    await page.locator('[data-tools] [role=status]', { hasText: 'Copied.' }).waitFor()
    const [text, html] = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const of = async (type: string): Promise<string> => (await item?.getType(type))?.text() ?? ''
      return [await of('text/plain'), await of('text/html')]
    })
    expect(text).toContain('\nIn short\n')
    expect(text).toMatch(/\nMode\tTonnes of CO2e\t95 % range\tShare\nCar\t[\d,]+\t[\d,]+ – [\d,]+\t\d+%\n/)
    expect(text).toContain(`${shown.at}/e/${id}`)
    expect(text).not.toMatch(/SVG|PNG|Copy as text|[●○▾]/)
    expect(html).toMatch(/<h1>[^<]+ tonnes of CO2e in 2023\.<\/h1>/)
    expect(html).toContain('<th>Tonnes of CO2e</th>')
    expect(html).not.toMatch(/<svg|<button|class=/)
  })

  test('without a clipboard the page says what to do', async () => {
    const page = await shown.open(`/e/${await saved(FREIBURG)}/brief`)
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
      document.execCommand = () => false
    })
    await page.click('button:has-text("Copy as text")')
    await page.locator('[data-tools] [role=status]', { hasText: 'Select the text' }).waitFor()
  })

  test('the picture is taken as SVG, PNG and CSV', async () => {
    const page = await shown.open(`/e/${await saved(FREIBURG)}/brief`)
    for (const kind of ['SVG', 'PNG', 'CSV']) {
      const [taken] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`figure button:has-text("${kind}")`),
      ])
      expect(taken.suggestedFilename()).toBe(`modes.${kind.toLowerCase()}`)
    }
  })

  test('an answer that is not saved has one too, made of its link', async () => {
    const page = await shown.open('/')
    await page.fill('#city', 'Freiburg')
    await page.fill('#country', 'DE')
    await page.fill('#year', '2023')
    await page.fill('#cars', '97 000')
    await page.click('.so-far a.button')
    await page.click('text=Two pages for the council')
    await page.locator('.brief h1').waitFor()
    expect(await page.locator('.brief .made').textContent()).toContain('It is not saved.')
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2)
    await page.click('text=Back to the whole answer')
    await page.locator('article.answer').waitFor()
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing, and nothing runs over the edge: %s', async (_, looks) => {
    const page = await shown.open(`/e/${await saved(FREIBURG)}/brief`, looks[0])
    await page.locator('[data-tools] button').first().waitFor()
    await expectAccessibleIn(page, looks)
  })
})

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

/** How high the two parts are on paper [px]. */
async function partHeights(page: Page): Promise<readonly number[]> {
  await page.setViewportSize(PAPER)
  await page.emulateMedia({ media: 'print' })
  const heights = await page.evaluate(() =>
    [...document.querySelectorAll('.brief .first, .brief .second')].map(
      (part) => part.getBoundingClientRect().height,
    ),
  )
  expect(heights.length).toBe(2)
  return heights
}
