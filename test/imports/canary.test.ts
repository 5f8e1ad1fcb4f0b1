import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { dataset, type HandFile, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'

const harness = importHarnessInTest()

/** A text that stands in no file but these. */
const CANARY = 'canaryQ7Zx81'

/** Files that are bad in ways that make the engine itself quote them. */
const BAD_FILES: readonly (readonly [string, HandFile])[] = [
  [
    'a table with the canary everywhere',
    { container: 'csv', content: `${CANARY}1,period\n${CANARY},${CANARY}\n` },
  ],
  [
    'a line with too many cells',
    { container: 'csv', content: `period,city,trips\n2024,a,5\n2024,a,5,${CANARY},7\n` },
  ],
  ['a quote that is not closed', { container: 'csv', content: `period,city,trips\n2024,"${CANARY},5\n` }],
  [
    'text that is not UTF-8',
    {
      container: 'csv',
      content: Buffer.concat([
        Buffer.from(`period,city,trips\n2024,${CANARY}`),
        Buffer.from([0xff, 0xfe, 0x0a]),
      ]),
    },
  ],
  ['broken JSON', { container: 'ndjson', content: `{"period": "2024", "city": ${CANARY}\n` }],
  [
    'nested JSON',
    { container: 'ndjson', content: `{"period": "2024", "city": {"name": "${CANARY}"}, "trips": 5}\n` },
  ],
  ['no Parquet', { container: 'parquet', content: CANARY }],
  ['no gzip', { container: 'csv.gz', content: CANARY }],
  ['a curve of texts', { container: 'json', content: `{"data": {"list": {"20240101": "${CANARY}"}}}` }],
  [
    'a feed of nothing else',
    {
      container: 'zip',
      content: zipArchive({ 'trips.txt': `${CANARY},b\n${CANARY}\n`, [`${CANARY}.txt`]: CANARY }),
    },
  ],
]

const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'google-eie': { city: 'c' },
  gtfs: { city: 'c' },
  emfac: { per: 'day' },
  streetlight: { period: '2024', measure: 'volume' },
  'baidu-index': { city: 'c', type: 'move_in' },
}

describe.each(IMPORTERS)('$format', (importer) => {
  test.each(BAD_FILES)('refuses %s, and repeats nothing of it', async (_, file) => {
    const error = await refusalOf(harness.read(importer, file, dataset(), OPTIONS[importer.format] ?? {}))
    const said = [error.message, error.stack, JSON.stringify(error.faults), String(error.cause)].join('\n')
    expect(error.faults.length).toBeGreaterThan(0)
    expect(said).not.toContain(CANARY)
  })
})

test('importers write nothing but into the folder of the staged file', () => {
  const sources = ['api/imports', 'api/filed/ecrf']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(name, 'utf8')] as const)
  const writing = sources
    .filter(([, text]) => /node:fs|console\.|\bprocess\.(?!ts\b)/.test(text))
    .map(([name]) => name)
  expect(writing.sort()).toEqual([
    // The process that reads: its environment, its messages, the memory that it has.
    'api/imports/child/reading-process.ts',
    'api/imports/child/resident.ts',
    'api/imports/child/serve-reads.ts',
    // Reads.
    'api/imports/file-bytes.ts',
    // Unpacks into that folder.
    'api/imports/gtfs/archive.ts',
    // Reads a workbook, and writes its sheet as text beside it.
    'api/imports/own-sheet.ts',
    // Makes that folder.
    'api/imports/staging.ts',
    // Copies a text of another encoding to UTF-8, beside it.
    'api/imports/utf8-file.ts',
  ])
  const streams = sources.filter(([, text]) => /createWriteStream|writeFile|appendFile/.test(text))
  expect(streams.map(([name]) => name).sort()).toEqual([
    'api/imports/gtfs/archive.ts',
    'api/imports/own-sheet.ts',
    'api/imports/staging.ts',
    'api/imports/utf8-file.ts',
  ])
})
