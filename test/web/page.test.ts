import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
let id: string
beforeAll(async () => {
  app = await newApp()
  const saved = await postEstimate(app, SMALL_CITY, '?save=true')
  id = saved.json().id
})
afterAll(() => app.close())

const page = async (url: string, language = 'en') => {
  const reply = await app.inject({ url, headers: { 'accept-language': language } })
  return { reply, text: reply.body }
}

describe('a saved answer is read without scripts', () => {
  test('it begins with a sentence whose subject is what is covered', async () => {
    const { reply, text } = await page(`/e/${id}`)
    expect(reply.statusCode).toBe(200)
    // SMALL_CITY states cars alone, so that the total is one side of the truth.
    expect(text).toMatch(/<p class="finding">The traffic inside Leeds that is counted here emitted at least/)
    expect(text).toContain('19 chances in 20')
    expect(text).not.toContain('for each inhabitant')
  })

  test('what is missing has a row of its own and is never 0', async () => {
    const { text } = await page(`/e/${id}`)
    expect(text).toMatch(/<strong>vans<\/strong>/)
    expect(text).toContain(`href="/?from=${id}&amp;lang=en&amp;add=vans"`)
    expect(text.match(/fill="url\(#not-counted-720\)"/g)?.length).toBeGreaterThan(3)
  })

  test('with trips of residents alone it says so, says at least, and compares no inhabitants', async () => {
    // One trip of 5 km by car a day of each of 1,000 inhabitants.
    const trips = {
      city: { name: 'Leeds', country: 'GB', population: 1000 },
      period: '2019',
      travel: {
        tripsPerPersonPerDay: 1,
        modes: [{ mode: 'car', tripShare: 1, meanTripLength: '5 km' }],
      },
      occupancy: [{ mode: 'car', personsPerVehicle: 1.5 }],
      fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }],
    }
    const made = await postEstimate(app, trips, '?save=true')
    expect(made.statusCode).toBe(201)
    for (const [path, sentence] of [
      [`/e/${made.json().id}`, /<p class="finding">Trips of Leeds’s residents emitted at least/],
      [`/e/${made.json().id}/brief`, /<h1>Trips of Leeds’s residents emitted at least/],
    ] as const) {
      const { text } = await page(path)
      expect(text).toMatch(sentence)
      for (const part of ['visitors, commuters and through traffic', 'vans', 'trucks'])
        expect(text).toContain(`<strong>${part}</strong>`)
      expect(text).not.toContain('for each inhabitant')
    }
  })

  test('a boundary that cannot be told says what it needs, and who has it, by the names of modes', async () => {
    const { text } = await page(`/e/${id}`)
    expect(text).toContain('needs Car by flow: within the city, into it, out of it and through it.')
    expect(text).not.toContain('/demand/')
  })

  test('each number leads to its explanation', async () => {
    const { text } = await page(`/e/${id}`)
    const [, href = ''] = /class="figure" href="([^"]+)"/.exec(text) ?? []
    const why = await page(href.replaceAll('&amp;', '&'))
    expect(why.reply.statusCode).toBe(200)
    expect(why.text).toContain('How it is calculated')
    expect(why.text).toContain('you stated it')
  })

  test('in the language of the reader, and in the one that the address names', async () => {
    expect((await page(`/e/${id}`, 'de-AT,de;q=0.9')).text).toContain('<html lang="de">')
    expect((await page(`/e/${id}?lang=de`)).text).toContain('Was enthalten ist, und was nicht')
  })

  test('no other host is asked, and no script stands in the page', async () => {
    const { reply, text } = await page(`/e/${id}`)
    const policy = String(reply.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(text).not.toMatch(/<script(?![^>]*src="\/assets\/)/)
    expect(text).not.toContain('style="')
    expect(text.match(/(?:src|href)="(?!\/|#|data:,)[^"]*"/g)).toBeNull()
  })

  test('a city with a name like a script is a name', async () => {
    const city = { ...SMALL_CITY, city: { ...SMALL_CITY.city, name: '<script>alert(1)</script>' } }
    const saved = await postEstimate(app, city, '?save=true')
    expect((await page(`/e/${saved.json().id}`)).text).not.toContain('<script>alert')
  })
})

test('an address of nothing says so with 404', async () => {
  const { reply, text } = await page('/e/est_nothing')
  expect(reply.statusCode).toBe(404)
  expect(text).toContain('There is no such saved answer')
})

test('the first screen and its examples', async () => {
  expect((await page('/')).text).toContain('How much CO2 does traffic in your city emit?')
  expect((await page('/examples/freiburg-2023.json')).reply.json()).toMatchObject({ period: '2023' })
  expect((await page('/examples/..%2fpackage.json')).reply.statusCode).toBe(404)
  expect((await page('/assets/..%2f..%2fpackage.json')).reply.statusCode).toBe(404)
})

test('the explanation of any figure of an answer that is not saved', async () => {
  const asked = await postEstimate(app, SMALL_CITY, '?include=explanation&figure=byMode/car')
  expect(asked.json().explanation.figure.address).toBe('byMode/car/co2e')
})

describe('the language of a page', () => {
  const languageOf = async (url: string, headers: Record<string, string>): Promise<string | undefined> =>
    /<html lang="(\w+)">/.exec((await app.inject({ url, headers })).body)?.[1]

  test.each(['/', '/answer', '/factors', '/e/est_nothing', '/docs/problems'])(
    'of %s is that of its address, else that chosen before, else that of the browser',
    async (url) => {
      const headers = { 'accept-language': 'pt-BR,pt;q=0.9', cookie: 'a=b; lang=zh' }
      expect(await languageOf(`${url}?lang=es`, headers)).toBe('es')
      expect(await languageOf(url, headers)).toBe('zh')
      expect(await languageOf(url, { 'accept-language': 'pt-BR,pt;q=0.9' })).toBe('pt')
      expect(await languageOf(`${url}?lang=xx`, { cookie: 'lang=<b>' })).toBe('en')
    },
  )

  test('of a saved answer, its explanation and a record is said by every one of its parts', async () => {
    const { text } = await page(`/e/${id}`, 'fr')
    expect(text).toMatch(/<p class="finding">Les véhicules qui circulent dans le périmètre de Leeds/)
    expect(text).toContain('lang="fr"')
    expect((await page(`/e/${id}/why`, 'zh')).text).toContain('这个数字从何而来')
    expect((await page('/docs/problems', 'es')).text).toContain('Se usó un valor de un año anterior')
  })

  test('is kept apart by who keeps pages for others', async () => {
    for (const url of ['/', '/docs/problems', `/v1/estimates/${id}/brief`])
      expect((await page(url)).reply.headers['vary']).toContain('cookie')
  })
})
