import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { SERVICE, startServer } from './child-server.ts'
import { HENNEPIN } from './hennepin.ts'
import { largestTask } from './main-thread.ts'
import { type Measurement, percentile } from './measurement.ts'

/** Where Debian, and who packages Chrome, put a Chromium. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const SCROLLED_ROWS = 5_000
const ROW_HEIGHT = 64
const SCROLL_STEPS = 60
const SLIDER_STEPS = 9
const WARM_UP_STEPS = 2
/** A task that takes longer keeps keys and pointers waiting, as browsers report it [ms]. */
const LONG_TASK_MS = 50

/** What a reader waits for: the first screen, the answer once it is there, typing, and scrolling 5 000 factors. */
export async function benchPage(smoke: boolean): Promise<readonly Measurement[]> {
  const executablePath = BROWSERS.find((place) => existsSync(place))
  if (executablePath === undefined) {
    process.stderr.write('No Chromium is on this machine: the page is not measured.\n')
    return []
  }
  const server = await startServer(SERVICE)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const runs = smoke ? 1 : 7
    // What is asked of a set for the first time opens it: readers after the first do not wait for that.
    await (await fetch(`${server.url}/v1/factor-sets/2026.5/factors?limit=1`)).arrayBuffer()
    const starts = await repeated(runs, () => startUsable(browser, server.url))
    const drawn = await repeated(runs, () => answerDrawn(browser, server.url))
    const years = await repeated(runs, () => yearsDrawn(browser, server.url))
    const typing = await repeated(smoke ? 1 : 3, () => whileTyping(browser, server.url))
    const scrolling = await repeated(smoke ? 1 : 3, () => whileScrolling(browser, server.url))
    const slider = await repeated(smoke ? 1 : 3, () => sliderMoved(browser, server.url))
    return [
      { name: 'page.slider-moves-line', value: percentile(slider, 0.5), unit: 'ms', target: 100 },
      { name: 'page.start-usable', value: percentile(starts, 0.5), unit: 'ms', target: 1000 },
      { name: 'page.answer-drawn', value: percentile(drawn, 0.5), unit: 'ms', target: 100 },
      { name: 'page.years-drawn', value: percentile(years, 0.5), unit: 'ms', target: 150 },
      ...tasksMeasured('page.typing', typing),
      ...tasksMeasured('page.scrolling', scrolling),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

const tasksMeasured = (name: string, tasks: readonly Tasks[]): readonly Measurement[] =>
  (
    [
      ['longest-task', tasks.map(({ longest }) => longest)],
      ['largest-task-cpu', tasks.map(({ processor }) => processor)],
    ] as const
  ).map(([of, values]) => ({
    name: `${name}.${of}`,
    value: percentile(values, 0.5),
    unit: 'ms',
    target: LONG_TASK_MS,
  }))

async function repeated<Value>(runs: number, measure: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = []
  for (let run = 0; run < runs; run += 1) values.push(await measure())
  return values
}

async function withPage<Value>(browser: Browser, use: (page: Page) => Promise<Value>): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, locale: 'en-GB' })
  try {
    return await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** From the address to a field that can be typed into, in a browser that has nothing of the page yet. */
const startUsable = (browser: Browser, url: string): Promise<number> =>
  withPage(browser, async (page) => {
    const begin = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator('#city').waitFor()
    return performance.now() - begin
  })

/** From the last byte of the answer to the frame that shows it. */
const answerDrawn = (browser: Browser, url: string): Promise<number> =>
  withPage(browser, async (page) => {
    await page.goto(url)
    const fragment = await fragmentOf(page, JSON.stringify({ request: JSON.parse(HENNEPIN) }))
    await page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('article.answer')) return
        seen.disconnect()
        requestAnimationFrame(() => setTimeout(() => performance.mark('drawn')))
      })
      seen.observe(document, { childList: true, subtree: true })
    })
    await page.goto(`${url}/answer#${fragment}`)
    await page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0)
    return page.evaluate(() => {
      const [drawn] = performance.getEntriesByName('drawn')
      const arrived = performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/v1\/(estimates|vocabulary)/.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
      return (drawn?.startTime ?? Number.NaN) - Math.max(...arrived)
    })
  })

/** The fragment of a link, as the page packs it. */
const fragmentOf = (page: Page, work: string): Promise<string> =>
  page.evaluate(async (text) => {
    const bytes = new Blob([text])
    const packed = new Uint8Array(
      await new Response(bytes.stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer(),
    )
    const url = btoa(String.fromCharCode(...packed))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '')
    let hash = 0x811c9dc5
    for (let at = 0; at < url.length; at += 1) hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193)
    return `1.${(hash >>> 0).toString(36)}.${url}`
  }, work)

