import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { isFailure } from '../../api/request/failure.ts'
import {
  archiveOf,
  filedWorkbook,
  LINE,
  type Part,
  partsOf,
  SMALL_SHEET,
  workbookOf,
} from '../fixtures/workbook.ts'

/** The codes that a file is refused with, each with what it says. */
async function refusalsOf(bytes: Buffer): Promise<readonly string[]> {
  try {
    await readFiledInventory(bytes)
  } catch (error) {
    if (isFailure(error, 'workbook-refused'))
      return error.faults.map(({ code, detail }) => `${code}: ${detail}`)
    throw error
  }
  return []
}

const withPart = (part: Part): Buffer => archiveOf([...partsOf(SMALL_SHEET), part])

test('the workbook that the others are made from is read', async () => {
  const { rows, unread } = await readFiledInventory(archiveOf(partsOf(SMALL_SHEET)))
  expect([rows.map(({ ref, emissions }) => [ref, emissions?.co2e]), unread]).toEqual([[['II.1.1', 7]], []])
})

describe('what is no workbook is said to be what it is', () => {
  test.each([
    [
      'a renamed PDF',
      Buffer.from('%PDF-1.7\n%âãÏÓ'),
      'The file is a PDF, even if its name says otherwise. Send an .xlsx workbook.',
    ],
    [
      'a web page',
      Buffer.from('<!DOCTYPE html><html>'),
      'The file is a web page, even if its name says otherwise. Send an .xlsx workbook.',
    ],
    [
      'JSON',
      Buffer.from('{"a":1}'),
      'The file is a JSON text, even if its name says otherwise. Send an .xlsx workbook.',
    ],
    [
      'noise',
      Buffer.from([1, 2, 3]),
      'The file is not a workbook, even if its name says otherwise. Send an .xlsx workbook.',
    ],
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
    [
      'an older workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'The file comes from Excel before 2007 (.xls), even if its name says otherwise. Save it as .xlsx.',
    ],
    [
      'another archive',
      archiveOf([{ name: 'word/document.xml', content: '<a/>' }]),
      'The file is an archive, but not an .xlsx workbook.',
    ],
  ])('%s', async (_, bytes, detail) => {
    expect(await refusalsOf(bytes)).toEqual([`workbook-not-xlsx: ${detail}`])
  })
})

describe('what cannot be opened', () => {
  test('a password', async () => {
    const bytes = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ])
    expect(await refusalsOf(bytes)).toEqual(['workbook-encrypted: Save the workbook without a password.'])
  })

  test('an encrypted part', async () => {
    const [first] = await refusalsOf(withPart({ name: 'xl/secret.xml', content: '<a/>', flags: 1 }))
    expect(first).toBe('workbook-encrypted: Parts of the workbook are encrypted. Save it without a password.')
  })

  test('an archive that is cut off', async () => {
    const whole = await filedWorkbook([LINE])
    expect(await refusalsOf(whole.subarray(0, whole.length - 40))).toEqual([
      'workbook-damaged: The file starts like an archive, but its end is missing.',
    ])
  })

  test('bytes that the directory does not know of', async () => {
    const hidden = archiveOf([{ name: 'xl/hidden.xml', content: 'x'.repeat(1000) }])
    const plain = archiveOf(partsOf(SMALL_SHEET))
    // The end of an archive counts from its own start: bytes before it are seen by some programs and not by others.
    const [first] = await refusalsOf(Buffer.concat([hidden, plain]))
    expect(first).toMatch(/^workbook-damaged/)
  })

  test('bytes behind the directory', async () => {
    // Half of the archive once more: a reader that goes from its start waited for ever for the end of the second half.
    const whole = archiveOf(partsOf(SMALL_SHEET))
    for (const more of [whole.subarray(whole.length / 2), whole, Buffer.from('x')])
      expect(await refusalsOf(Buffer.concat([whole, more]))).toEqual([
        expect.stringMatching(/^workbook-(damaged|not-xlsx)/),
      ])
  })

  test('two parts of one name', async () => {
    const twice = withPart({ name: 'xl/workbook.xml', content: '<workbook/>' })
    expect(await refusalsOf(twice)).toEqual([
      'workbook-damaged: The parts of the workbook are not where its directory says.',
    ])
  })

  test('a sheet that is not there, or is no XML of a sheet', async () => {
    const without = archiveOf(partsOf(SMALL_SHEET).slice(0, 3))
    expect(await refusalsOf(without)).toEqual(['workbook-damaged: The sheet eCRF_3 is not in the file.'])
    expect(await refusalsOf(archiveOf(partsOf('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')))).toEqual([
      'workbook-damaged: The sheet eCRF_3 cannot be read.',
    ])
  })
})

describe('a tag or a text without end', () => {
  // A parser of XML looks at an unfinished token again with every piece of it that comes: a megabyte took a minute.
  test.each([
    ['an attribute of 200 000 letters', `<row r="1"><c r="A1" x="${'x'.repeat(200_000)}"><v>1</v></c></row>`],
    ['200 000 times <', '<'.repeat(200_000)],
    ['a text of 200 000 letters', `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(200_000)}</v></c></row>`],
  ])('%s', async (_, rows) => {
    expect(await refusalsOf(archiveOf(partsOf(rows)))).toEqual([
      'workbook-damaged: A part of the workbook has a tag or a text without end.',
    ])
  })
})

