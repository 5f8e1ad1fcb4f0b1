import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from '../fixtures/command.ts'
import { builtService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-explain-'))
afterAll(() => rmSync(root, { recursive: true }))
let count = 0
const newPath = (): string => {
  count += 1
  return join(root, String(count))
}
function fileOf(content: object): string {
  const file = `${newPath()}.json`
  writeFileSync(file, JSON.stringify(content))
  return file
}

const run = (words: readonly string[], environment: Record<string, string> = {}) =>
  runCommand(words, { environment: { CORDON_DATA_DIR: newPath(), ...environment } })

const request = fileOf(SMALL_CITY)
const idIn = (output: string): string => /est_[0-9a-f]{32}/.exec(output)?.[0] ?? ''

describe('cordon explain', () => {
  test('a request file: what, value, formula, operands, why, licence', async () => {
    const { exitCode, output, complaint } = await run(['explain', request])
    expect([exitCode, complaint]).toEqual([0, ''])
    expect(output).toMatch(/^CO2e of the whole city: the sum of one line\nLeeds, GB, 2019 · factor set hand/)
    expect(output).toContain('= D × e × ρ × H × c_CO2\n')
    expect(output).toMatch(/^D +Car: vehicle distance +1,000,000 vkm .*stated/m)
    expect(output).toMatch(/^e +Car, .*0\.08 L\/vkm/m)
    expect(output).toContain('published as 69,300 kg CO2/TJ, × 1.000e-6')
    expect(output).toContain('stated at /demand/0/energyIntensity')
    for (const title of ['Source of each operand', 'Licences', 'Notes on this figure'])
      expect(output).toContain(title)
    expect(output).toMatch(/ t CO2e, [\d.,]+ to [\d.,]+ \(95 % interval by propagation\)/)
  })

  test('a result file is explained from itself; json is the explanation', async () => {
    const made = await run(['estimate', request, '--format', 'json', '--lines'])
    const file = fileOf(JSON.parse(made.output))
    const { output } = await run(['explain', file, '--figure', 'byMode/car/energy', '--format', 'json'])
    const { figure, parts } = JSON.parse(output)
    // 80 000 L × 0.745 × 44.3 MJ, in TJ.
    expect(figure.value).toBeCloseTo(80_000 * 0.745 * 44.3 * 1e-6, 12)
    expect(parts[0].formulas).toHaveLength(1)
    // Without its lines a result is made again from the request that it carries.
    const alone = fileOf(JSON.parse((await run(['estimate', request, '--format', 'json'])).output))
    expect((await run(['explain', alone, '--figure', 'byMode/car/energy', '--format', 'json'])).output).toBe(
      output,
    )
    const { request: _, ...bare } = JSON.parse(made.output)
    const { lines, parameters, ...without } = bare
    const refused = await run(['explain', fileOf(without)])
    expect([refused.exitCode, refused.complaint]).toEqual([2, expect.stringContaining('has no lines')])
    const damaged = await run(['explain', fileOf({ ...bare, lines: [{}] })])
    expect([damaged.exitCode, damaged.complaint]).toEqual([2, expect.stringContaining('/lines/0/id')])
  })

  test('an id is read from the data folder, where estimate --save kept it', async () => {
    const CORDON_DATA_DIR = newPath()
    const saved = await run(['estimate', request, '--save'], { CORDON_DATA_DIR })
    expect(saved.exitCode).toBe(0)
    const id = idIn(saved.output)
    const { output } = await run(['explain', id, '--figure', 'L1'], { CORDON_DATA_DIR })
    expect(output).toMatch(/^CO2e of line L1: Car/)
    expect(output).toContain(id)
  })

  test('an id that is not there is not found, and no folder is made for the question', async () => {
    const id = `est_${'0'.repeat(32)}`
    const CORDON_DATA_DIR = newPath()
    const none = await run(['explain', id], { CORDON_DATA_DIR })
    expect([none.exitCode, none.complaint]).toEqual([2, expect.stringContaining('estimate --save')])
    expect(readdirSync(root)).not.toContain(CORDON_DATA_DIR.slice(root.length + 1))
    await run(['estimate', request, '--save'], { CORDON_DATA_DIR })
    expect((await run(['explain', id], { CORDON_DATA_DIR })).complaint).toContain('No estimate with this id')
  })

  test('an address that names nothing is refused with the nearest', async () => {
    const { exitCode, complaint } = await run(['explain', request, '--figure', 'byMode/cra'])
    expect([exitCode, complaint]).toEqual([
      2,
      expect.stringMatching(/--figure[\s\S]*Accepted: .*byMode\/car/),
    ])
    expect((await run(['explain', '/no/such/file'])).complaint).toContain('There is no file')
  })

  test('long lists are cut with a count, unless all is asked for', async () => {
    const many = fileOf({
      ...SMALL_CITY,
      demand: Array.from({ length: 14 }, (_, index) => ({
        mode: 'car',
        flow: ['within', 'inbound', 'outbound', 'through'][index % 4],
        insideShare: 1,
        vehicleClass: ['average', 'mini', 'small', 'medium'][Math.floor(index / 4)],
        vehicleDistance: `${index + 1} million vkm`,
        powertrain: 'petrol',
        energyIntensity: '8 L/100km',
      })),
    })
    const cut = await run(['explain', many])
    expect(cut.output).toContain('… and 4 more; --all shows them')
    expect(cut.output).not.toMatch(/^L1 /m)
    const all = await run(['explain', many, '--all'])
    expect(all.output).not.toContain('--all shows')
    expect(all.output).toMatch(/^L1 /m)
  })
})

describe('a data folder that a service has', () => {
  test('the service is asked; saving there is refused; without HOST and PORT that is said', async () => {
    const CORDON_DATA_DIR = newPath()
    const child = spawn(process.execPath, [await builtService()], {
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', PORT: '0', CORDON_DATA_DIR },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [said] = await once(child.stdout, 'data')
      const url = String(said).trim().replace('Cordon listens on ', '')
      const saved = await fetch(`${url}/v1/estimates?save=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(SMALL_CITY),
      })
      const { id, byMode } = (await saved.json()) as { id: string; byMode: { co2e: { value: number } }[] }
      const environment = { CORDON_DATA_DIR, HOST: '0.0.0.0', PORT: new URL(url).port }
      const words = ['explain', id, '--figure', 'byMode/car', '--format', 'json']
      const { output, complaint } = await run(words, environment)
      expect(complaint).toBe('')
      expect(JSON.parse(output).figure.value).toBe(byMode[0]?.co2e.value)
      const misspelt = await run(['explain', id, '--figure', 'byMode/cra'], environment)
      expect([misspelt.exitCode, misspelt.complaint]).toEqual([
        2,
        expect.stringMatching(/--figure[\s\S]*Accepted: .*byMode\/car/),
      ])
      expect((await run(['explain', 'est_0'], environment)).complaint).toContain('No estimate with this id')

      const saving = await run(['estimate', request, '--save'], environment)
      expect([saving.exitCode, saving.output]).toEqual([2, ''])
      expect(saving.complaint).toContain('in use by another process')

      const other = createServer((_, reply) => reply.end('{"hello":1}')).listen(0, '127.0.0.1')
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const stranger = await run(['explain', id], { ...environment, PORT: String(port) })
      const closed = once(other, 'close')
      other.close()
      other.closeAllConnections()
      await closed
      const silent = await run(['explain', id], { ...environment, PORT: String(port) })
      for (const answer of [stranger, silent])
        expect([answer.exitCode, answer.complaint]).toEqual([
          2,
          expect.stringMatching(/no Cordon service answers at http:.* Set HOST and PORT/),
        ])
    } finally {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  })
})
