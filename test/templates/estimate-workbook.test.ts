import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { LANGUAGES } from '../../api/words/catalogue.ts'
import { WORKBOOK_TYPE } from '../../api/workbook/media-type.ts'
import { readSheets } from '../../api/workbook/sheets.ts'
import { runCommand } from '../fixtures/command.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'
import { city, FREIBURG, FREIBURG_2023, figure, filledTemplate, workbookBytes } from '../fixtures/template.ts'

const factorSets = () => factorSetsOf([releasedSet('2026.3')])

let app: FastifyInstance
let folder: string
let file: string
let bytes: Buffer
beforeAll(async () => {
  app = await newApp({ factorSets: factorSets() })
  folder = mkdtempSync(join(tmpdir(), 'cordon-workbook-'))
  bytes = await workbookBytes(await filledTemplate('de', FREIBURG))
  file = join(folder, 'stadt.xlsx')
  writeFileSync(file, bytes)
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const post = (payload: Buffer, query = '') =>
  app.inject({
    method: 'POST',
    url: `/v1/estimates${query}`,
    payload,
    headers: { 'content-type': WORKBOOK_TYPE },
  })

const run = (...words: readonly string[]) => runCommand(words, { input: bytes, factorSets })

describe('POST /v1/estimates with a workbook', () => {
  test('answers for a year what the same request as JSON is answered, to the byte', async () => {
    const answer = await post(bytes, '?period=2023')
    const byHand = await app.inject({ method: 'POST', url: '/v1/estimates', payload: FREIBURG_2023 })
    expect([answer.statusCode, byHand.statusCode]).toEqual([200, 200])
    expect(answer.body).toBe(byHand.body)
  })

  test('without a year lists those of the workbook, and so with one that it has not', async () => {
    for (const query of ['', '?period=2019']) {
      const answer = await post(bytes, query)
      expect(answer.statusCode).toBe(422)
      expect(answer.json().errors).toEqual([
        expect.objectContaining({
          code: 'workbook-year-open',
          parameter: 'period',
          candidates: ['2022', '2023'],
        }),
      ])
    }
  })

  test('takes the only year unasked', async () => {
    const one = await workbookBytes(
      await filledTemplate(
        'zh',
        FREIBURG.filter(({ column }) => column !== 2022),
      ),
    )
    expect((await post(one)).json()).toMatchObject({ period: '2023' })
  })

  test('refuses with pointer, sheet and cell', async () => {
    const sheets = await filledTemplate('en', [
      city('name', 'Freiburg'),
      city('country', 'DE'),
      city('population', 0.5),
      figure('vehicles', 'vehicles', 2023, 0, 'mode.car'),
    ])
    const answer = await post(await workbookBytes(sheets))
    expect(answer.statusCode).toBe(422)
    // The rows of the city begin in row 3 and its fourth column is for all years: population is D6.
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: '/city/population', sheet: 'City', cell: 'D6' }),
        expect.objectContaining({ pointer: '/demand/0/vehicles', sheet: 'Vehicles', cell: 'K3' }),
      ]),
    )
  })

  test('says which sheets it did not read', async () => {
    const sheets = [
      ...(await filledTemplate('en', FREIBURG)),
      { name: 'Notizen 1', isHidden: false, rows: [['x']], percent: new Set<string>() },
    ]
    const answer = await post(await workbookBytes(sheets), '?period=2023')
    expect(answer.headers['cordon-sheets-not-read']).toBe('Notizen%201')
  })

  test('is refused if it is no workbook, and JSON takes no period beside its own', async () => {
    const noWorkbook = await post(Buffer.from('{}'))
    expect([noWorkbook.statusCode, noWorkbook.json().errors[0].code]).toEqual([422, 'workbook-not-xlsx'])
    const json = await app.inject({
      method: 'POST',
      url: '/v1/estimates?period=2023',
      payload: FREIBURG_2023,
    })
    expect([json.statusCode, json.json().errors[0].parameter]).toEqual([400, 'period'])
  })

  test('keeps what it is asked to keep', async () => {
    const answer = await post(bytes, '?period=2022&save=true')
    expect(answer.statusCode).toBe(201)
    expect((await app.inject(`${answer.headers.location}`)).statusCode).toBe(200)
  })
})

