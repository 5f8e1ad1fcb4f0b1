import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { Failure, type Fault } from '../../api/request/failure.ts'
import { MEASURES } from '../../api/templates/layout.ts'
import { toTemplate } from '../../api/templates/read-template.ts'
import { CATALOGUES, LANGUAGES, say } from '../../api/words/catalogue.ts'
import { UNITS, unitOf } from '../../api/words/unit.ts'
import { addressOf, type FilledSheet } from '../../api/workbook/sheets.ts'
import { toCanonical, UNIT_CATALOGUE } from '../../src/index.ts'
import {
  ALL_SHEETS,
  city,
  type Filling,
  FREIBURG,
  figure,
  filledTemplate,
  templateSheets,
} from '../fixtures/template.ts'

const BASE = [city('name', 'Freiburg'), city('country', 'DE')]

async function faultsOf(
  fillings: readonly Filling[],
  decimal?: 'point' | 'comma',
): Promise<readonly Fault[]> {
  const sheets = await filledTemplate('en', [...BASE, ...fillings])
  return refusedIn(sheets, decimal)
}

function refusedIn(sheets: readonly FilledSheet[], decimal?: 'point' | 'comma'): readonly Fault[] {
  try {
    toTemplate(sheets, { decimal })
  } catch (error) {
    if (error instanceof Failure) return error.faults
    throw error
  }
  return []
}

/** Read off the cells of `FREIBURG`: 1.35 × 10^6 L, 16 GWh, 75 × 10^6 L. */
const OF_2023 = {
  period: '2023',
  city: { name: 'Freiburg im Breisgau', country: 'DE', population: '235000 persons', area: '153 km2' },
  demand: [
    { mode: 'car', vehicles: '97000 vehicles' },
    { mode: 'bus', carrier: 'diesel', energy: '1350000 L' },
    { mode: 'tram', carrier: 'electricity', energy: '16 GWh' },
  ],
  fuelSales: [{ carrier: 'diesel', quantity: '75000000 L' }],
}

