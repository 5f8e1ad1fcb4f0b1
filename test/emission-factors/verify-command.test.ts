import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { RECIPE } from '../../emission-factors/build/recipe.ts'
import { setDigest, sha256 } from '../../emission-factors/load.ts'
import { runCommand } from '../fixtures/command.ts'
import { SETS } from './set.ts'

const root = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(root, { recursive: true }))

const verify = (folder: string, ...ids: string[]) =>
  runCommand(['factors', 'verify', ...ids], {
    environment: { CORDON_FACTOR_SETS: folder },
    factorSets: () => {
      throw new Error('verify reads the files itself')
    },
  })

function copyOf(id: string): { folder: string; set: string } {
  const folder = mkdtempSync(join(root, 'sets-'))
  const set = join(folder, id)
  cpSync(join(SETS, id), set, { recursive: true })
  return { folder, set }
}

/** A set whose digests speak of what its files hold now, as a maker's mistake would. */
function sign(set: string): void {
  const header = JSON.parse(readFileSync(join(set, 'set.json'), 'utf8')) as { files: Record<string, string> }
  const files = Object.fromEntries(
    Object.keys(header.files).map((name) => [name, sha256(readFileSync(join(set, name), 'utf8'))]),
  )
  writeFileSync(join(set, 'set.json'), JSON.stringify({ ...header, files, digest: setDigest(files) }))
}

test('every released set holds together', async () => {
  const { exitCode, output } = await verify(SETS)
  for (const id of readdirSync(SETS))
    expect(output).toMatch(new RegExp(`^${id}: \\d+ figures and \\d+ speed curves hold together`, 'm'))
  expect(output).toMatch(/2026\.1: 14282 figures and 5429 speed curves hold together, sha256:b334644e/)
  expect(exitCode).toBe(0)
})

test('an altered file is named', async () => {
  const { folder, set } = copyOf('2026.1')
  appendFileSync(join(set, 'factors.csv'), 'x\n')
  const { exitCode, output, complaint } = await verify(folder, '2026.1')
  expect(output).toContain('factors.csv: altered')
  expect(complaint).toContain('Not every factor set holds together')
  expect(exitCode).toBe(2)
})

test('every faulty row is named, all at once', async () => {
  const { folder, set } = copyOf('2026.1')
  const path = join(set, 'factors.csv')
  const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const columns = head.split(',')
  const spoil = (start: string, column: string, value: string): void => {
    const at = rows.findIndex((row) => row.startsWith(start))
    const cells = (rows[at] ?? '').split(',')
    cells[columns.indexOf(column)] = value
    rows[at] = cells.join(',')
  }
  spoil('density.diesel.', 'unit', 'kg/m2')
  spoil('density.petrol.', 'value', '-1')
  spoil('net-calorific-value.petrol.ipcc', 'upper', '1')
  spoil('net-calorific-value.diesel.ipcc', 'value', '4300')
  spoil('occupancy.car.', 'sourceId', 'nobody')
  writeFileSync(path, `${[head, ...rows].join('\n')}\n`)
  sign(set)
  const { exitCode, output } = await verify(folder)
  expect(output).toMatch(/density\.diesel\S*: kg\/m2/)
  expect(output).toMatch(/factors\.csv:\d+: value .*(>=|small|0)/i)
  expect(output).toMatch(/net-calorific-value\.petrol\S*: upper 1 is below/)
  expect(output).toMatch(/4300 MJ\/kg is outside 20 to 125/)
  expect(output).toMatch(/no source nobody/)
  expect(exitCode).toBe(2)
})

test('an unknown set is refused with those that there are', async () => {
  const { exitCode, complaint } = await verify(SETS, '1999.1')
  expect(complaint).toMatch(
    new RegExp(`No factor set 1999\\.1 .* there are ${RECIPE.id.replace('.', '\\.')}`),
  )
  expect(exitCode).toBe(2)
})

test('figures under a licence that does not let them be handed on are refused', async () => {
  const figures = join(root, 'figures')
  cpSync(join(SETS, '..', 'figures'), figures, { recursive: true })
  const asked = ['--figures', figures]
  expect(await verify(SETS, ...asked)).toMatchObject({ exitCode: 0 })
  appendFileSync(join(figures, 'sources.csv'), 'zevam,Stock by age,A project,2021,CC-BY-SA-4.0,A project,,\n')
  const { exitCode, output } = await verify(SETS, ...asked)
  expect(exitCode).toBe(2)
  expect(output).toMatch(/'CC-BY-SA-4\.0' is no licence under which figures may be handed on/)
})
