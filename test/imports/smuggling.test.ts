import { fc, test as property } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { isFailure } from '../../api/request/failure.ts'
import { csv, dataset, importHarnessInTest } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const AGREEMENT = dataset({ legalBasis: 'agreement', contributorUnit: 'device', grain: 'day' })
const HEADERS = ['period', 'origin', 'destination', 'mode', 'trips', 'contributors'] as const
type Row = Readonly<Record<(typeof HEADERS)[number], string>>

/** A file of a supplier who counts: whole contributors of many sizes, each of one to four trips. */
const honestFile = fc
  .array(
    fc.record({
      contributors: fc.integer({ min: 10, max: 5000 }),
      perHead: fc.double({ min: 1, max: 4, noNaN: true }),
    }),
    {
      minLength: 5,
      maxLength: 40,
    },
  )
  .map((cells) =>
    cells.map(
      ({ contributors, perHead }, at): Row => ({
        period: `2024-03-${String(1 + (at % 28)).padStart(2, '0')}`,
        origin: `Z${String(at).padStart(4, '0')}`,
        destination: `Z${String(at + 7).padStart(4, '0')}`,
        mode: at % 2 ? 'car' : 'bus',
        // One more than a multiple is none, so that chance makes no honest file look scaled.
        trips: String(
          Math.ceil(contributors * perHead) +
            (Math.ceil(contributors * perHead) % contributors === 0 ? 1 : 0),
        ),
        contributors: String(contributors),
      }),
    ),
  )

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const base64 = fc
  .uint8Array({ minLength: 15, maxLength: 24 })
  .map((bytes) => Buffer.from(bytes).toString('base64'))

/** Values that only a file about persons or moments has (rule I2). */
const personalValue = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase().replaceAll('-', '')),
  hex(16),
  hex(40),
  base64,
  digits(15),
  fc.tuple(fc.integer({ min: 1, max: 99 }), digits(9)).map(([country, number]) => `+${country}${number}`),
  fc.array(hex(2), { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':')),
  fc
    .tuple(fc.double({ min: 40, max: 59, noNaN: true }), fc.double({ min: 1, max: 9, noNaN: true }))
    .map(([lat, lon]) => `${lat.toFixed(5)};${lon.toFixed(5)}`),
  fc
    .date({ min: new Date('2015-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.integer({ min: 1_300_000_000, max: 1_900_000_000 }).map(String),
  fc.integer({ min: 1_300_000_000, max: 1_900_000_000 }).map((moment) => `${moment}123`),
  fc.emailAddress().filter((address) => !/["',]/.test(address)),
)

/** Names of columns about persons, in other writings (rule I1). */
const personalName = fc
  .tuple(
    fc.constantFrom(
      'user_id',
      'device',
      'imei',
      'home_lat',
      'trip_id',
      'vin',
      'timestamp',
      'person',
      'card token',
    ),
    fc.constantFrom(
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => name.replaceAll('e', '\u0435').replaceAll('i', '\u0456').replaceAll('a', '\u0430'),
      (name: string) =>
        [...name]
          .map((letter) =>
            /[a-z]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter,
          )
          .join(''),
      (name: string) => `${name.slice(0, 2)}\u200b${name.slice(2)}`,
    ),
  )
  .map(([name, write]) => write(name))

const read = async (headers: readonly string[], rows: readonly (readonly string[])[]) =>
  harness.read(
    tidy,
    csv(headers.join(','), ...rows.map((row) => row.map((text) => `"${text}"`).join(','))),
    AGREEMENT,
  )

/** What a file is refused for, or nothing. */
async function refusal(headers: readonly string[], rows: readonly (readonly string[])[]) {
  try {
    await read(headers, rows)
    return undefined
  } catch (error) {
    if (isFailure(error, 'file-refused', 'person-level-data')) return error
    throw error
  }
}

const table = (rows: readonly Row[]): string[][] => rows.map((row) => HEADERS.map((name) => row[name]))
const changed = (rows: readonly Row[], at: number, changes: Partial<Row>): string[][] =>
  table(rows.map((row, index) => (index === at % rows.length ? { ...row, ...changes } : row)))
const RUNS = { numRuns: 40 }

describe('honest files, and what is smuggled into them', () => {
  property.prop([honestFile], RUNS)('an honest file is let in', async (rows) => {
    expect(await refusal(HEADERS, table(rows))).toBeUndefined()
  })

  property.prop(
    [honestFile, fc.nat(), fc.constantFrom('origin', 'destination', 'mode', 'period'), personalValue],
    RUNS,
  )('I2: one value in one cell is found, and repeated nowhere', async (rows, at, column, value) => {
    const refused = await refusal(HEADERS, changed(rows, at, { [column]: value }))
    expect(refused).toBeDefined()
    expect(`${refused?.message}${refused?.stack}${JSON.stringify(refused)}`).not.toContain(value)
  })

  property.prop([honestFile, personalName], RUNS)(
    'I1: a column about persons is found',
    async (rows, name) => {
      const refused = await refusal(
        [...HEADERS, name],
        table(rows).map((row, at) => [...row, `${at}`]),
      )
      expect(refused?.faults.map(({ code }) => code)).toContain('person-level-data')
    },
  )

  property.prop([honestFile, personalValue], RUNS)(
    'I1: a value for a header is found and not repeated',
    async (rows, value) => {
      const refused = await refusal(
        [...HEADERS, value],
        table(rows).map((row) => [...row, '1']),
      )
      expect(refused?.faults[0]?.column).toBe('column 7')
      expect(refused?.message).not.toContain(value)
    },
  )

  property.prop(
    [honestFile, fc.nat(), fc.constantFrom('2024-03-15T07', '2024-03-15 07:10', '2024-W11', '20240315')],
    RUNS,
  )('I3: finer or other periods are found', async (rows, at, period) => {
    expect(await refusal(HEADERS, changed(rows, at, { period }))).toBeDefined()
  })

  property.prop([honestFile, fc.nat()], RUNS)('I4: a row that comes twice is found', async (rows, at) => {
    const all = table(rows)
    const again = all[at % all.length] ?? []
    const refused = await refusal(HEADERS, [...all, again])
    expect(refused?.faults.map(({ code }) => code)).toContain('duplicate-key')
  })

  property.prop(
    [honestFile, fc.nat(), fc.constantFrom(['9', '20'], ['1', '1'], ['12', '11'], ['10.5', '20'])],
    RUNS,
  )('I5: a cell of too few is found', async (rows, at, [contributors, trips]) => {
    expect(
      await refusal(HEADERS, changed(rows, at, { contributors: contributors ?? '', trips: trips ?? '' })),
    ).toBeDefined()
  })

  property.prop([fc.integer({ min: 50, max: 80 }), fc.integer({ min: 10, max: 40 })], RUNS)(
    'I6: rows of single trips, multiplied, are found',
    async (count, factor) => {
      const rows = Array.from({ length: count }, (_, at) => [
        `2024-03-15`,
        `Z${at}`,
        'Z999',
        'car',
        `${factor}`,
        `${factor}`,
      ])
      const refused = await refusal(HEADERS, rows)
      expect(refused?.faults.map(({ code }) => code)).toContain('cells-look-scaled')
    },
  )
})