describe('a filled template', () => {
  test.each(LANGUAGES)('in %s makes the same requests', async (language) => {
    const { years, notRead } = toTemplate(await filledTemplate(language, FREIBURG))
    expect(notRead).toEqual([])
    expect(years.map(({ period }) => period)).toEqual(['2022', '2023'])
    expect(years[1]?.request).toEqual(OF_2023)
    expect(years[0]?.request).toEqual({
      period: '2022',
      city: { ...OF_2023.city, population: '231000 persons' },
      demand: [{ mode: 'car', vehicles: '95000 vehicles' }],
    })
  })

  test('is refused where a head has more than the year, or a note speaks of thousands: nothing is passed over', async () => {
    const sheets = (
      await filledTemplate('en', [
        ...BASE,
        figure('vehicles', 'vehicles', 2022, 95, 'mode.car'),
        figure('vehicles', 'vehicles', 2023, 97, 'mode.car'),
      ])
    ).map((sheet) => {
      if (sheet.name !== say('en', 'sheet.vehicles')) return sheet
      const rows = sheet.rows.map((row) => row.map((cell) => (cell === 2023 ? '2023 (prel.)' : cell)))
      return { ...sheet, rows: [...rows, [null, 'Source: register, in thousands']] }
    })
    const vehicles = sheets.find(({ name }) => name === say('en', 'sheet.vehicles'))
    const rows = vehicles?.rows ?? []
    expect(refusedIn(sheets).map(({ sheet, cell }) => [sheet, cell])).toEqual([
      [vehicles?.name, addressOf(1, rows[1]?.indexOf('2023 (prel.)') ?? -1)],
      [vehicles?.name, addressOf(rows.length - 1, 1)],
    ])
  })

  test('does so in any order of sheets', async () => {
    const sheets = await filledTemplate('es', FREIBURG)
    const inOrder = toTemplate(sheets).years.map(({ request }) => request)
    expect(toTemplate([...sheets].reverse()).years.map(({ request }) => request)).toEqual(inOrder)
  })

  test('does so with rows sorted, columns moved and years of its own', async () => {
    const sheets = (await filledTemplate('en', FREIBURG)).map((sheet) => {
      const [title = [], head = [], ...rows] = sheet.rows
      return { ...sheet, rows: [title, head, ...[...rows].reverse()].map((row) => [...row].reverse()) }
    })
    const demand = toTemplate(sheets).years[1]?.request['demand'] as readonly object[]
    expect(demand).toHaveLength(OF_2023.demand.length)
    expect(demand).toEqual(expect.arrayContaining(OF_2023.demand))
  })

  test('takes population and area of all years where a year says nothing', async () => {
    const { years } = toTemplate(
      await filledTemplate('en', [
        ...BASE,
        city('population', 235, 'allYears'),
        city('population', 231_000, 2022),
        figure('vehicles', 'vehicles', 2022, 95_000, 'mode.car'),
        figure('vehicles', 'vehicles', 2023, 97_000, 'mode.car'),
      ]),
    )
    expect(years.map(({ request }) => (request['city'] as { population: string }).population)).toEqual([
      '231000 persons',
      '235 persons',
    ])
  })

  test('states shares, lengths and rates of a survey as travel', async () => {
    const { years } = toTemplate(
      await filledTemplate('en', [
        ...BASE,
        figure('trips', 'tripsPerPersonPerDay', 2023, 3.4),
        // The cell shows a percentage: 0.29 in it is 29 %.
        figure('trips', 'tripShare', 2023, 0.29, 'mode.walk'),
        figure('trips', 'tripShare', 2023, '71 %', 'mode.car'),
        figure('trips', 'meanTripLength', 2023, '9,2', 'mode.car'),
        figure('trips', 'personsPerVehicle', 2023, 1.4, 'mode.car'),
      ]),
    )
    expect(years[0]?.request).toMatchObject({
      travel: {
        tripsPerPersonPerDay: '3.4 trips/person/day',
        modes: [
          { mode: 'walk', tripShare: '0.29 share' },
          { mode: 'car', tripShare: '71 %', meanTripLength: '9.2 km' },
        ],
      },
      occupancy: [{ mode: 'car', personsPerVehicle: '1.4 persons/vehicle' }],
    })
  })

  test('gives the distance of a vehicle to its vehicles, whichever row is first', async () => {
    const { years } = toTemplate(
      await filledTemplate('en', [
        ...BASE,
        figure('vehicles', 'annualDistance', 2023, 11_900, 'mode.car'),
        figure('vehicles', 'vehicles', 2023, 97_000, 'mode.car'),
      ]),
    )
    expect(years[0]?.request['demand']).toEqual([
      { mode: 'car', vehicles: '97000 vehicles', annualDistance: '11900 km/vehicle/a' },
    ])
  })

  test('states own factors with their source', async () => {
    const sheets = await filledTemplate('en', [
      ...FREIBURG,
      figure('factors', 'energy-intensity', 2023, 7.1, 'mode.car', 'powertrain.petrol'),
    ])
    const factors = sheets.find(({ name }) => name === 'Own factors')
    const head = factors?.rows[1] ?? []
    const row = factors?.rows.find((cells) => cells.includes('Car') && cells.includes('Petrol')) as unknown[]
    row[head.indexOf('Source (title)')] = 'Survey of 2023'
    expect(toTemplate(sheets).years[1]?.request['factors']).toEqual([
      {
        kind: 'energy-intensity',
        mode: 'car',
        powertrain: 'petrol',
        value: 7.1,
        unit: 'L/100km',
        source: { title: 'Survey of 2023' },
      },
    ])
  })

  test('says which sheets are none of its own', async () => {
    const sheets = await filledTemplate('en', FREIBURG)
    const { notRead } = toTemplate([
      ...sheets,
      { name: 'Notes', isHidden: false, rows: [['anything']], percent: new Set() },
      { name: 'Old', isHidden: true, rows: [[1]], percent: new Set() },
    ])
    expect(notRead).toEqual([
      { sheet: 'Notes', isHidden: false },
      { sheet: 'Old', isHidden: true },
    ])
  })

  test('knows countries by their names in any language', async () => {
    for (const [name, code] of [
      ['Deutschland', 'DE'],
      ['España', 'ES'],
      ['中国', 'CN'],
      ['Royaume-Uni', 'GB'],
      ['USA', 'US'],
      ['br', 'BR'],
    ] as const) {
      const { years } = toTemplate(await filledTemplate('en', [...FREIBURG, city('country', name)]))
      expect(years[0]?.request['city']).toMatchObject({ country: code })
    }
  })
})

