import type { z } from 'zod'
import { problem } from '../http/problem-schema.ts'
import { Failure, refusal } from '../request/failure.ts'
import { readConfig } from '../settings/config.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'
import { type Explanation, explanation } from './schema.ts'

const PATIENCE_MS = 10_000
const ANY_HOST: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/**
 * What the service that has the data folder says of a saved estimate, asked at HOST and PORT.
 *
 * @throws {Failure} `not-found` or `file-refused` as the service does
 * @throws {CommandRefused} if no service of ours answers there
 */
export async function explanationFromService(
  id: string,
  figure: string,
  environment: Terminal['environment'],
): Promise<Explanation> {
  const { host, port, dataFolder } = readConfig(environment)
  const name = ANY_HOST.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const url = new URL(`http://${name}:${port}/v1/estimates/${encodeURIComponent(id)}/explanation`)
  url.searchParams.set('figure', figure)
  const { status, body } = await asked(url, dataFolder, environment['CORDON_KEY'])
  if (status === 200) {
    const read = explanation.safeParse(body)
    if (read.success) return read.data
  }
  const said = problem.safeParse(body)
  if (!said.success) throw notOurs(url, dataFolder)
  const { errors = [], detail } = said.data
  if (errors.length > 0) throw refusal(errors.map(withoutAbsent))
  if (status === 404) throw new Failure('not-found', detail)
  throw new CommandRefused(`The service at ${url.origin} says: ${detail}`)
}

type Fault = NonNullable<z.output<typeof problem>['errors']>[number]

function withoutAbsent({ code, detail, pointer, parameter, candidates }: Fault) {
  return {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(candidates === undefined ? {} : { candidates }),
  }
}

async function asked(
  url: URL,
  dataFolder: string,
  key: string | undefined,
): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: answer.status, body: await answer.json() }
  } catch {
    throw notOurs(url, dataFolder)
  }
}

const notOurs = (url: URL, dataFolder: string): CommandRefused =>
  new CommandRefused(
    `The data folder ${dataFolder} is in use by another process, and no Cordon service answers at ${url.origin}. Set HOST and PORT as that service has them, or stop it.`,
  )
