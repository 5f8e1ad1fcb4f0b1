import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../api/service/app.ts'
import { runCli } from '../../api/service/commands.ts'
import type { FactorSets } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { EVERY_FORMULA, EXAMPLES } from '../fixtures/documents.ts'

/** The set that the answers are pinned with. */
const SET = '2026.2'

/** What was asked → SHA-256 of the answer, with the exit code or status before it. */
export type PinnedAnswers = Readonly<Record<string, string>>

/** Each command that takes a request, with its formats. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  estimate: ['table', 'table --lines', 'json', 'json --lines', 'csv'],
  explain: ['text', 'text --all', 'json', 'text --figure byMode/car/energy'],
  boundaries: ['text', 'json', 'csv'],
  inventory: ['table', 'json', 'csv', 'citycatalyst', 'cdp', 'xlsx'],
  reconcile: ['table', 'json'],
  restate: ['table', 'json', 'csv'],
}

const REGISTRATION = [
  ...['--dataset', 'flows', '--title', 'Daily flows', '--owner', 'Example Town', '--country', 'DE'],
  ...['--legal-basis', 'open-licence', '--licence', 'CC BY 4.0', '--grain', 'day'],
]
const OF_A_WEEK = ['--dataset', 'flows', '--from', '2024-03-18', '--to', '2024-03-24', '--factor-set', SET]

const digestOf = (answer: string | Uint8Array): string => createHash('sha256').update(answer).digest('hex')

/** Problems name the request they answer, at random. */
const REQUEST_ID = /urn:request:[0-9a-f-]{36}/g

const pinned = (body: object): string => JSON.stringify({ ...body, factorSet: SET })

/** The answer to every example by every command in every format, and to the commands that need no request. */
export async function answersOfCommands(factorSets: FactorSets): Promise<PinnedAnswers> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-pins-'))
  const answers: Record<string, string> = {}
  const run = async (words: readonly string[], input = ''): Promise<{ exit: number; output: string }> => {
    let output = ''
    const write = (text: string): void => {
      output += text
    }
    const exit = await runCli(
      words,
      {
        environment: { CORDON_DATA_DIR: join(folder, 'data') },
        readInput: () => Buffer.from(input),
        write,
        complain: write,
        isTerminal: false,
      },
      () => factorSets,
    )
    return { exit, output }
  }
  const pin = async (name: string, words: readonly string[], input = ''): Promise<void> => {
    const { exit, output } = await run(words, input)
    answers[name] = `${exit} ${digestOf(output)}`
  }
  try {
    for (const [example, body] of EXAMPLES) {
      const request = pinned(body)
      for (const [command, formats] of Object.entries(COMMANDS))
        for (const format of formats) {
          const name = `${command} ${example} ${format}`
          const words = [command, '-', '--format', ...format.split(' ')]
          if (format === 'xlsx') {
            const workbook = join(folder, 'workbook.xlsx')
            const { exit } = await run([...words, '--output', workbook], request)
            answers[name] = `${exit} ${digestOf(exit === 0 ? readFileSync(workbook) : '')}`
          } else await pin(name, words, request)
        }
      const { output } = await run(['estimate', '-', '--format', 'json', '--lines'], request)
      for (const format of ['text', 'json'])
        await pin(`verify ${example} ${format}`, ['verify', '-', '--format', format], output)
    }
    const years = ['leeds-cars-2018.json', 'leeds-cars-2019.json'].map((example) => {
      const file = join(folder, example)
      writeFileSync(file, pinned(EXAMPLES.get(example) ?? {}))
      return file
    })
    for (const format of ['table', 'json', 'csv'])
      await pin(`restate two years ${format}`, ['restate', ...years, '--factor-set', SET, '--format', format])
    await pin('import', ['import', 'tidy', 'examples/daily-flows.csv', ...REGISTRATION])
    await pin('datasets', ['datasets'])
    for (const format of ['csv', 'json'])
      await pin(`series ${format}`, ['series', 'example-town', ...OF_A_WEEK, '--format', format])
    for (const format of ['table', 'json'])
      await pin(`factors show ${format}`, [
        ...['factors', 'show', 'grid-intensity.co2.cn.2023.mee-2025', '--set', SET],
        ...['--format', format],
      ])
    for (const format of ['table', 'json', 'csv'])
      await pin(`factors find ${format}`, [
        ...['factors', 'find', '--set', SET, '--kind', 'grid-intensity', '--country', 'GB'],
        ...['--year', '2023', '--match', 'estimate', '--format', format],
      ])
    await pin('factors diff', ['factors', 'diff', '2025.1', '2026.2'])
    return answers
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The answers of the service to what callers ask it. */
export async function answersOfRoutes(factorSets: FactorSets): Promise<PinnedAnswers> {
  const store = memoryStore()
  const app = await buildApp({ factorSets, store, logger: false })
  const answers: Record<string, string> = {}
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string, accept = 'application/json') => {
    const { statusCode, rawPayload } = await app.inject({
      method,
      url,
      headers: { accept, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(payload === undefined ? {} : { payload }),
    })
    answers[`${method} ${url} ${accept}`] =
      `${statusCode} ${digestOf(rawPayload.toString('latin1').replace(REQUEST_ID, ''))}`
    return rawPayload.toString()
  }
  const request = (name: string): string => pinned(EXAMPLES.get(name) ?? {})
  try {
    const kept = await ask('POST', '/v1/estimates?save=true', request('leeds-2019.json'))
    const { id } = JSON.parse(kept) as { id: string }
    for (const view of ['', '/lines', '/explanation', '/boundaries', '/inventory'])
      await ask('GET', `/v1/estimates/${id}${view}`)
    await ask('GET', `/v1/estimates/${id}/lines`, undefined, 'text/csv')
    await ask('GET', `/v1/estimates/${id}/explanation`, undefined, 'text/plain')
    const everything = '?include=lines,explanation,boundaries,inventory'
    const result = await ask('POST', `/v1/estimates${everything}`, pinned(EVERY_FORMULA))
    await ask('POST', '/v1/verifications', result)
    await ask('POST', '/v1/reconciliations', request('leeds-fuel-2019.json'))
    await ask(
      'POST',
      '/v1/restatements',
      JSON.stringify({
        estimates: ['leeds-cars-2018.json', 'leeds-cars-2019.json'].map((name) => JSON.parse(request(name))),
        with: { factorSet: SET },
      }),
    )
    await ask('GET', '/v1/factor-sets')
    await ask('GET', `/v1/factor-sets/${SET}`)
    await ask('GET', `/v1/factor-sets/${SET}/factors?kind=grid-intensity&country=CN&limit=20`)
    await ask('GET', `/v1/factor-sets/2025.1/diff/${SET}?estimate=${id}`)
    await ask('GET', '/v1/vocabulary')
    await ask('GET', '/v1/import-formats')
    // What is refused: a fault of form, of a unit, of a person, of a path.
    await ask('POST', '/v1/estimates', '{"city":{"name":"X"},"demand":[{"mode":"carr","trips":"5 ton"}]}')
    await ask('GET', '/v1/estimates/est_00000000000000000000000000000000')
    return answers
  } finally {
    await app.close()
    await store.close()
  }
}
