import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toFragment } from '../../web/link/work-link.ts'
import { speechOf } from '../../web/words/language.ts'
import { expectAccessible, expectAccessibleIn } from '../fixtures/accessible.ts'
import { findBrowser } from '../fixtures/browser.ts'
import { LOOKS_BY_LOCALE } from '../fixtures/looks.ts'
import { type PageInBrowser, pageInBrowser } from '../fixtures/page-in-browser.ts'
import { postEstimate } from '../fixtures/service.ts'

type Request = Readonly<Record<string, unknown>>

const bocholt = (period: string, vehicles: number, more: object = {}): Request => ({
  city: { name: 'Bocholt', country: 'DE', population: 71_000 },
  period,
  demand: [{ mode: 'car', vehicles }],
  ...more,
})
const linkTo = (page: 'years' | 'peers', [request, ...others]: readonly Request[], lang = 'en'): string =>
  `/${page}?lang=${lang}#${toFragment({ request, beside: others.map((one) => ({ request: one })) })}`
/** The set counts cars of the United States in another way from 2020 on, and the trucks are new then; 2019 is missing. */
const BROKEN = [
  ...['2016', '2017', '2018'].map((period) => ({ period, demand: [] as object[] })),
  { period: '2020', demand: [{ mode: 'rigid-truck', vehicleDistance: '200 million vkm' }] },
].map(
  ({ period, demand }): Request => ({
    city: { name: 'Springfield', country: 'US', population: 500_000 },
    period,
    demand: [{ mode: 'car', vehicleDistance: '3000 million vkm' }, ...demand],
  }),
)

