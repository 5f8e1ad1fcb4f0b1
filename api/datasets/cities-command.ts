import { Argument, Command, Option } from 'commander'
import Papa from 'papaparse'
import { z } from 'zod'
import { readWrittenNumber } from '../../src/index.ts'
import { decodeText } from '../imports/text-encoding.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { DOCUMENT_LIMIT_BYTES, readBody } from '../request/validation.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readBytes, readJsonFile } from '../shell/input-file.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import type { City } from '../store/datasets.ts'
import { namedCity } from './city-schema.ts'

/** The most cities that the list shows. */
const MOST = 1000
const MAX_CITIES = 10_000
const COLUMNS = ['id', 'name', 'country', 'year', 'population'] as const

const cityList = z.strictObject({ cities: z.array(namedCity).min(1).max(MAX_CITIES) })

/** `cordon cities`: what PUT and GET of cities do, without a server. */
export const citiesCommand = (terminal: Terminal): Command =>
  new Command('cities')
    .description('save cities, or list them, in the data folder (CORDON_DATA_DIR)')
    .addArgument(
      new Argument(
        '[file]',
        `CSV with ${COLUMNS.join(', ')} (a row for each year), or JSON; - is standard input`,
      ),
    )
    .addOption(new Option('--format <format>', 'of the list').choices(['table', 'json']).default('table'))
    .action(async (file: string | undefined, { format }: { readonly format: 'table' | 'json' }) => {
      const cities = file === undefined ? undefined : citiesIn(file, terminal)
      const items = await inDataFolder(terminal.environment, async (store) => {
        for (const city of cities ?? []) await store.saveCity(city)
        return (await store.listCities({ limit: MOST })).items
      })
      if (cities) terminal.write(`${cities.length} ${cities.length === 1 ? 'city' : 'cities'} saved\n`)
      else if (format === 'json') writeExactly(terminal, JSON.stringify({ items }))
      else terminal.write(items.length === 0 ? 'No city is saved here.\n' : citiesText(items))
    })

/** JSON holds one city, a list of them, or the answer of GET /v1/cities. */
function citiesIn(file: string, terminal: Terminal): readonly City[] {
  if (!file.toLowerCase().endsWith('.json'))
    return checked(citiesOfCsv(readBytes(file, terminal, DOCUMENT_LIMIT_BYTES), file))
  const body = readJsonFile(file, terminal, DOCUMENT_LIMIT_BYTES)
  if (Array.isArray(body)) return checked(body)
  const { items } = (body ?? {}) as { readonly items?: unknown }
  return checked(Array.isArray(items) ? items : [body])
}

/** Here the id is that of a city. */
const CITY_NAMES: ReadonlySet<string> = new Set(['id'])

const checked = (cities: readonly unknown[]): readonly City[] =>
  readBody(cityList, { cities }, undefined, CITY_NAMES).cities

/** @throws {Failure} if a column is missing, or a city has two names or countries */
function citiesOfCsv(bytes: Uint8Array, file: string): readonly unknown[] {
  const decoded = decodeText(bytes)
  if (!decoded)
    throw new CommandRefused(`${file} is text in no encoding that is known here. Save it in UTF-8.`)
  const { data, meta } = Papa.parse<Readonly<Record<string, string>>>(decoded.text, {
    header: true,
    skipEmptyLines: true,
    transformHeader: (header) => header.trim(),
  })
  const lacking = COLUMNS.slice(0, 3).filter((name) => !meta.fields?.includes(name))
  if (lacking.length > 0)
    throw refusal(
      lacking.map(
        (column): Fault => ({ code: 'column-missing', column, detail: 'The table needs this column.' }),
      ),
    )
  const cities = new Map<string, { id: string; name: string; country: string; population: object }>()
  for (const { id = '', name = '', country = '', year = '', population = '' } of data) {
    const before = cities.get(id)
    if (before && (before.name !== name || before.country !== country))
      throw new CommandRefused(`${file}: a city has two names or countries.`)
    const inhabitants = year === '' ? {} : { [year]: personsOf(population) }
    cities.set(id, { id, name, country, population: { ...before?.population, ...inhabitants } })
  }
  return [...cities.values()]
}

/** NaN if the text is no number: the schema refuses it. @throws {Failure} if it may be of thousands or have a fraction */
function personsOf(text: string): number {
  const read = readWrittenNumber(text)
  if (read.kind === 'ambiguous')
    throw refusal([
      {
        code: 'number-ambiguous',
        column: 'population',
        detail: 'A value may be of thousands or have a fraction: write persons, such as 35000.',
      },
    ])
  return read.kind === 'number' && read.rest === '' ? read.value : Number.NaN
}

const citiesText = (cities: readonly City[]): string =>
  tableText(
    'Cities',
    [{ head: 'Id' }, { head: 'Name', width: 40 }, { head: 'Country' }, { head: 'Population' }],
    cities.map(({ id, name, country, population }) => [
      id,
      name,
      country,
      Object.entries(population)
        .map(([year, inhabitants]) => `${year}: ${inhabitants}`)
        .join(', '),
    ]),
  )
