import { Argument, Command, Option } from 'commander'
import { z } from 'zod'
import { DATE_PARTS } from '../imports/date-parts.ts'
import { findColumns, readSmallTable } from '../imports/small-table.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { DOCUMENT_LIMIT_BYTES, readBody } from '../request/validation.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readBytes, readJsonFile } from '../shell/input-file.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import type { City } from '../store/datasets.ts'
import { listAll } from '../store/page.ts'
import { namesOf } from '../words/meaning.ts'
import { namedCity } from './city-schema.ts'
import { numbersOf } from './list-number.ts'
import { HEADS_OF_INHABITANTS } from './zone-heads.ts'

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
        return cities ? [] : listAll(store.listCities)
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

/** What people of six languages head the columns of cities. */
const HEADS: Readonly<Record<(typeof COLUMNS)[number], readonly string[]>> = {
  id: ['id', 'Kennung', 'code', 'código', 'identifiant', '编码'],
  name: ['name', 'nombre', 'nom', 'nome', '名称', ...namesOf('tidy.city')],
  country: ['country', 'Land', 'Staat', 'país', 'pays', '国家'],
  year: ['year', ...DATE_PARTS.year],
  population: HEADS_OF_INHABITANTS,
}

/** @throws {Failure} if a column is missing, a city has two names or countries, or inhabitants have no year */
function citiesOfCsv(bytes: Uint8Array, file: string): readonly unknown[] {
  const table = readSmallTable(bytes)
  const headOf = findColumns(table, HEADS)
  const lacking = COLUMNS.slice(0, 3).filter((name) => !headOf.has(name))
  if (lacking.length > 0)
    throw refusal(
      lacking.map((column): Fault => {
        const detail = `The table needs this column: a row for each city and year, with ${COLUMNS.join(', ')}.`
        return { code: 'column-missing', column, detail }
      }),
      'file-refused',
    )
  const population = headOf.get('population')
  const persons =
    population === undefined
      ? undefined
      : numbersOf(table.rows, [{ column: 'population', head: population, kind: { isCount: true } }])
  const cities = new Map<string, { id: string; name: string; country: string; population: object }>()
  table.rows.forEach((row, at) => {
    const cell = (column: (typeof COLUMNS)[number]): string => row[headOf.get(column) ?? ''] ?? ''
    const [id, name, country, year] = [cell('id'), cell('name'), cell('country'), cell('year')]
    const before = cities.get(id)
    if (before && (before.name !== name || before.country !== country))
      throw new CommandRefused(`${file}: a city has two names or countries.`)
    if (year === '' && cell('population') !== '')
      throw refusal([{ code: 'column-missing', column: 'year', detail: NO_YEAR }], 'file-refused')
    // What is no number the schema refuses.
    const inhabitants = year === '' ? {} : { [year]: persons?.get('population')?.[at] ?? Number.NaN }
    cities.set(id, { id, name, country, population: { ...before?.population, ...inhabitants } })
  })
  return [...cities.values()]
}

const NO_YEAR = 'Inhabitants need the year that they are of: add the column year, and write it in every row.'

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