const TEN_MODES = [
  'car',
  'motorcycle',
  'taxi',
  'bus',
  'coach',
  'van',
  'rigid-truck',
  'articulated-truck',
  'tram',
  'metro',
]
/** Twenty years of ten modes: the distance of each grows by a part in fifty a year. */
const TWENTY_YEARS = Array.from({ length: 20 }, (_, year) => ({
  city: { name: 'Freiburg', country: 'DE', population: 220_000 + 500 * year },
  period: String(2004 + year),
  demand: TEN_MODES.map((mode, at) => ({
    mode,
    vehicleDistance: `${(10 + at) * (1 + year / 50)} million vkm`,
  })),
}))

/** From the last byte of twenty years and of why they changed to the frame that shows both. */
const yearsDrawn = (browser: Browser, url: string): Promise<number> =>
  withPage(browser, async (page) => {
    await page.goto(url)
    const [request, ...others] = TWENTY_YEARS
    const work = { request, beside: others.map((one) => ({ request: one })) }
    const fragment = await fragmentOf(page, JSON.stringify(work))
    await page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('#why')) return
        seen.disconnect()
        requestAnimationFrame(() => setTimeout(() => performance.mark('drawn')))
      })
      seen.observe(document, { childList: true, subtree: true })
    })
    await page.goto(`${url}/years#${fragment}`)
    await page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0)
    return page.evaluate(() => {
      const [drawn] = performance.getEntriesByName('drawn')
      const arrived = performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/v1\/(years|comparisons)/.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
      return (drawn?.startTime ?? Number.NaN) - Math.max(...arrived)
    })
  })

/** From the move of a slider to the frame that shows the line at rest. */
const sliderMoved = (browser: Browser, url: string): Promise<number> =>
  withPage(browser, async (page) => {
    await page.goto(url)
    const fragment = await fragmentOf(page, JSON.stringify({ request: JSON.parse(HENNEPIN) }))
    await page.goto(`${url}/s/#${fragment}`)
    // A line that is flat has no height, which counts as hidden.
    await page.locator('.wide [data-line]').waitFor({ state: 'attached' })
    // The first moves warm up the service, as a reader's do.
    const moves = await page.evaluate(async (steps) => {
      const slider = document.querySelector<HTMLInputElement>('#slider-sales-mix-car-electric')
      const line = document.querySelector('.wide [data-line]')
      if (!slider || !line) throw new Error('The page has no slider or no line.')
      const taken: number[] = []
      for (let step = 1; step <= steps; step += 1) {
        const begin = performance.now()
        const drawn = new Promise<void>((resolve) => {
          const seen = new MutationObserver(() => {
            seen.disconnect()
            requestAnimationFrame(() => setTimeout(resolve))
          })
          seen.observe(line, { attributes: true, attributeFilter: ['d'] })
        })
        slider.value = String(step * 4)
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }))
        await drawn
        taken.push(performance.now() - begin)
        await new Promise((resolve) => setTimeout(resolve, 1_500))
      }
      return taken
    }, SLIDER_STEPS)
    return percentile(moves.slice(WARM_UP_STEPS), 0.5)
  })

/** What a task of a page took: by the clock, as a reader waits, and of the processor, whatever else the machine does. */
interface Tasks {
  /** Tasks under 50 ms are not told apart. */
  readonly longest: number
  readonly processor: number
}

const tasksWhile = async (browser: Browser, page: Page, act: () => Promise<void>): Promise<Tasks> => {
  await observeTasks(page)
  const processor = await largestTask(browser, page, act)
  return { longest: await longestTask(page), processor }
}

/** While a city, its country and two figures are typed. */
const whileTyping = (browser: Browser, url: string): Promise<Tasks> =>
  withPage(browser, async (page) => {
    await page.goto(url)
    await page.locator('#city').waitFor()
    await page.waitForTimeout(500)
    return tasksWhile(browser, page, async () => {
      for (const [field, text] of [
        ['city', 'Freiburg im Breisgau'],
        ['country', 'Germany'],
        ['population', '236140'],
        ['cars', '97000'],
      ] as const) {
        await page.click(`#${field}`)
        await page.keyboard.type(text, { delay: 40 })
      }
      await page.locator('.so-far .finding').waitFor()
      await page.waitForTimeout(500)
    })
  })

const whileScrolling = (browser: Browser, url: string): Promise<Tasks> =>
  withPage(browser, async (page) => {
    await page.goto(`${url}/factors`)
    await page.locator('table.factors tbody th').first().waitFor()
    await page.waitForTimeout(500)
    const step = (SCROLLED_ROWS * ROW_HEIGHT) / SCROLL_STEPS
    return tasksWhile(browser, page, async () => {
      for (let at = 1; at <= SCROLL_STEPS; at += 1) {
        await page.evaluate((top) => document.querySelector('.rows-in-view')?.scrollTo({ top }), at * step)
        await page.waitForTimeout(50)
      }
      await page.locator(`tr[aria-rowindex="${SCROLLED_ROWS}"] th`).waitFor()
    })
  })

const observeTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const kept = window as unknown as { longest: number }
    kept.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) kept.longest = Math.max(kept.longest, duration)
    }).observe({ type: 'longtask' })
  })

/** @returns 0 where no task took 50 ms */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { longest: number }).longest)
