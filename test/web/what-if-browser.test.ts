import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toFragment } from '../../web/link/work-link.ts'
import { expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE, type Look } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { postEstimate } from '../fixtures/service.ts'

const FREIBURG: object = JSON.parse(readFileSync('examples/freiburg-2023.json', 'utf8'))
const CYCLE = { kind: 'mode-shift', mode: 'car', toMode: 'cycle', from: 2025, to: 2032, size: 0.08 }
const CARS = { kind: 'sales-mix', mode: 'car', powertrain: 'electric', from: 2024, to: 2035, size: 1 }
const BUSES = { kind: 'fleet-share', mode: 'bus', powertrain: 'electric', from: 2024, to: 2032, size: 0.8 }
const PACKAGES = {
  until: 2035,
  targets: [{ kind: 'science-based' }, { kind: 'budget', year: 2035, budget: 1_500_000 }],
  packages: [
    { name: 'All of it', levers: [CYCLE, CARS, { ...BUSES, cost: 40_000_000 }] },
    { name: '', levers: [BUSES] },
  ],
  at: 0,
}

const linkTo = (whatIf?: object, lang = 'en'): string =>
  `/s/?lang=${lang}#${toFragment({ request: FREIBURG, ...(whatIf ? { whatIf } : {}) })}`
const finding = (page: Page) => page.locator('.what-if .picture .finding')
const slider = (page: Page, id: string) => page.locator(`#slider-${id}`)
const line = (page: Page): Promise<string | null> => page.locator('.wide [data-line]').getAttribute('d')
/** The table of measures has shares once the sliders rest. */
const rested = (page: Page): Promise<void> =>
  page.locator('figure[data-chart=effects] td', { hasText: '…' }).first().waitFor({ state: 'detached' })

