import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { citiesCommand } from '../../api/datasets/cities-command.ts'
import { importCommand } from '../../api/datasets/import-command.ts'
import { zonesCommand } from '../../api/datasets/zones-command.ts'
import { seriesCommand } from '../../api/series/command.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { explainFailure } from '../../api/shell/failure.ts'
import type { Terminal } from '../../api/shell/terminal.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-zones-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function fileOf(name: string, content: string | Buffer): string {
  const file = join(root, name)
  writeFileSync(file, content)
  return file
}

async function run(name: 'import' | 'zones' | 'cities' | 'series', words: readonly string[], input = '') {
  let output = ''
  let complaint = ''
  const terminal: Terminal = {
    environment: { CORDON_DATA_DIR: join(root, 'data') },
    readInput: () => Buffer.from(input),
    write: (text) => {
      output += text
    },
    complain: (text) => {
      complaint += text
    },
    isTerminal: false,
  }
  const commands = {
    import: () => importCommand(terminal),
    zones: () => zonesCommand(terminal),
    cities: () => citiesCommand(terminal),
    series: () => seriesCommand(terminal, () => factorSetsOf([releasedSet('2026.2')])),
  }
  try {
    await commands[name]()
      .exitOverride()
      .parseAsync([...words], { from: 'user' })
  } catch (error) {
    complaint += explainFailure(error).text
  }
  return { output, complaint }
}

const registered = (id: string, country: string): readonly string[] => [
  ...['--dataset', id, '--title', 'Flows', '--owner', 'Test', '--legal-basis', 'open-licence'],
  ...['--licence', 'CC BY 4.0', '--country', country, '--grain', 'day'],
]

describe('a Chinese file from the shell to a series', () => {
  // Full-width commas, digits and brackets, as a Chinese keyboard gives them.
  const FLOWS = [
    '日期，出发城市，到达城市，人数，距离（公里）',
    '２０２４年３月４日，杭州，上海，４０００，１７５．５',
    '2024/3/4，上海，杭州，3800，175.5',
    '',
  ].join('\n')

  test('the refusal says to give zones, the template names them, and then there is a series', async () => {
    const file = fileOf('flows.csv', FLOWS)
    const taken = await run('import', [
      'city-pairs',
      file,
      '--option',
      'mode=rail',
      ...registered('pairs', 'CN'),
    ])
    expect(taken.output).toContain('2 rows became 2 facts')
    const without = await run('series', ['hangzhou', '--dataset', 'pairs'])
    expect(without.complaint).toContain('no table says in which city each of them lies')
    expect(without.complaint).toContain('cordon zones pairs <file>')

    const template = await run('zones', ['pairs', '--template'])
    expect(template.output).toBe('zone,city,longitude,latitude,areaKm2\r\n上海,,,,\r\n杭州,,,,\r\n')
    const filled = template.output.replace('上海,', '上海,shanghai').replace('杭州,', '杭州,hangzhou')
    expect((await run('zones', ['pairs', fileOf('zones.csv', filled)])).output).toBe(
      '2 zones: version 2 of pairs\n',
    )
    expect((await run('zones', ['pairs'])).output).toBe(filled)
    expect(JSON.parse((await run('zones', ['pairs', '--format', 'json'])).output).zones).toEqual([
      { zone: '上海', city: 'shanghai' },
      { zone: '杭州', city: 'hangzhou' },
    ])

    const { output } = await run('series', ['hangzhou', '--dataset', 'pairs', '--format', 'json'])
    // Half of each crossing trip: (4000 + 3800) × 175.5 km ÷ 2.
    expect(JSON.parse(output).items[0].passengerDistance.value).toBeCloseTo(684_450, 3)
  })

  test('what cannot be a table of zones is refused, and another dataset is not there', async () => {
    const { complaint } = await run('zones', ['pairs', fileOf('bad.csv', 'zone,city\nA,NOT A SLUG\n')])
    expect(complaint).toContain('/zones/0/city')
    expect((await run('zones', ['none'])).complaint).toContain('No dataset none is registered.')
    // Nothing of it was kept.
    expect((await run('zones', ['pairs'])).output).toContain('杭州,hangzhou')
  })
})

describe('cordon cities', () => {
  test('takes a table of years in any encoding, and lists it', async () => {
    expect((await run('cities', [])).output).toBe('No city is saved here.\n')
    const table = Buffer.from(
      'id,name,country,year,population\nmuenchen,München,DE,2022,1512491\nmuenchen,München,DE,2023,1510378\n',
      'latin1',
    )
    expect((await run('cities', [fileOf('cities.csv', table)])).output).toBe('1 city saved\n')
    const listed = JSON.parse((await run('cities', ['--format', 'json'])).output)
    const munich = {
      id: 'muenchen',
      name: 'München',
      country: 'DE',
      population: { 2022: 1512491, 2023: 1510378 },
    }
    expect(listed.items).toEqual([munich])
    // What it lists can be given back.
    expect((await run('cities', [fileOf('back.json', JSON.stringify(listed))])).output).toBe('1 city saved\n')
  })

  test('takes the heads of another language, and persons with points between thousands', async () => {
    const table = 'Kennung;Name;Land;Jahr;Einwohner\nbonn;Bonn;DE;2023;1.335.000\n'
    expect((await run('cities', ['-'], table)).output).toBe('1 city saved\n')
    const listed = JSON.parse((await run('cities', ['--format', 'json'])).output)
    expect(listed.items[0]).toMatchObject({ id: 'bonn', population: { 2023: 1_335_000 } })
  })

  test('inhabitants without a year are not passed over', async () => {
    const { complaint } = await run('cities', ['-'], 'id,name,country,population\nbonn,Bonn,DE,335000\n')
    expect(complaint).toContain('column year')
    expect(complaint).toContain('[column-missing]')
  })

  test('names every fault of a table', async () => {
    const lacking = await run('cities', [fileOf('lacking.csv', 'id,name\na,A\n')])
    expect(lacking.complaint).toContain('country')
    const wrong = await run('cities', ['-'], 'id,name,country,year,population\na,A,Germany,24,many\n')
    expect(wrong.complaint).toContain('/cities/0/country')
    expect(wrong.complaint).toContain('/cities/0/population')
  })
})