describe.skipIf(!findBrowser())('years in a browser', () => {
  let shown: PageInBrowser
  beforeAll(async () => {
    shown = await pageInBrowser()
  })
  afterAll(() => shown?.close())
  afterEach(async () => {
    await shown.closePages()
    expect(shown.complaints().filter((line) => !/status of 4\d\d/.test(line))).toEqual([])
  })
  const saved = async (request: Request): Promise<string> =>
    (await postEstimate(shown.app, request, '?save=true')).json().id
  const why = (page: Page) => page.locator('article.years .finding')

  test('a second year is entered beside the first, and why it changed is read', async () => {
    const page = await shown.open(`/answer#${toFragment({ request: bocholt('2021', 42_992) })}`)
    await page.click('text=Add another year')
    const form = page.locator('form.year-form')
    await form.waitFor()
    expect(await form.locator('.copied').count()).toBe(2)
    expect(await form.locator('#cars').inputValue()).toBe('42992')
    expect(await form.locator('#cars-hint').textContent()).toBe('2021: 42,992 vehicles')
    await page.fill('#cars', '39 712')
    await page.click('text=Use this year')
    expect(await form.locator('[role=alert]').textContent()).toBe('Write a year such as 2019.')
    await page.fill('#year', '2021')
    await page.click('text=Use this year')
    expect(await form.locator('[role=alert]').textContent()).toContain('2021 is there already')
    await page.fill('#year', '2015')
    await page.click('text=Use this year')
    await why(page).waitFor()
    expect(await why(page).textContent()).toMatch(/^Bocholt 2015 to 2021: (up|down) \d+\.\d %: /)
    // The inhabitants were not looked at.
    expect(await page.locator('article.years .caution').first().textContent()).toContain(
      'of 2015 are still copied',
    )
    expect(await page.locator('section[aria-labelledby=stated] li').first().textContent()).toContain(
      '(copied: Inhabitants)',
    )
    expect(await page.locator('article.years svg.strips').count()).toBe(4)
    await page.click('[aria-label="Change 2015"]')
    await page.click('text=It is the same')
    await page.click('text=Use this year')
    await page.locator('article.years .caution:has-text("copied")').waitFor({ state: 'detached' })
    await page.goBack()
    await page.locator('article.years .caution:has-text("copied")').waitFor()
  })

  test('the link opened again gives the same, with the set and the method that made it', async () => {
    const link = linkTo('years', [bocholt('2021', 42_992), bocholt('2018', 41_200)])
    const page = await shown.open(link)
    await page.locator('[data-chart=why] button').first().waitFor()
    await page.waitForFunction((before) => !location.href.endsWith(before), link)
    const again = await shown.open(page.url().replace(shown.at, ''))
    await again.locator('[data-chart=why] button').first().waitFor()
    expect(await again.locator('article.years').textContent()).toBe(
      await page.locator('article.years').textContent(),
    )
  })

  test('years are put in order, and which two are compared stands in the link', async () => {
    const years = [bocholt('2021', 43_000), bocholt('2015', 39_700), bocholt('2018', 41_200)]
    const page = await shown.open(linkTo('years', years))
    await why(page).waitFor()
    const heads = page.locator('section[aria-labelledby=years] tbody th')
    expect(await heads.allTextContents()).toEqual(['2015', '2016', '2017', '2018', '2019', '2020', '2021'])
    await page.selectOption('select[name=from]', '2018')
    await page.locator('.finding:has-text("2018 to 2021")').waitFor()
    const again = await shown.open(page.url().replace(shown.at, ''))
    await again.locator('.finding:has-text("2018 to 2021")').waitFor()
  })

  test('a year that is missing is a gap that is said, and a break is named and spliced', async () => {
    const page = await shown.open(linkTo('years', BROKEN))
    await why(page).waitFor()
    const said = await page.locator('section[aria-labelledby=years] .said').textContent()
    expect(said).toContain('Nothing is stated of 2019.')
    expect(said).toContain('From 2020 it is counted in another way')
    const picture = await page.locator('section[aria-labelledby=years] .wide svg').textContent()
    expect(picture).toContain('On one level')
    expect(await page.locator('section[aria-labelledby=years] h2').textContent()).not.toMatch(/^(Up|Down)/)
    expect(await page.locator('#why-method').textContent()).toContain('no part of the change')
  })

  test('a saved answer and its other years are read without scripts, and in another span', async () => {
    const ids = [
      await saved(bocholt('2015', 39_700)),
      await saved(bocholt('2021', 43_000)),
      await saved(bocholt('2018', 41_000)),
    ]
    const context = await shown.newContext({ javaScriptEnabled: false })
    const page = await shown.open(`/e/${ids[0]}/years?with=${ids[1]}&with=${ids[2]}`, {}, context)
    expect(await why(page).textContent()).toMatch(/^Bocholt 2015 to 2021: /)
    expect(await page.locator('article.years table').first().textContent()).toContain('2018')
    await page.selectOption('select[name=to]', '2018')
    await page.click('form.span button')
    expect(await why(page).textContent()).toMatch(/^Bocholt 2015 to 2018: /)
    const gone = await shown.open(`/e/${ids[0]}/years?with=est_0`, {}, context)
    expect(await gone.locator('h1').textContent()).toBe('There is no such saved answer')
  })

  test('a saved city shows its years', async () => {
    await shown.app.inject({
      method: 'PUT',
      url: '/v1/cities/bocholt',
      payload: { name: 'Bocholt', country: 'DE' },
    })
    for (const [year, cars] of [
      ['2015', 39_700],
      ['2018', 45_000],
    ] as const)
      await shown.app.inject({
        method: 'PUT',
        url: `/v1/cities/bocholt/years/${year}`,
        payload: bocholt(year, cars),
      })
    const page = await shown.open('/e/bocholt/years?lang=de')
    expect(await why(page).textContent()).toMatch(/^Bocholt 2015 bis 2018: \d,\d % mehr: /)
    await page.locator('figure button:has-text("CSV")').first().waitFor()
    await page.click('text=Diese Jahre ändern oder andere hinzufügen')
    await page.locator('section[aria-labelledby=stated]').waitFor()
  })

  test('years that are saved get one address', async () => {
    const page = await shown.open(linkTo('years', [bocholt('2015', 39_700), bocholt('2021', 43_000)]))
    await why(page).waitFor()
    await page.click('text=Save these years')
    await page.waitForURL(/\/e\/est_\w+\/years\?/)
    expect(await why(page).textContent()).toMatch(/^Bocholt 2015 to 2021: /)
  })

  test('a year from a file stands beside, and one that is there is replaced', async () => {
    const file = join(tmpdir(), `cordon-year-${process.pid}.json`)
    writeFileSync(file, JSON.stringify(bocholt('2018', 41_000)))
    const page = await shown.open(linkTo('years', [bocholt('2021', 43_000)]))
    await page.locator('form.year-form').waitFor()
    await page.setInputFiles('#years-file', file)
    await why(page).waitFor()
    await page.setInputFiles('#years-file', file)
    expect(await page.locator('section[aria-labelledby=stated] > ul > li').count()).toBe(2)
  })

  const BAD: readonly (readonly [string, readonly Request[], RegExp])[] = [
    [
      'two cities',
      [bocholt('2015', 39_700), bocholt('2018', 4, { city: { name: 'Borken', country: 'DE' } })],
      /2018: /,
    ],
    ['a month', [bocholt('2015', 39_700), bocholt('2018-05', 41_000)], /2018-05: /],
    [
      'two boundaries that nothing is common to',
      [
        bocholt('2015', 39_700),
        bocholt('2018', 0, {
          allocation: 'induced-activity',
          demand: ['within', 'inbound', 'outbound'].map((flow) => ({
            mode: 'car',
            flow,
            vehicleDistance: '3 million vkm',
            ...(flow === 'within' ? {} : { insideShare: 0.5 }),
          })),
        }),
      ],
      /by flow/,
    ],
  ]
  test.each(BAD)('%s: refused with what to do, and the years stay', async (_, years, says) => {
    const page = await shown.open(linkTo('years', years))
    await page.locator('.faults li').first().waitFor()
    expect(await page.locator('.faults').textContent()).toMatch(says)
    expect(await page.locator('section[aria-labelledby=stated] > ul > li').count()).toBe(2)
    await page.click('section[aria-labelledby=stated] > ul > li:nth-child(2) button:has-text("Remove")')
    await page.locator('article.years').waitFor()
  })

  test('a cut link says that it is cut, and shows nothing else', async () => {
    const page = await shown.open(linkTo('years', [bocholt('2015', 39_700)]).slice(0, -8))
    expect(await page.locator('main .caution').textContent()).toContain('This link is incomplete')
  })

  test.each(['de', 'fr', 'zh'] as const)(
    'in %s every sentence has its words and fits a phone',
    async (lang) => {
      const page = await shown.open(linkTo('years', BROKEN, lang), { width: 360 })
      await why(page).waitFor()
      expect(await page.locator('main').innerText()).not.toMatch(/\{\w+\}|undefined|NaN/)
      expect(await page.locator('h1').textContent()).toBe(
        speechOf(lang).say('years.title', { city: 'Springfield' }),
      )
      await page.click(`text=${speechOf(lang).say('years.add')}`)
      await expectAccessible(page)
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('button, th, label, legend')]
          .filter(
            (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline',
          )
          .map((one) => one.textContent),
      )
      expect(cut).toEqual([])
      // No text of a picture runs over its edge.
      const over = await page.evaluate(() =>
        [...document.querySelectorAll('.narrow svg')].flatMap((svg) => {
          const { left, right } = svg.getBoundingClientRect()
          return [...svg.querySelectorAll('text')]
            .filter(
              (text) =>
                text.getBoundingClientRect().left < left - 1 ||
                text.getBoundingClientRect().right > right + 1,
            )
            .map((text) => text.textContent)
        }),
      )
      expect(over).toEqual([])
    },
  )

  test.each(LOOKS_BY_LOCALE)('axe finds nothing, and nothing runs over the edge: %s', async (_, looks) => {
    const page = await shown.open(linkTo('years', BROKEN), looks[0])
    await why(page).waitFor()
    await page.click('[aria-label="Change 2017"]')
    await expectAccessibleIn(page, looks)
  })

  test('by keys alone a year is added', async () => {
    const page = await shown.open(linkTo('years', [bocholt('2021', 43_000)]))
    await page.locator('form.year-form').waitFor()
    await page.focus('#year')
    await page.keyboard.type('2019')
    await page.keyboard.press('Enter')
    await why(page).waitFor()
  })
})

