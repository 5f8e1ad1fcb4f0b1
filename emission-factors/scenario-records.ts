import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DiversionRecord,
  type LeverRecord,
  MODES,
  type ScenarioRecords,
  SURVIVAL_FORMS,
} from '../src/index.ts'
import { cell, type Figure, numberIn, readFigures } from './figure-file.ts'
import { setDigest, sha256 } from './load.ts'

/** The file that says what the folder is called and what its files must hash to. */
const HEADER = 'records.json'

interface Header {
  readonly id: string
  readonly files: Readonly<Record<string, string>>
  readonly digest: string
}

/**
 * The published figures of scenarios, each file checked against its digest.
 *
 * @throws {Error} naming the file and what is wrong in it
 */
export function loadScenarioRecords(folder: string): ScenarioRecords {
  const header = JSON.parse(readFileSync(join(folder, HEADER), 'utf8')) as Header
  for (const [name, digest] of Object.entries(header.files))
    if (sha256(readFileSync(join(folder, name))) !== digest)
      throw new Error(`${name} is not as it was released`)
  if (setDigest(header.files) !== header.digest) throw new Error(`${HEADER} does not hash to its digest`)
  const linesOf = (name: string): readonly Figure[] => {
    if (!(name in header.files)) throw new Error(`${HEADER} names no ${name}`)
    return readFigures(folder, name)
  }
  const sources = linesOf('sources.csv')
  const known = new Set(sources.map((line) => cell(line, 'id')))
  const published = (line: Figure) => {
    const sourceId = cell(line, 'sourceId')
    if (!known.has(sourceId)) throw new Error(`${cell(line, 'id')} names the unknown source ${sourceId}`)
    return { id: cell(line, 'id'), sourceId, table: cell(line, 'table') }
  }
  return {
    id: header.id,
    digest: header.digest,
    sources: sources.map((line) => ({
      id: cell(line, 'id'),
      title: cell(line, 'title'),
      publisher: cell(line, 'publisher'),
      edition: cell(line, 'edition'),
      licence: cell(line, 'licence'),
      attribution: cell(line, 'attribution'),
      url: cell(line, 'url'),
    })),
    survival: linesOf('survival.csv').map((line) => ({
      ...published(line),
      modes: modesIn(line, 'modes'),
      region: cell(line, 'region'),
      form: oneOf(SURVIVAL_FORMS, cell(line, 'form')),
      parameters: numbersIn(line, 'parameters'),
    })),
    mileage: linesOf('mileage.csv').map((line) => ({
      ...published(line),
      modes: modesIn(line, 'modes'),
      region: cell(line, 'region'),
      km: numbersIn(line, 'parameters'),
    })),
    gridPaths: byId(linesOf('grid-paths.csv')).map((lines) => ({
      ...published(lines[0]),
      region: cell(lines[0], 'region'),
      points: pointsIn(lines),
    })),
    mandates: byId(linesOf('mandates.csv')).map((lines) => ({
      ...published(lines[0]),
      countries: wordsIn(lines[0], 'regions'),
      mode: oneOf(MODES, cell(lines[0], 'mode')),
      powertrain: 'electric',
      points: pointsIn(lines),
    })),
    standards: byId(linesOf('standards.csv')).map((lines) => ({
      ...published(lines[0]),
      countries: wordsIn(lines[0], 'regions'),
      mode: oneOf(MODES, cell(lines[0], 'mode')),
      points: pointsIn(lines),
    })),
    diversion: byId(linesOf('diversion.csv')).map((lines) => ({
      ...published(lines[0]),
      toMode: oneOf(MODES, cell(lines[0], 'toMode')),
      place: cell(lines[0], 'place'),
      origins: lines.map((line) => ({
        from: cell(line, 'from') as DiversionRecord['origins'][number]['from'],
        ...rangeIn(line),
      })),
    })),
    levers: linesOf('levers.csv').map(
      (line): LeverRecord => ({
        ...published(line),
        ...rangeIn(line),
        kind: cell(line, 'kind'),
        cause: cell(line, 'cause'),
        modes: modesIn(line, 'modes'),
        moves: oneOf(['distance', 'fuel'], cell(line, 'moves')),
        holds: wordsIn(line, 'holds'),
        term: oneOf(['short', 'long'], cell(line, 'term')),
        unit: oneOf(['elasticity', 'share'], cell(line, 'unit')),
        isOfZone: cell(line, 'zone') === 'yes',
        region: cell(line, 'region'),
        note: cell(line, 'note'),
      }),
    ),
    targets: linesOf('targets.csv').map((line) => ({
      ...published(line),
      kind: cell(line, 'kind'),
      year: numberIn(line, 'year'),
      value: numberIn(line, 'value'),
    })),
  }
}

type Lines = readonly [Figure, ...Figure[]]

function byId(lines: readonly Figure[]): readonly Lines[] {
  const groups = new Map<string, [Figure, ...Figure[]]>()
  for (const line of lines) {
    const id = cell(line, 'id')
    const group = groups.get(id)
    if (group) group.push(line)
    else groups.set(id, [line])
  }
  return [...groups.values()]
}

/** The points of a path in the order of their years. */
function pointsIn(lines: Lines) {
  const points = lines.map((line) => ({ year: numberIn(line, 'year'), value: numberIn(line, 'value') }))
  return points.toSorted((a, b) => a.year - b.year)
}

/** A range as published; what is empty is not known. */
function rangeIn(line: Figure) {
  const given = (column: string) => (cell(line, column) === '' ? {} : { [column]: numberIn(line, column) })
  return { ...given('value'), ...given('lower'), ...given('upper') } as {
    value?: number
    lower?: number
    upper?: number
  }
}

const wordsIn = (line: Figure, column: string): readonly string[] => cell(line, column).split(' ')

const modesIn = (line: Figure, column: string) => wordsIn(line, column).map((word) => oneOf(MODES, word))

function numbersIn(line: Figure, column: string): readonly number[] {
  const numbers = wordsIn(line, column).map(Number)
  if (numbers.length === 0 || !numbers.every(Number.isFinite))
    throw new Error(`${cell(line, 'id')} has a ${column} that is no list of numbers`)
  return numbers
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text)
  if (word === undefined) throw new Error(`'${text}' is none of ${words.join(', ')}`)
  return word
}