describe('GET /v1/templates/city', () => {
  test.each(LANGUAGES)('gives the workbook in %s, the same bytes each time', async (lang) => {
    const url = `/v1/templates/city?lang=${lang}`
    const [one, other] = [await app.inject(url), await app.inject(url)]
    expect(one.headers['content-type']).toBe(WORKBOOK_TYPE)
    expect(one.rawPayload.equals(other.rawPayload)).toBe(true)
    expect(await readSheets(one.rawPayload)).toHaveLength(9)
  })

  test('knows no other language and no other name', async () => {
    expect((await app.inject('/v1/templates/city?lang=tlh')).statusCode).toBe(400)
    expect((await app.inject('/v1/templates/village')).statusCode).toBe(400)
  })
})

describe('cordon estimate of a workbook', () => {
  test('prints a column for each year', async () => {
    const { exitCode, output } = await run('estimate', file)
    expect(exitCode).toBe(0)
    expect(output).toMatch(/ 2022 +2023$/m)
    expect(output).toMatch(/^CO2e +[\d,]+ t CO2e +[\d,]+ t CO2e$/m)
    expect(output).toMatch(/^CO2e of tram +— +[\d,]+ t CO2e$/m)
    expect(output.indexOf('2023: ')).toBeLessThan(output.indexOf('CO2e of tram'))
  })

  test('gives JSON and CSV of the years, with intervals', async () => {
    const json = JSON.parse((await run('estimate', file, '--format', 'json')).output)
    const answered = (await post(bytes, '?period=2023')).json()
    expect(json.years[1]).toEqual(answered)
    const { data } = Papa.parse<Record<string, string>>(
      (await run('estimate', file, '--format', 'csv')).output,
      {
        header: true,
        skipEmptyLines: true,
      },
    )
    const total = data.find(({ figure: name }) => name === 'CO2e')
    const { value, lower, upper } = answered.totals.co2e
    expect([total?.['2023'], total?.['2023 lower'], total?.['2023 upper']].map(Number)).toEqual([
      value,
      lower,
      upper,
    ])
    expect(data.find(({ group }) => group === 'coverage')?.['2023']).toBe(answered.coverage.sentence)
  })

  test('prints one year as it prints the JSON of that year', async () => {
    const hand = join(folder, 'hand.json')
    writeFileSync(hand, JSON.stringify(FREIBURG_2023))
    const byHand = await run('estimate', hand)
    expect(await run('estimate', file, '--period', '2023')).toEqual(byHand)
    expect((await run('estimate', '-', '--period', '2023')).output).toBe(byHand.output)
  })

  test('names sheet and cell of a fault', async () => {
    const bad = join(folder, 'bad.xlsx')
    writeFileSync(
      bad,
      await workbookBytes(
        await filledTemplate('en', [
          city('name', 'Freiburg'),
          city('country', 'DE'),
          figure('vehicles', 'vehicles', 2023, '97.000', 'mode.car'),
        ]),
      ),
    )
    const { exitCode, complaint } = await run('estimate', bad)
    expect(exitCode).toBe(2)
    expect(complaint).toContain('sheet Vehicles, cell K3')
    expect(complaint).toContain('decimal=comma')
    expect((await run('estimate', bad, '--decimal', 'comma')).exitCode).toBe(0)
  })

  test('refuses options of workbooks beside JSON', async () => {
    const hand = join(folder, 'hand.json')
    writeFileSync(hand, JSON.stringify(FREIBURG_2023))
    expect((await run('estimate', hand, '--period', '2023')).exitCode).toBe(2)
  })
})

describe('cordon template', () => {
  test('writes what the service gives, with years of one’s own', async () => {
    const output = join(folder, 'empty.xlsx')
    const { exitCode } = await run('template', '--language', 'fr', '--output', output, '--years', '2015-2016')
    expect(exitCode).toBe(0)
    const { readFileSync } = await import('node:fs')
    const sheets = await readSheets(readFileSync(output))
    expect(sheets.find(({ name }) => name === 'Véhicules')?.rows[1]).toEqual([
      'Mode',
      'Motorisation',
      'Grandeur',
      'Unité',
      'Exemple',
      2015,
      2016,
      'Que saisir',
    ])
    expect((await run('template', '--output', output, '--years', '2016-2015')).exitCode).toBe(2)
  })
})
