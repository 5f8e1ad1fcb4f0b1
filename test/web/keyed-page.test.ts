import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyringOf } from '../../api/access/keyring.ts'
import { newKey } from '../../api/access/secret.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { toFragment } from '../../web/link/work-link.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const executablePath = findBrowser()

describe.skipIf(!executablePath)('the page of a service that asks for keys', () => {
  let site: PageInBrowser
  const store = memoryStore()
  const keyring = keyringOf(store)
  const { secret, key } = newKey({ name: 'a', scopes: ['contribute'], origin: 'command' })

  beforeAll(async () => {
    await store.addKey(key)
    site = await pageInBrowser({
      factorSets: factorSetsOf([HAND_SET]),
      store,
      keyring,
      access: { asksForKeys: true },
    })
  })
  afterAll(() => site?.close())

  test('asks for one, again if it is wrong, and shows what its holder saved', async () => {
    const saved = await site.app.inject({
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: SMALL_CITY,
      headers: { authorization: `Bearer ${secret}` },
    })
    const page = await site.open(`/e/${saved.json().id}`)
    const dialog = page.locator('dialog.key')
    await dialog.waitFor()
    expect(await page.locator('article.answer').count()).toBe(0)
    await page.fill('#key', 'cordon_wrong')
    await page.click('dialog.key button[type=submit]')
    await page.locator('dialog.key p:has-text("does not know this key")').waitFor()
    await page.fill('#key', secret)
    await page.click('dialog.key button[type=submit]')
    await page.locator('article.answer').waitFor()
    expect(await page.locator('article.answer h1').textContent()).toBe('Leeds, 2019')
    await page.click('article.answer a.figure >> nth=0')
    await page.locator('dialog.drawer h2').waitFor()
    await page.keyboard.press('Escape')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[download]:has-text("GPC rows")'),
    ])
    expect(await download.failure()).toBeNull()
    // Nothing of the key is left in an address or for another tab.
    expect(page.url()).not.toContain('cordon_')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await page.reload()
    await page.locator('article.answer').waitFor()
    expect(await dialog.count()).toBe(0)
  })

  test('who may read and not save is offered no saving', async () => {
    const reading = newKey({ name: 'b', scopes: ['read'], origin: 'command' })
    await store.addKey(reading.key)
    await keyring.reload()
    const context = await site.newContext()
    await context.addInitScript((kept) => sessionStorage.setItem('cordon-key', kept), reading.secret)
    const page = await site.open(`/answer#${toFragment({ request: SMALL_CITY })}`, {}, context)
    await page.locator('text=Your key may read and compute, and not save').waitFor()
    expect(await page.locator('button:text-is("Save")').count()).toBe(0)
  })

  test('a file is sent, and its job watched, with the key', async () => {
    const page = await site.open('/')
    await page.fill('#city', 'Leeds')
    await page.fill('#country', 'GB')
    await page.check('input[name=door] >> nth=1')
    const buffer = Buffer.from('period,city,mode,vehicle_distance_vkm\n2019,leeds,car,1000000\n')
    await page.setInputFiles('#file', { name: 'table.csv', mimeType: 'text/csv', buffer })
    await page.locator('dialog.key, .look').first().waitFor()
    if (await page.locator('dialog.key').isVisible()) {
      await page.fill('#key', secret)
      await page.click('dialog.key button[type=submit]')
    }
    await page.locator('.look').waitFor()
    await page.fill('#owner', 'Leeds')
    // Without contributors, distances are taken under an open licence alone (rule I8).
    await page.selectOption('#basis', 'open-licence')
    await page.fill('#licence', 'CC BY 4.0')
    await page.click('button:has-text("Take the file in")')
    await page.locator('dialog.key, #taken').first().waitFor()
    if (await page.locator('dialog.key').isVisible()) {
      await page.fill('#key', secret)
      await page.click('dialog.key button[type=submit]')
    }
    await page.locator('#taken').waitFor()
    await page.locator('#dataset-year').waitFor()
  })
})
