import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import openapiTS, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { getProject } from '../../api/settings/project.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

/**
 * What a city's programmer does on the first day: a generator makes a client of the contract, and the client sends an
 * example to a running service and reads the total with its type.
 */
const EXAMPLE = 'examples/hennepin-2020.json'
const PYTHON_GENERATOR = 'openapi-python-client'
const PYTHON_GENERATOR_VERSION = '0.29.1'
const PYTHON_GENERATOR_TEXT = `${PYTHON_GENERATOR} ${PYTHON_GENERATOR_VERSION}`

const { folder } = getProject()
const work = mkdtempSync(join(tmpdir(), 'cordon-clients-'))
const run = promisify(execFile)

let app: FastifyInstance
let url = ''
/** What the service itself says of the example. */
let total: { readonly value: number; readonly unit: string; readonly lower: number; readonly upper: number }
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.2')]) })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/estimates',
    payload: JSON.parse(readFileSync(join(folder, EXAMPLE), 'utf8')),
  })
  total = answer.json().totals.co2e
  expect(total.unit).toBe('t CO2e')
})
afterAll(async () => {
  await app.close()
  rmSync(work, { recursive: true, force: true })
})

const TYPESCRIPT_CLIENT = `
import { readFileSync } from 'node:fs'
import createClient from 'openapi-fetch'
import type { components, paths } from './contract.d.ts'

const [url = '', file = ''] = process.argv.slice(2)
const body: components['schemas']['EstimateRequest'] = JSON.parse(readFileSync(file, 'utf8'))
const { data, error } = await createClient<paths>({ baseUrl: url }).POST('/v1/estimates', { body })
if (!data) throw new Error(error.detail)
const { co2e } = data.totals
// Of a city whose gases are not all known, the total is null, with its known part and a reason.
if ('reason' in co2e) throw new Error(co2e.reason)
const { value, unit, lower, upper }: { value: number; unit: string; lower?: number; upper?: number } = co2e
const { perCapita } = data.totals
const perPerson: number | undefined = perCapita && 'value' in perCapita ? perCapita.value : undefined
// @ts-expect-error a total is a number: were it of any type, this line would be no error
const text: string = co2e.value
// @ts-expect-error a mode is a word of the list
const row: components['schemas']['DemandRow'] = { mode: 'carr' }
console.log(JSON.stringify({ value, unit, lower, upper }))
`

test('a client in TypeScript (openapi-typescript, openapi-fetch) sends the example and reads the total', async () => {
  const types = await openapiTS(readFileSync(join(folder, 'openapi.json'), 'utf8'))
  writeFileSync(join(work, 'contract.d.ts'), astToString(types))
  writeFileSync(join(work, 'client.ts'), TYPESCRIPT_CLIENT)
  writeFileSync(join(work, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(folder, 'node_modules'), join(work, 'node_modules'), 'junction')
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
  const options = '--noEmit --strict --skipLibCheck --target es2023 --module nodenext --types node'.split(' ')
  const checked = run(process.execPath, [compiler, ...options, '--allowImportingTsExtensions', 'client.ts'], {
    cwd: work,
  })
  // The compiler says what is wrong on standard output.
  expect(await checked.catch(({ stdout }: { stdout: string }) => ({ stdout, stderr: '' }))).toEqual({
    stdout: '',
    stderr: '',
  })
  const { stdout } = await run(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), 'client.ts', url, join(folder, EXAMPLE)],
    { cwd: work },
  )
  expect(JSON.parse(stdout)).toEqual(total)
})

const PYTHON_CLIENT = `
import json, sys
from cordon_client import Client
from cordon_client.api.estimates import create_estimate
from cordon_client.models import DemandRow, EstimateRequest, EstimateResult, Figure, Mode

url, file = sys.argv[1:]
stated = json.load(open(file, encoding="utf-8"))
body = EstimateRequest.from_dict(stated)
assert isinstance(body.demand[0], DemandRow) and isinstance(body.demand[0].mode, Mode)
assert body.to_dict() == stated
result = create_estimate.sync(client=Client(base_url=url), body=body)
assert isinstance(result, EstimateResult), result
total = result.totals.co2e
assert isinstance(total, Figure) and isinstance(result.by_mode[0].co2e, Figure)
json.dump({"value": total.value, "unit": total.unit, "lower": total.lower, "upper": total.upper}, sys.stdout)
`

/** The programs of an environment with the generator, which is kept from run to run; or why there is none. */
async function pythonPrograms(): Promise<{ readonly bin: string } | { readonly missing: string }> {
  const home = join(folder, 'node_modules', '.cache', `${PYTHON_GENERATOR}-${PYTHON_GENERATOR_VERSION}`)
  const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin')
  const works = () => run(join(bin, PYTHON_GENERATOR), ['--version'])
  if (existsSync(home) && (await works().catch(() => undefined))) return { bin }
  try {
    rmSync(home, { recursive: true, force: true })
    await run('python3', ['-m', 'venv', home])
    const quietly = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20']
    const wanted = `${PYTHON_GENERATOR}==${PYTHON_GENERATOR_VERSION}`
    await run(join(bin, 'python'), ['-m', 'pip', 'install', ...quietly, wanted])
    await works()
    return { bin }
  } catch (error) {
    // Half an environment would be taken for a whole one.
    rmSync(home, { recursive: true, force: true })
    const [said = ''] = String((error as { stderr?: string }).stderr || error)
      .trim()
      .split('\n')
      .slice(-1)
    return { missing: `${PYTHON_GENERATOR_TEXT} cannot be installed here: ${said}` }
  }
}

/** An answer that is a workbook and nothing else. */
const WORKBOOK_ANSWER = /^Cannot parse response .*Unsupported content_type application\/vnd\.openxmlformats/

/** What the generator says that it left out; bodies that are files are all that it may leave out. */
const leftOut = (remarks: string): readonly string[] =>
  (remarks.match(/^.*(?:unable|unsupported|attempted|fail).*$/gim) ?? []).filter(
    (line) => !line.startsWith('Unsupported content type') && !WORKBOOK_ANSWER.test(line),
  )

test('a schema that the generator leaves out is noticed', () => {
  // As it says of thirteen schemas without a name, each with constants.
  const unable = 'Unable to process schema /components/schemas/Rule_type_10:'
  const attempted = 'Attempted to generate duplicate models with name "RuleType10Constants"'
  const remarks = `Generating\nUnsupported content type text/csv\n\n${unable}\n\n${attempted}\n`
  expect(leftOut(remarks)).toEqual([unable, attempted])
})

test(`a client in Python (${PYTHON_GENERATOR}) sends the example and reads the total`, async ({ skip }) => {
  const programs = await pythonPrograms()
  if ('missing' in programs) return skip(programs.missing)
  writeFileSync(join(work, 'config.yaml'), 'post_hooks: []\n')
  const remarks = await run(
    join(programs.bin, PYTHON_GENERATOR),
    [
      'generate',
      ...['--path', join(folder, 'openapi.json'), '--output-path', join(work, 'cordon_client')],
      ...['--meta', 'none', '--config', join(work, 'config.yaml')],
    ],
    { cwd: work },
  )
  expect(leftOut(remarks.stdout + remarks.stderr)).toEqual([])
  writeFileSync(join(work, 'client.py'), PYTHON_CLIENT)
  const { stdout } = await run(
    join(programs.bin, 'python'),
    ['-B', '-W', 'ignore', 'client.py', url, join(folder, EXAMPLE)],
    { cwd: work },
  )
  expect(JSON.parse(stdout)).toEqual(total)
})