describe.skipIf(!findBrowser())('what measures change, in a browser', () => {
  let shown: PageInBrowser
  beforeAll(async () => {
    shown = await pageInBrowser()
  })
  afterAll(() => shown?.close())
  afterEach(async () => {
    await shown.closePages()
    expect(shown.complaints()).toEqual([])
  })
  /** A browser tells of every refusal, which is what is tested. */
  const expectRefusals = (): void =>
    expect(shown.complaints().every((text) => text.includes('422'))).toBe(true)
  const opened = async (whatIf?: object, look: Look = {}, lang = 'en'): Promise<Page> => {
    const page = await shown.open(linkTo(whatIf, lang), look)
    await finding(page).waitFor()
    return page
  }

  test('from a saved answer and back', async () => {
    const { id } = (await postEstimate(shown.app, FREIBURG, '?save=true')).json()
    const page = await shown.open(`/e/${id}`)
    await page.click('text=What would lower it?')
    await finding(page).waitFor()
    expect(await finding(page).textContent()).toContain('No measure yet.')
    await page.click('text=Back to the answer')
    await page.locator('article.answer h1').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/e/${id}`)
    expect(await page.locator('article.answer h1').textContent()).toBe('Freiburg im Breisgau, 2023')
  })

  test('a slider moved by keys moves the line, and undo gives back the same bytes', async () => {
    const page = await opened()
    const before = await line(page)
    await slider(page, 'sales-mix-car-electric').focus()
    await page.keyboard.press('End')
    await finding(page).filter({ hasText: 'tonnes less CO2e in 2035' }).waitFor()
    expect(await slider(page, 'sales-mix-car-electric').getAttribute('aria-valuetext')).toBe('100%')
    expect(await page.inputValue('#size-sales-mix-car-electric')).toBe('100')
    expect(await line(page)).not.toBe(before)
    await page.locator('button:has-text("Undo"):enabled').click()
    await finding(page).filter({ hasText: 'No measure yet.' }).waitFor()
    expect(await line(page)).toBe(before)
    await page.locator('button:has-text("Redo"):enabled').click()
    await finding(page).filter({ hasText: 'tonnes less CO2e in 2035' }).waitFor()
  })

  test('a typed number goes beyond what was seen, and the page says so', async () => {
    const page = await opened()
    await page.fill('#size-trips-car', '25,5')
    await finding(page).filter({ hasText: 'tonnes less' }).waitFor()
    expect(await page.inputValue('#size-trips-car')).toBe('25,5')
    // levers.csv: from 0 % (telework, at least) to 20 % (a zone for residents in Rome).
    expect(await page.locator('#ends-trips-car').textContent()).toContain('Seen elsewhere: 0% to 20%')
    await page.locator('#name-trips-car').locator('xpath=..').locator('summary').click()
    await page.selectOption('#evidence-trips-car', 'lever.soft-measures.cairns-2004')
    await page.locator('#ends-trips-car .caution').waitFor()
    expect(await page.locator('#ends-trips-car').textContent()).toContain('a figure of your own')
  })

  test('says what each measure brings, whether targets are met, and what it costs', async () => {
    const page = await opened(PACKAGES)
    await rested(page)
    // docs/scenarios.md: of the whole package, electric cars bring most.
    expect(await page.locator('#effects').textContent()).toBe('What each measure brings in 2035')
    const rows = page.locator('figure[data-chart=effects] tbody tr')
    expect(await rows.first().textContent()).toMatch(/^New vehicles: Car, Electric.*less \(/)
    const targets = await page.locator('.target').allTextContents()
    expect(targets[0]).toMatch(/Half by 2030.*Missed by [\d,]+ tonnes\..*\d+ of 20 outcomes meet it\./)
    expect(targets[1]).toMatch(/Used up in 20\d\d/)
    const packages = page.locator('#packages').locator('xpath=..').locator('tbody tr')
    await packages.nth(1).filter({ hasText: 'less (' }).waitFor()
    await page.locator('summary:has-text("What would have to be true")').click()
    await page.locator('text=All measures together').first().waitFor()
    expect(await page.locator('#needs').locator('xpath=ancestor::section').textContent()).toContain(
      'What 2035 depends on',
    )
  })

  test('a link opened again gives the same, and it has every package', async () => {
    const page = await opened(PACKAGES)
    await slider(page, 'grid').focus()
    await page.keyboard.press('PageUp')
    await page.locator('button:has-text("Undo"):enabled').waitFor()
    await page.locator('button[aria-label="Duplicate All of it"]').click()
    await page.locator('input.package-name').nth(2).fill('Half of it')
    const link = page.url()
    await page.waitForURL(({ href }) => href !== link)
    const [path, said] = [await line(page), await finding(page).textContent()]
    const again = await shown.open(page.url().slice(shown.at.length))
    await finding(again).waitFor()
    expect([await line(again), await finding(again).textContent()]).toEqual([path, said])
    expect(await again.locator('input.package-name').nth(2).inputValue()).toBe('Half of it')
    await again.locator('button[aria-label="Remove Half of it"]').click()
    expect(await again.locator('input.package-name').count()).toBe(2)
  })

  test('faults stand at their fields, say what is accepted, and what was typed stays', async () => {
    const page = await opened({
      ...PACKAGES,
      targets: [{ kind: 'linear', year: 2035, reduction: 0.5 }],
      packages: [{ name: '', levers: [CARS] }],
    })
    await page.fill('#size-mode-shift-car-walk', '140')
    await page.locator('.lever .fault', { hasText: 'from 0% to 100%' }).waitFor()
    expect(await page.inputValue('#size-mode-shift-car-walk')).toBe('140')
    expect(await page.getAttribute('#size-mode-shift-car-walk', 'aria-invalid')).toBe('true')
    expect(await page.locator('.picture .caution').textContent()).toContain('last figures')
    await page.fill('#size-mode-shift-car-walk', '4 %')
    await page.fill('#target-0-year', '2020')
    await page.locator('.target .fault', { hasText: 'from 2024 to 2035' }).waitFor()
    await page.fill('#target-0-year', '2034')
    await page.fill('#size-mode-shift-car-walk', 'lots')
    await page.locator('.lever .fault', { hasText: 'cannot read' }).waitFor()
    expect(await page.inputValue('#size-mode-shift-car-walk')).toBe('lots')
    await slider(page, 'mode-shift-car-walk').focus()
    await page.keyboard.press('Home')
    await page.locator('.fault').first().waitFor({ state: 'detached' })
    expectRefusals()
  })

  test('two measures on one share, and shares of more than all, are told at a measure', async () => {
    const inUse = { ...CARS, kind: 'fleet-share', size: 0.7 }
    const levers = [CARS, inUse, { ...inUse, powertrain: 'fuel-cell' }]
    const page = await shown.open(linkTo({ ...PACKAGES, targets: [], packages: [{ name: '', levers }] }))
    await page.locator('.lever .fault', { hasText: 'Two measures set the same share' }).waitFor()
    await page.locator('.lever .fault', { hasText: 'Together they may be 100% at most' }).waitFor()
    await page.locator('.faults a', { hasText: 'Two measures' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('size-fleet-share-car-electric')
    expectRefusals()
  })

  test('an effect of a zone asks how much of the city it is', async () => {
    const page = await opened()
    await page.locator('#name-speed-car').locator('xpath=..').locator('summary').click()
    await page.selectOption('#evidence-speed-car', 'lever.speed-30.yannis-2024')
    await page.locator('.lever .fault', { hasText: 'share of the distance' }).waitFor()
    await page.fill('#zoneShare-speed-car', '20')
    await finding(page).filter({ hasText: 'tonnes less' }).waitFor()
    await page.locator('.fault').first().waitFor({ state: 'detached' })
    expectRefusals()
    const card = page.locator('#name-speed-car').locator('xpath=..')
    expect(await card.locator('.evidence').textContent()).toContain('fuel on the streets with the limit')
  })

  test('any other measure can be added and removed', async () => {
    const page = await opened()
    await page.locator('.add-lever').nth(2).locator('summary').click()
    await page.selectOption('#add-kind-improve', 'blend')
    await page.locator('.add-lever').nth(2).locator('button').click()
    await page.fill('#size-blend-diesel', '20')
    await finding(page).filter({ hasText: 'tonnes less' }).waitFor()
    await page.locator('#name-blend-diesel').locator('xpath=..').locator('summary').click()
    await page.click('text=Remove this measure')
    await finding(page).filter({ hasText: 'No measure yet.' }).waitFor()
  })

  test('a link that was cut says so and shows nothing else; one of nothing says where to begin', async () => {
    const cut = await shown.open(linkTo(PACKAGES).slice(0, -20))
    await cut.locator('text=This link is incomplete').waitFor()
    expect(await cut.locator('.what-if').count()).toBe(0)
    const empty = await shown.open('/s/')
    await empty.locator('text=This page begins with an answer').waitFor()
  })

  test.each([
    ['de', /^Mit diesen Maßnahmen stößt .* 2035 [\d.]+ Tonnen CO2e weniger aus/],
    ['fr', /^Avec ces mesures, .* tonnes de CO2e de moins/],
    ['zh', /2035年比不采取时少排放[\d.]+万吨CO2e/],
  ] as const)('speaks %s', async (lang, sentence) => {
    const page = await opened(PACKAGES, {}, lang)
    await finding(page).filter({ hasText: sentence }).waitFor()
    expect(await page.title()).toContain('Freiburg')
    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing, and nothing runs over the edge: %s', async (_, looks) => {
    const page = await opened(PACKAGES, looks[0])
    await rested(page)
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('details')) part.open = true
    })
    await page.locator('section[aria-labelledby=needs] table').first().waitFor()
    await expectAccessibleIn(page, looks)
  })
})
