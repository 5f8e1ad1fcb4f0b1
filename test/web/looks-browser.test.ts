import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inEachLook, overhangOf, violationsOf } from '../fixtures/accessible.ts'
import { findBrowser, launchBrowser, patientContext } from '../fixtures/browser.ts'
import { LOOKS, type Look, looksByLocale, windowFor } from '../fixtures/looks.ts'

/** Grey on grey: 1.3 to 1, of the 4.5 that a text needs. */
const PALE = 'color: #777; background: #888'
const WIDE = 'width: 500px'

describe.skipIf(!findBrowser())('looks at one page, one after another', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  /** The looks in which a page with a fault in some media fails. */
  async function failingOf(media: string, fault: string): Promise<readonly Look[]> {
    const page = await (await patientContext(browser, windowFor(LOOKS[0]))).newPage()
    await page.setContent(`<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><p>Text</p></main>
      <style>:root { color-scheme: light dark } @media ${media} { p { ${fault}; forced-color-adjust: none } }</style>`)
    const failing: Look[] = []
    await inEachLook(page, LOOKS, async (name) => {
      const violations = await violationsOf(page)
      if (violations.length > 0 || (await overhangOf(page)) > 0) failing.push(JSON.parse(name))
    })
    await page.context().close()
    return failing
  }

  test.each<readonly [string, string, (look: Look) => boolean]>([
    ['(prefers-color-scheme: dark)', PALE, ({ colorScheme }) => colorScheme === 'dark'],
    ['(forced-colors: active)', PALE, ({ forcedColors }) => forcedColors === 'active'],
    ['(max-width: 320px)', WIDE, ({ width }) => width === 320],
    ['(max-width: 360px)', WIDE, ({ width = 1200 }) => width <= 360],
    ['(max-height: 400px)', PALE, ({ height = 900 }) => height <= 400],
    ['(min-resolution: 2dppx)', PALE, ({ deviceScaleFactor = 1 }) => deviceScaleFactor >= 2],
    ['(min-width: 1200px)', PALE, ({ width = 1200 }) => width === 1200],
    ['(prefers-color-scheme: light)', PALE, ({ colorScheme }) => colorScheme === undefined],
  ])('a fault in %s is found in the looks that it is in, and in no other', async (media, fault, isIn) => {
    const [first, ...others] = LOOKS
    // The first one is looked at last.
    expect(await failingOf(media, fault)).toEqual([...others, first].filter(isIn))
  })

  test('each look is of one page, by its language', () => {
    expect(looksByLocale(LOOKS).map(([locale, looks]) => [locale, looks.length])).toEqual([
      ['en-GB', 6],
      ['de-DE', 1],
    ])
  })
})
