import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { METHOD_VERSION } from '../../src/index.ts'
import { toFragment, type Work } from '../../web/link/work-link.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const REQUEST = {
  city: { name: 'Freiburg', country: 'DE' },
  period: '2023',
  demand: [{ mode: 'car', vehicleDistance: '900 million vkm' }],
}

describe.skipIf(!findBrowser())('a link in a browser', () => {
  let pages: PageInBrowser
  beforeAll(async () => {
    pages = await pageInBrowser({
      factorSets: factorSetsOf([releasedSet('2026.4'), releasedSet('2026.1')]),
    })
  })
  afterAll(() => pages?.close())
  afterEach(async () => {
    await pages.closePages()
    expect(pages.complaints()).toEqual([])
  })
  const open = (work: Work) => pages.open(`/answer#${toFragment(work)}`)
  const made = 'article.answer > p.note'

  test('with a set is answered with that set, to the byte what a script gets', async () => {
    const page = await open({ request: REQUEST, factorSet: '2026.1', methodVersion: METHOD_VERSION })
    await page.locator('article.answer').waitFor()
    expect(await page.locator(made).first().textContent()).toContain('Factor set 2026.1,')
    const reply = await pages.app.inject({
      method: 'POST',
      url: '/v1/estimates',
      payload: { ...REQUEST, factorSet: '2026.1' },
    })
    expect(await page.getAttribute('article.answer', 'data-estimate')).toBe(reply.json().id)
    await page.locator('text=the newest is 2026.4').waitFor()
    await page.click('text=Compute it with 2026.4')
    await page.locator(made, { hasText: 'Factor set 2026.4,' }).waitFor()
    await page.goBack()
    await page.locator(made, { hasText: 'Factor set 2026.1,' }).waitFor()
  })

  test('without a set gets in its address what made the answer, so that a reload gives the same', async () => {
    const page = await open({ request: REQUEST })
    await page.locator('article.answer').waitFor()
    const id = await page.getAttribute('article.answer', 'data-estimate')
    await page.waitForFunction((old) => location.hash !== old, `#${toFragment({ request: REQUEST })}`)
    await page.reload()
    await page.locator('article.answer').waitFor()
    expect(await page.getAttribute('article.answer', 'data-estimate')).toBe(id)
    expect(await page.locator('.linked').count()).toBe(0)
  })

  test('of another method shows both answers, how far they are apart, and why', async () => {
    const before = { request: REQUEST, factorSet: '2026.4', methodVersion: '3' }
    const page = await open({ ...before, total: { value: 100_000, lower: 90_000, upper: 110_000 } })
    const linked = page.locator('.linked')
    await linked.waitFor()
    const text = (await linked.textContent()) ?? ''
    expect(text).toContain('made with method 3; this service has method 4')
    expect(text).toContain('As linked')
    expect(text).toContain('100,000')
    expect(text).toMatch(/Today’s total is [\d,]+ tonnes (higher|lower)/)
  })

  test('of a newer method says that it is newer', async () => {
    const page = await open({ request: REQUEST, factorSet: '2026.4', methodVersion: '5' })
    await page.locator('.linked', { hasText: 'which is newer than the method 4' }).waitFor()
    await page.locator('.linked', { hasText: 'does not say what the total was' }).waitFor()
  })

  test('of a set that is not here is answered with the newest, and says so', async () => {
    const page = await open({ request: REQUEST, factorSet: '2019.9', methodVersion: METHOD_VERSION })
    await page
      .locator('.linked', { hasText: 'factor set 2019.9, which this service does not have' })
      .waitFor()
    expect(pages.complaints().every((line) => line.includes('404'))).toBe(true)
  })

  test('in a form of a newer version says so and shows nothing else', async () => {
    const page = await pages.open('/answer#2.abc.def')
    await page.locator('.caution', { hasText: 'A newer version of Cordon made this link' }).waitFor()
    expect(await page.locator('article').count()).toBe(0)
  })

  test('while the service is gone nothing is saved, and the page says so', async () => {
    const page = await open({ request: REQUEST })
    await page.locator('article.answer').waitFor()
    await page.route('**/v1/estimates?save=true', (route) => route.abort())
    await page.click('button:has-text("Save")')
    await page.locator('[role=alert]', { hasText: 'Nothing was saved' }).waitFor()
    expect(pages.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  })
})