describe.skipIf(!findBrowser())('cities beside each other in a browser', () => {
  let shown: PageInBrowser
  beforeAll(async () => {
    shown = await pageInBrowser()
  })
  afterAll(() => shown?.close())
  afterEach(async () => {
    await shown.closePages()
    expect(shown.complaints()).toEqual([])
  })
  const city = (name: string, distance: string): Request => ({
    city: { name, country: 'DE', population: 100_000 },
    period: '2022',
    demand: [{ mode: 'car', vehicleDistance: { value: distance, plusMinus: '2 %' } }],
  })
  const CITIES = [
    city('Ahaus', '300 million vkm'),
    city('Borken', '304 million vkm'),
    city('Coesfeld', '900 million vkm'),
  ]

  test('are ranked with ranges, and which differences are real is said', async () => {
    const page = await shown.open(linkTo('peers', CITIES))
    const rows = page.locator('section[aria-labelledby=peers-inhabitant] tbody tr')
    await rows.first().waitFor()
    expect(await rows.locator('td:last-child').allTextContents()).toEqual([
      '◆ the measure',
      '≈ not sure',
      // Three times the distance, known to ±2 %.
      '▲ surely higher',
    ])
    await page.selectOption('select', 'Coesfeld')
    await page
      .locator('section[aria-labelledby=peers-inhabitant] td:has-text("▼ surely lower")')
      .first()
      .waitFor()
  })

  test('begin with one, and an example or a saved answer is added', async () => {
    const page = await shown.open(linkTo('peers', CITIES.slice(0, 1)))
    await page.locator('text=Add a second city').waitFor()
    const { id } = (await postEstimate(shown.app, CITIES[1] as Request, '?save=true')).json()
    await page.fill('#peer-address', `${shown.at}/e/${id}`)
    await page.click('text=Add it')
    await page.locator('article.peers').waitFor()
    await page.click('button:has-text("Leeds")')
    await page.locator('article.peers td, article.peers th').getByText('Leeds').first().waitFor()
    await page.click('text=Save these answers')
    await page.waitForURL(/\/e\/est_\w+\/peers\?/)
    expect(await page.locator('article.peers tbody tr').count()).toBeGreaterThanOrEqual(5)
  })

  test.each(LOOKS_BY_LOCALE)('axe finds nothing, and nothing runs over the edge: %s', async (_, looks) => {
    const page = await shown.open(linkTo('peers', CITIES), looks[0])
    await page.locator('article.peers').waitFor()
    await expectAccessibleIn(page, looks)
  })
})
