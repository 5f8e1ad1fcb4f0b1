import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser, typePlace } from '../fixtures/page-in-browser.ts'
import { FREIBURG, filledTemplate, workbookBytes } from '../fixtures/template.ts'
import { CALENDAR, townFeed } from '../fixtures/town-feed.ts'

const hasBrowser = findBrowser() !== undefined
if (!hasBrowser) console.warn('No Chromium is on this machine: the tests of files in the page skip.')

const WHOLE_YEAR = { 'calendar.txt': CALENDAR('WD,1,1,1,1,1,1,1,20240101,20241231') }
const MAX_BYTES = 3_000_000

/** Cars of two cities in two years; an open licence asks for no contributors. */
const TABLE = [
  'period;city;mode;vehicle_distance_vkm',
  '2022;north;car;1000000',
  '2022;south;car;2000000',
  '2023;north;car;1500000',
]

describe.skipIf(!hasBrowser)('files through the page', () => {
  let site: PageInBrowser
  beforeAll(async () => {
    site = await pageInBrowser({ importLimits: { fileBytes: MAX_BYTES, unpackedBytes: MAX_BYTES * 10 } })
  })
  afterAll(() => site?.close())
  afterEach(async () => {
    await site.closePages()
    expect(site.complaints()).toEqual([])
  })

  async function openDoor(look = {}): Promise<Page> {
    const page = await site.open('/', look)
    await typePlace(page, 'Townsville', 'DE', '2024')
    await page.check('input[name=door] >> nth=1')
    return page
  }
  async function choose(page: Page, name: string, content: Buffer | string): Promise<void> {
    await page.setInputFiles('#file', {
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content as string),
    })
    await page.locator('.look, .faults, .caution').first().waitFor()
  }
  async function describeData(page: Page): Promise<void> {
    await page.fill('#owner', 'Town Transit')
    await page.selectOption('#basis', 'open-licence')
    await page.fill('#licence', 'CC BY 4.0')
  }
  const take = (page: Page) => page.click('button:has-text("Take the file in")')
  const datasets = async (): Promise<readonly string[]> =>
    (await site.app.inject('/v1/datasets')).json().items.map(({ id }: { id: string }) => id)
  const textOf = (page: Page, selector: string) => page.locator(selector).first().textContent()

  test('a timetable becomes an answer with a link, and its data can be deleted', async () => {
    const page = await openDoor()
    await choose(page, 'feed.zip', townFeed(WHOLE_YEAR))
    expect(await textOf(page, '.look')).toContain('GTFS Schedule feed')
    await take(page)
    expect(await page.locator('.fault').allTextContents()).toContain(
      'Write an organisation, such as Stadt Freiburg.',
    )
    await describeData(page)
    await take(page)
    await page.locator('#taken').waitFor()
    // One departure on each of the 366 days of 2024, of 3 rows of stop times.
    expect(await textOf(page, '#taken + p')).toBe('3 rows became 366 totals.')
    await page.click('button:has-text("Show the answer")')
    await page.locator('.so-far .finding').waitFor()
    // 366 days × 14.29496 km (town-feed.ts) are 5,232 km of a bus: some tonnes.
    expect(await textOf(page, '.so-far .finding')).toMatch(/Townsville .*at least [\d.]+ tonnes/)
    expect(await textOf(page, '.taken')).toContain('feed.zip')
    await page.click('text=See the whole answer')
    await page.locator('article.answer').waitFor()
    expect(page.url()).toMatch(/\/answer\?lang=en#1\./)
    const [id = ''] = await datasets()
    expect(id).toMatch(/^townsville-gtfs-/)
    await site.app.inject({ method: 'DELETE', url: `/v1/datasets/${id}` })
    await page.reload()
    await page.locator('article.answer').waitFor()
  })

  test('a table of several cities and years asks which', async () => {
    const page = await openDoor()
    await choose(page, 'table.csv', `${TABLE.join('\n')}\n`)
    const look = await textOf(page, '.look')
    expect(look).toContain('period, city, mode, and vehicle_distance_vkm')
    expect(look).toContain('UTF-8; cells parted by semicolons')
    expect(look).toContain('2022 and 2023')
    await describeData(page)
    await take(page)
    await page.locator('#dataset-city').waitFor()
    expect(await page.inputValue('#dataset-year')).toBe('2023')
    await page.selectOption('#dataset-year', '2022')
    await page.locator('#dataset-city option', { hasText: 'south' }).waitFor({ state: 'attached' })
    await page.selectOption('#dataset-city', 'south')
    await page.click('button:has-text("Show the answer")')
    await page.locator('.so-far .finding').waitFor()
    expect(await page.inputValue('#year')).toBe('2022')
    await page.click('text=Back to what I typed before')
    expect(await page.inputValue('#year')).toBe('2024')
  })

  test('vehicles without a mode are left out, and the answer says so', async () => {
    const page = await openDoor()
    const rows = ['period;city;mode;vehicle_distance_vkm', '2023;north;car;1000000', '2023;north;;500000']
    await choose(page, 'table.csv', `${rows.join('\n')}\n`)
    await describeData(page)
    await take(page)
    await page.locator('#dataset-city').waitFor()
    await page.click('button:has-text("Show the answer")')
    await page.locator('.so-far .finding').waitFor()
    await page.click('text=See the whole answer')
    // 500,000 of the 1,500,000 km have no mode.
    await page.locator('article.answer', { hasText: 'no mode: 500000 km' }).waitFor()
  })

  test('trips between zones ask which city each zone lies in', async () => {
    const page = await openDoor()
    const rows = [
      'period;origin;destination;mode;trips;vehicle_distance_vkm',
      '2023;a;b;car;900;9000',
      '2023;b;a;car;900;9000',
      '2023;a;a;car;500;1000',
    ]
    await choose(page, 'flows.csv', `${rows.join('\n')}\n`)
    await describeData(page)
    await take(page)
    await page.locator('#zones').waitFor()
    expect(await textOf(page, 'label[for=zones]')).toContain('2 zones are not known yet')
    const zones = Buffer.from('zone,city\na,north\nb,\n')
    await page.setInputFiles('#zones', { name: 'zones.csv', mimeType: 'text/csv', buffer: zones })
    await page.locator('#dataset-city option', { hasText: 'north' }).waitFor({ state: 'attached' })
    await page.click('button:has-text("Show the answer")')
    await page.locator('.so-far .finding').waitFor()
  })

  test('the Excel template goes into the form; of several years it asks which', async () => {
    const page = await openDoor()
    await choose(page, 'stadt.xlsx', await workbookBytes(await filledTemplate('de', FREIBURG)))
    expect(await textOf(page, '.look')).toContain('the Excel template, filled in')
    await page.click('button:has-text("Take its figures")')
    await page.click('fieldset button:has-text("2023")')
    await page.locator('.so-far .finding').waitFor()
    expect(await page.inputValue('#city')).toBe('Freiburg im Breisgau')
    expect(await page.inputValue('#population')).toBe('235000')
    expect(await page.inputValue('#cars')).toBe('97000')
    expect(await page.inputValue('#buses-diesel')).toBe('1350000')
    expect(site.complaints().every((line) => line.includes('422'))).toBe(true)
  })

  test('faults of a workbook stand at sheet and cell, and what was typed stays', async () => {
    const page = await openDoor()
    const wrong = [...FREIBURG, { ...FREIBURG[6], value: 'viele' } as (typeof FREIBURG)[number]]
    await choose(page, 'stadt.xlsx', await workbookBytes(await filledTemplate('de', wrong)))
    await page.click('button:has-text("Take its figures")')
    await page.locator('.faults').waitFor()
    expect(await textOf(page, '.faults')).toMatch(/Fahrzeuge.*, cell [A-Z]+\d+: /)
    expect(await page.inputValue('#city')).toBe('Townsville')
    expect(site.complaints().every((line) => line.includes('422'))).toBe(true)
  })

  test('a saved request and the answer that repeats it open in the form', async () => {
    const page = await openDoor()
    const request = {
      city: { name: 'Leeds', country: 'GB' },
      period: '2019',
      demand: [{ mode: 'car', vehicles: 50_000 }],
    }
    await choose(page, 'request.json', JSON.stringify(request))
    await page.click('button:has-text("Open it in the form")')
    await expect.poll(() => page.inputValue('#city')).toBe('Leeds')
    await page.check('input[name=door] >> nth=1')
    await choose(
      page,
      'answer.json',
      JSON.stringify({ id: 'est_1', request: { ...request, period: '2018' } }),
    )
    await page.click('button:has-text("Open it in the form")')
    await expect.poll(() => page.inputValue('#year')).toBe('2018')
  })

  test('data about persons are refused with what to do; nothing of the file is repeated or kept', async () => {
    const page = await openDoor()
    await choose(page, 'trips.csv', 'person_id,phone,zone,trips\nAnna Muster,+4976112345,a,1\n')
    const said = await textOf(page, '.file-door')
    expect(said).toContain('This file has data about single persons. We did not keep it.')
    expect(said).toContain('Column 1: ')
    expect(said).not.toMatch(/Muster|4976|person_id/)
    expect(await page.inputValue('#city')).toBe('Townsville')
  })

  test('what the whole file shows of persons is refused too, and leaves no dataset', async () => {
    const before = await datasets()
    const page = await openDoor()
    await choose(page, 'table.csv', 'period,city,mode,trips\n2024-03-01,anna@example.org,car,500\n')
    await page.fill('#owner', 'Town')
    await page.selectOption('#basis', 'public-task')
    await take(page)
    await page.locator('.faults').waitFor()
    const said = await textOf(page, '.faults')
    expect(said).toContain('This file has data about single persons.')
    expect(said).not.toContain('anna@')
    await expect.poll(datasets).toEqual(before)
  })

  test('a file of the wrong kind, and one that is too large, are not sent', async () => {
    const page = await openDoor()
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
    await choose(page, 'a.pdf', '%PDF-1.7 …')
    expect(await textOf(page, '.faults')).toContain('This is a PDF.')
    const rows = Array.from({ length: 120_000 }, (_, at) => `2024;city-${at};car;10000`)
    await choose(page, 'large.csv', `period;city;mode;trips\n${rows.join('\n')}\n`)
    await page.locator('text=larger than the service takes (3 MB)').waitFor()
    expect(sent).toEqual([])
  })

  test('a dropped file is taken wherever it falls', async () => {
    const page = await site.open('/')
    await page.locator('#city').waitFor()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['period,city,mode,trips\n2024,a,car,500\n'], 'dropped.csv'))
      document
        .querySelector('h1')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
    })
    await page.locator('.look').waitFor()
    expect(await textOf(page, '.look')).toContain('dropped.csv')
  })

  test('on a slow network bytes and time left are shown; who cancels leaves nothing', async () => {
    const before = await datasets()
    const page = await openDoor()
    const rows = Array.from({ length: 60_000 }, (_, at) => `2024;city-${at};car;10000`)
    await choose(page, 'table.csv', `period;city;mode;trips\n${rows.join('\n')}\n`)
    await describeData(page)
    const cdp = await page.context().newCDPSession(page)
    // 1.3 MB at 200 kB a second would take more than six seconds.
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 100,
      downloadThroughput: 200_000,
      uploadThroughput: 200_000,
    })
    await take(page)
    await page
      .locator('.progress .note', { hasText: /kB of 1.\d MB sent\. About \d+ seconds? left/ })
      .waitFor()
    await page.click('button:has-text("Cancel")')
    await page.locator('text=Cancelled. Nothing of the file was kept.').waitFor()
    expect(await page.inputValue('#owner')).toBe('Town Transit')
    await expect.poll(datasets).toEqual(before)
    site.complaints()
  })

  test('a job is cancelled while the service reads', async () => {
    const before = await datasets()
    const page = await openDoor()
    await choose(page, 'table.csv', `${TABLE.join('\n')}\n`)
    await describeData(page)
    // The job is held as running, so that there is time to cancel it.
    const asked: string[] = []
    await page.route('**/v1/jobs/*', (route) => {
      asked.push(route.request().method())
      const progress = { phase: 'reading', bytes: 1, rows: 20, totalRows: 80, secondsLeft: 9 }
      const job = { id: 'job_1', kind: 'import', dataset: 'd', format: 'tidy', startedAt: '', progress }
      const state = asked.includes('DELETE') ? 'cancelled' : 'running'
      return route.fulfill({ json: { ...job, state } })
    })
    await page.route('**/v1/jobs/*/events', (route) => route.abort())
    await take(page)
    await page.locator('.progress .note', { hasText: '20 of 80 rows. About 9 seconds left.' }).waitFor()
    await page.click('button:has-text("Cancel")')
    await page.locator('text=Cancelled. Nothing of the file was kept.').waitFor()
    expect(asked).toContain('DELETE')
    await expect.poll(datasets).toEqual(before)
    site.complaints()
  })

  test('a service that restarts in between says so, and the file can be sent again', async () => {
    const page = await openDoor()
    await choose(page, 'table.csv', `${TABLE.join('\n')}\n`)
    await describeData(page)
    let gone = 2
    await page.route('**/v1/jobs/*/events', (route) => route.abort())
    await page.route(/\/v1\/jobs\/[^/]+$/, (route) => {
      gone -= 1
      const job = { id: 'j', kind: 'import', dataset: 'd', format: 'tidy', startedAt: '' }
      const reason = 'interrupted: send the file again'
      return gone >= 0 ? route.abort() : route.fulfill({ json: { ...job, state: 'failed', reason } })
    })
    await take(page)
    await page.locator('text=The service does not answer').first().waitFor()
    await page.locator('text=The service stopped in between').waitFor()
    await page.unrouteAll()
    await page.click('button:has-text("Send it again")')
    await page.locator('#taken').waitFor()
    expect(site.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  })

  test('while the service is gone a chosen file stays chosen', async () => {
    const page = await openDoor()
    await page.route('**/v1/imports/recognise', (route) => route.abort())
    await choose(page, 'table.csv', `${TABLE.join('\n')}\n`)
    expect(await textOf(page, '.file-door .caution')).toContain('The service does not answer')
    await page.unrouteAll()
    await page.click('button:has-text("Try again")')
    await page.locator('.look').waitFor()
    expect(site.complaints().every((line) => line.includes('Failed to load resource'))).toBe(true)
  })

  test('a service whose disk is full says it in its own words', async () => {
    const page = await openDoor()
    await choose(page, 'table.csv', `${TABLE.join('\n')}\n`)
    await describeData(page)
    const problem = {
      type: '/docs/problems#not-ready',
      title: 'Not ready',
      status: 503,
      detail: 'The disk is full.',
      instance: 'x',
    }
    await page.route('**/v1/datasets/*/content*', (route) => route.fulfill({ status: 503, json: problem }))
    await take(page)
    await page.locator('.faults', { hasText: 'The disk is full.' }).waitFor()
    expect(await page.inputValue('#licence')).toBe('CC BY 4.0')
    site.complaints()
  })

  test('a city with a Chinese name has an id all the same', async () => {
    const page = await openDoor()
    await page.fill('#city', '成都')
    await page.fill('#country', '中国')
    await choose(page, '时刻表.zip', townFeed(WHOLE_YEAR))
    await describeData(page)
    await take(page)
    await page.locator('#taken').waitFor()
    await page.click('button:has-text("Show the answer")')
    await page.locator('.so-far .finding').waitFor()
    expect(await textOf(page, '.so-far .finding')).toContain('成都')
  })

  test('by keyboard alone', async () => {
    const page = await openDoor()
    await page.focus('#file')
    await page.setInputFiles('#file', {
      name: 't.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${TABLE.join('\n')}\n`),
    })
    await page.locator('.look').waitFor()
    const tabTo = async (is: string): Promise<void> => {
      for (let tabs = 0; tabs < 30; tabs++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), is)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`No ${is} is reached by Tab.`)
    }
    await tabTo('#owner')
    await page.keyboard.type('Town')
    await tabTo('#basis')
    await page.keyboard.press('A')
    await tabTo('.file-door button.button')
    await page.keyboard.press('Enter')
    await page.locator('.progress, #taken, .faults').first().waitFor()
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing on the screens of files: %s', async (_, looks) => {
    const page = await openDoor(looks[0])
    await expectAccessibleIn(page, looks)
    await choose(page, 'trips.csv', 'phone,zone\n1,2\n')
    await expectAccessibleIn(page, looks)
    await choose(page, 'feed.zip', townFeed(WHOLE_YEAR))
    await page.click('.file-door button.button')
    await expectAccessibleIn(page, looks)
    // Three journeys a day are too few for data that are not openly published.
    await describeData(page)
    await page.click('.file-door button.button')
    await page.locator('#taken').waitFor()
    await expectAccessibleIn(page, looks)
    await choose(page, 'stadt.xlsx', await workbookBytes(await filledTemplate('en', FREIBURG)))
    await page.click('.file-door button.button')
    await page.locator('.file-door fieldset').waitFor()
    await expectAccessibleIn(page, looks)
    await page.click('.file-door fieldset button >> nth=1')
    await page.locator('.taken').waitFor()
    await expectAccessibleIn(page, looks)
    site.complaints()
  })
})