describe('what cannot be read is refused with its sheet and cell', () => {
  // Vehicles: the head is row 2, cars are row 3, and 2023 is the sixth year from column F on: K.
  const vehicles = (value: string | number | boolean | Date) => [
    figure('vehicles', 'vehicles', 2023, value, 'mode.car'),
  ]

  test.each([
    ['97.000', 'number-ambiguous'],
    ['about ninety', 'cell-not-read'],
    ['12 5', 'cell-not-read'],
    [true, 'cell-not-read'],
    [new Date(Date.UTC(2023, 2, 1)), 'cell-not-read'],
    ['97 000 km', 'cell-not-read'],
  ] as const)('%s', async (value, code) => {
    const faults = await faultsOf(vehicles(value))
    expect(faults).toEqual([expect.objectContaining({ code, sheet: 'Vehicles', cell: 'K3' })])
    // No value of the file is repeated.
    if (typeof value === 'string') expect(JSON.stringify(faults)).not.toContain(value)
  })

  test('what may be thousands is read once the mark is stated', async () => {
    const sheets = await filledTemplate('en', [...BASE, ...vehicles('97.000')])
    const demandWith = (decimal: 'point' | 'comma') =>
      toTemplate(sheets, { decimal }).years[0]?.request['demand']
    expect(demandWith('comma')).toEqual([{ mode: 'car', vehicles: '97000 vehicles' }])
    expect(demandWith('point')).toEqual([{ mode: 'car', vehicles: '97 vehicles' }])
  })

  test('dashes and n/a are nothing', async () => {
    for (const value of ['-', '–', 'n/a', 'k. A.', ' '])
      expect(await faultsOf(vehicles(value))).toEqual([
        expect.objectContaining({ code: 'workbook-without-years' }),
      ])
  })

  test('an empty template', async () => {
    expect(refusedIn(await templateSheets('fr'))).toEqual([
      expect.objectContaining({ code: 'workbook-without-years' }),
    ])
  })

  test('a word that is no mode, with what it may mean', async () => {
    const sheets = await filledTemplate('en', [...BASE, ...vehicles(97_000)])
    const rows = sheets.find(({ name }) => name === 'Vehicles')?.rows as unknown[][]
    const car = rows.find((row) => row[0] === 'Car') as unknown[]
    car[0] = 'public transport'
    expect(refusedIn(sheets)).toEqual([
      expect.objectContaining({
        code: 'cell-not-read',
        sheet: 'Vehicles',
        cell: 'A3',
        candidates: ['bus', 'metro', 'tram', 'rail'],
      }),
    ])
  })

  test('one thing stated twice', async () => {
    const sheets = await filledTemplate('en', [...BASE, ...vehicles(97_000)])
    const { rows } = sheets.find(({ name }) => name === 'Vehicles') as unknown as { rows: unknown[][] }
    rows.push([...(rows.find((row) => row[0] === 'Car') as unknown[])])
    expect(refusedIn(sheets)).toEqual([
      expect.objectContaining({
        code: 'duplicate-row',
        sheet: 'Vehicles',
        cell: addressOf(rows.length - 1, 10),
      }),
    ])
  })

  test('a length without trips', async () => {
    expect(
      await faultsOf([...vehicles(1), figure('trips', 'meanTripLength', 2023, 9.2, 'mode.car')]),
    ).toEqual([expect.objectContaining({ code: 'cell-not-read', sheet: 'Trips and shares' })])
  })

  test('a hidden sheet that holds values; an empty one is nothing', async () => {
    const sheets = await filledTemplate('en', [...BASE, ...vehicles(97_000)])
    const hide = (name: string) =>
      sheets.map((sheet) => (sheet.name === name ? { ...sheet, isHidden: true } : sheet))
    expect(refusedIn(hide('Vehicles'))).toEqual([
      expect.objectContaining({ code: 'workbook-sheet-hidden', sheet: 'Vehicles' }),
    ])
    expect(refusedIn(hide('Fuel sold'))).toEqual([])
  })

  test('several faults come together', async () => {
    const faults = await faultsOf([
      ...vehicles('97.000'),
      city('country', 'Atlantis'),
      figure('operators', 'energy', 2022, 'much', 'mode.bus', 'carrier.diesel'),
    ])
    expect(faults.map(({ sheet }) => sheet).sort()).toEqual(['City', 'Operators’ fuel and power', 'Vehicles'])
  })
})

describe('the words of the template', () => {
  test.each(LANGUAGES)('in %s name sheets that spreadsheets accept', (language) => {
    const names = ALL_SHEETS.map((key) => say(language, `sheet.${key}`))
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/u)
  })

  test('every unit is one that requests take', () => {
    const isTaken = (text: string): boolean =>
      UNIT_CATALOGUE.some(({ canonical }) => {
        try {
          return toCanonical(1, text, [canonical]).unit === canonical
        } catch {
          return false
        }
      })
    for (const [key, { text }] of Object.entries(UNITS))
      expect(isTaken(text) || text.startsWith('°'), key).toBe(true)
    expect(isTaken('furlong')).toBe(false)
  })

  test.each(LANGUAGES)('in %s every unit of a list is read as what it is', (language) => {
    for (const { units } of Object.values(MEASURES))
      for (const key of units)
        expect(unitOf(CATALOGUES[language].words[`unit.${key}`], language)).toEqual(UNITS[key])
  })
})

const anyCell = fc.oneof(
  fc.constant(null),
  fc.double(),
  fc.string({ maxLength: 12 }),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(
    'Car',
    'Mode',
    'Unit',
    '%',
    '2023',
    '1.234,5',
    '382.114',
    'constructor',
    '__proto__',
    '-',
    '万',
  ),
)

law.prop([fc.integer({ min: 0, max: 8 }), fc.array(fc.array(anyCell, { maxLength: 14 }), { maxLength: 12 })])(
  'whatever a sheet holds, it is read or refused, and no refusal repeats it',
  async (at, rows) => {
    const sheets = (await filledTemplate('en', FREIBURG)).map((sheet, index) =>
      index === at ? { ...sheet, rows: [...sheet.rows.slice(0, 2), ...rows] } : sheet,
    )
    for (const { code, detail } of refusedIn(sheets))
      expect(`${code} ${detail}`).not.toMatch(/382\.114|__proto__/)
  },
)
