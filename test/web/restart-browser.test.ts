import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser, launchBrowser, patientContext } from '../fixtures/browser.ts'
import { typePlace } from '../fixtures/page-in-browser.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'

/** 240,000 rows: enough that the service is still at it when it is told to stop. */
const DAYS = Array.from({ length: 600 }, (_, day) =>
  new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10),
)
const TOWNS = ['Ash', 'Oak', 'Elm', 'Birch', 'Thorn', 'Wood', 'Brook', 'Stone'].flatMap((name) =>
  ['ford', 'ham', 'ton', 'bury', 'field'].map((end) => `${name}${end}`),
)
const MODES = ['car', 'motorcycle', 'taxi', 'bus', 'coach', 'tram', 'metro', 'rail', 'cycle', 'walk']
const MANY_ROWS = DAYS.length * TOWNS.length * MODES.length

describe.skipIf(!findBrowser())('files through the page, at a service in a process of its own', () => {
  let folder: string
  let service: RunningService
  let browser: Browser
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-restart-'))
    service = await startService(folder)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    service?.child.kill('SIGTERM')
    await service?.ended
    rmSync(folder, { recursive: true, force: true })
  })

  const datasets = async (): Promise<readonly { id: string; facts: number }[]> =>
    ((await (await fetch(`${service.url}/v1/datasets`)).json()) as { items: { id: string; facts: number }[] })
      .items

  /** A page whose file is at the service, which reads it. */
  async function takingIn(): Promise<Page> {
    const page = await (await patientContext(browser, { locale: 'en-GB' })).newPage()
    await page.goto(service.url)
    await typePlace(page, 'Townsville', 'DE', '2024')
    await page.check('input[name=door] >> nth=1')
    const rows = DAYS.flatMap((day) =>
      TOWNS.flatMap((town) => MODES.map((mode, at) => `${day};${town};${mode};${100_000 + at}`)),
    )
    await page.setInputFiles('#file', {
      name: 'table.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`period;city;mode;trips\n${rows.join('\n')}\n`),
    })
    await page.locator('.look').waitFor()
    await page.fill('#owner', 'Town Transit')
    await page.selectOption('#basis', 'open-licence')
    await page.fill('#licence', 'CC BY 4.0')
    await page.selectOption('#grain', 'day')
    await page.click('button:has-text("Take the file in")')
    await page.locator('.progress', { hasText: /Reading|Checking|Adding up/ }).waitFor()
    return page
  }

  test('who cancels while the file is read leaves nothing', async () => {
    const page = await takingIn()
    await page.click('.progress button:has-text("Cancel")')
    await page.locator('text=Cancelled. Nothing of the file was kept.').waitFor()
    await expect.poll(datasets).toEqual([])
    await page.context().close()
  })

  test('a service that is killed and starts again kept nothing, and takes the file when it is sent again', async () => {
    const page = await takingIn()
    service.child.kill('SIGKILL')
    await service.ended
    await page.locator('text=The service does not answer').first().waitFor()
    const { port } = new URL(service.url)
    service = await startService(folder, { PORT: port })
    await page.locator('text=Nothing of the file was kept').waitFor()
    expect((await datasets()).map(({ facts }) => facts).filter((facts) => facts > 0)).toEqual([])
    expect(await page.inputValue('#owner')).toBe('Town Transit')
    await page.click('button:has-text("Send it again")')
    await page.locator('#taken').waitFor()
    expect((await datasets()).map(({ facts }) => facts)).toEqual([MANY_ROWS])
  })
})