describe('what is too large', () => {
  const millions = (count: number): Part => ({
    name: 'xl/media/big.bin',
    content: Buffer.alloc(count * 1_048_576),
  })

  test('a zip bomb: 65 MiB of zeros in 65 KiB', async () => {
    const bytes = withPart(millions(65))
    expect(bytes.length).toBeLessThan(100_000)
    expect((await refusalsOf(bytes)).map((text) => text.split(':')[0])).toEqual(['workbook-too-large'])
  })

  test('a small one: 3 MiB that pack a thousandfold', async () => {
    expect((await refusalsOf(withPart(millions(3)))).map((text) => text.split(':')[0])).toEqual([
      'workbook-too-large',
    ])
  })

  test('a bomb that says it is small is broken off', async () => {
    const lying = withPart({ ...millions(3), saysBytes: 1000 })
    expect(await refusalsOf(lying)).toEqual(['workbook-damaged: A part of the workbook cannot be unpacked.'])
  })

  test('a million rows', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 1}"/>`)
    expect(await refusalsOf(archiveOf(partsOf(rows.join(''))))).toEqual([
      'workbook-too-large: The sheet eCRF_3 has more than 50000 rows.',
    ])
  })

  test.each([
    [
      'rows',
      Array.from({ length: 50_001 }, (_, i) => `<row r="${i + 1}" x="${(i * 7919) % 1e6}"/>`).join(''),
    ],
    ['rows', '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'],
    ['rows', '<row r="60000"><c r="A60000"><v>1</v></c></row>'],
    ['columns', '<row r="1"><c r="XFD1"><v>1</v></c></row>'],
    ['without a place', '<row r="1"><c r="ABCDEFGHIJ1"><v>1</v></c></row>'],
  ])('more %s than a sheet may have', async (what, sheet) => {
    const [first] = await refusalsOf(archiveOf(partsOf(sheet)))
    expect(first).toMatch(new RegExp(`^workbook-too-large: The sheet eCRF_3 has .*${what}`))
  })

  test('more than 16 MiB, more than 500 parts', async () => {
    const start = archiveOf(partsOf(SMALL_SHEET))
    const large = Buffer.concat([start, Buffer.alloc(17 * 1_048_576)])
    expect(await refusalsOf(large)).toEqual(['workbook-too-large: The workbook may have at most 16 MiB.'])
    const many = Array.from({ length: 500 }, (_, index) => ({ name: `xl/${index}.xml`, content: '' }))
    expect(await refusalsOf(archiveOf([...partsOf(SMALL_SHEET), ...many]))).toEqual([
      'workbook-too-large: The workbook has more than 500 parts.',
    ])
  })
})

describe('what acts', () => {
  test.each([
    ['xl/vbaProject.bin', 'macros'],
    ['xl/macrosheets/sheet1.xml', 'macro sheets'],
    ['xl/externalLinks/externalLink1.xml', 'links to other workbooks'],
    ['xl/embeddings/oleObject1.bin', 'controls or embedded objects'],
  ])('%s', async (name, what) => {
    expect(await refusalsOf(withPart({ name, content: 'x' }))).toEqual([
      `workbook-active: The workbook has ${what}. Save it without them.`,
    ])
  })

  test('every formula of the inventory is named, those of other sheets are not asked for', async () => {
    const formula = (value: string) => ({ type: 'Formula', value })
    const head = ['GPC ref. no.', 'GHGs (metric tonnes CO2e) - Total CO2e']
    const bytes = await workbookOf({
      eCRF_3: [head, ['II.1.1', formula('=1+1')], ['II.1.2', formula('=HYPERLINK("http://a.example")')]],
      Calculators: [[formula('=2+2')]],
    })
    expect((await refusalsOf(bytes)).map((text) => text.slice(0, 42))).toEqual([
      'workbook-formula: eCRF_3!B2 holds a formul',
      'workbook-formula: eCRF_3!B3 holds a formul',
    ])
    const harmless = await workbookOf({
      eCRF_3: [head, ['II.1.1', 2]],
      Calculators: [[formula('=2+2')]],
    })
    expect(await refusalsOf(harmless)).toEqual([])
  })

  test('a formula is found wherever the text of the sheet is cut', async () => {
    // 70 000 cells before it: the text arrives in several parts.
    const rows = Array.from({ length: 7000 }, (_, row) =>
      Array.from(
        { length: 10 },
        (_, column) => `<c r="${String.fromCharCode(65 + column)}${row + 1}"><v>${row * column}</v></c>`,
      ).join(''),
    )
    const sheet = `${rows.map((cells, row) => `<row r="${row + 1}">${cells}</row>`).join('')}<row r="7001"><c r="C7001"><f>A1</f><v>1</v></c></row>`
    expect((await refusalsOf(archiveOf(partsOf(sheet))))[0]).toMatch(/^workbook-formula: eCRF_3!C7001 /)
  })
})

describe('what is no inventory', () => {
  test('no sheet of that name among several', async () => {
    expect(await refusalsOf(await workbookOf({ Home: [['x']], Other: [['y']] }))).toEqual([
      'workbook-without-inventory: The workbook needs a sheet named eCRF_3 or Light_eCRF_3.',
    ])
  })

  test('a sheet without the columns', async () => {
    const [first] = await refusalsOf(
      await workbookOf({
        eCRF_3: [
          ['Sector', 'Amount'],
          ['x', 1],
        ],
      }),
    )
    expect(first).toMatch(/^workbook-without-inventory: The sheet needs a head row/)
  })
})
