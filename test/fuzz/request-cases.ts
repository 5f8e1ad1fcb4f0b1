import { METHODS } from 'node:http'
import { brokenJson, NASTY } from './broken-json.ts'
import type { Random } from './random.ts'

/** A request to send. */
export interface Case {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** Bytes to send as they are, in place of all that; no answer is as good as a refusal. */
  readonly raw?: Buffer
}

interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
}
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation & { responses: object }>>>>
  readonly components: { readonly parameters?: Readonly<Record<string, { name: string; in: string }>> }
}

const SEGMENTS = [
  'x',
  '%00',
  '%ff',
  '..',
  '%2e%2e',
  '%2f',
  'a'.repeat(300),
  '💥',
  '__proto__',
  'est_1',
  '-',
  '%',
  'a;b',
  "'--",
]
const WORDS = [
  '1',
  '0',
  '-1',
  '1e9',
  'x',
  '',
  'null',
  '2019',
  '2019-01',
  '2019-02-30',
  'day',
  'json',
  'csv',
  'xlsx',
  '%00',
  "'",
  '9'.repeat(200),
]
const TYPES = [
  'application/json',
  'text/csv',
  'text/plain',
  'application/json; charset=utf-16',
  'application/xml',
  'multipart/form-data; boundary=x',
  'x',
  '*/*',
]

/** Requests of every operation of the contract, and of none. */
export function requestCases(contract: Contract, examples: readonly unknown[], known: readonly string[]) {
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const named = contract.components.parameters ?? {}
  const queryOf = (operation: Operation): readonly string[] =>
    (operation.parameters ?? []).flatMap((parameter) => {
      const { name, in: where } = parameter.$ref
        ? (named[parameter.$ref.split('/').at(-1) ?? ''] ?? parameter)
        : parameter
      return where === 'query' && name !== undefined ? [name] : []
    })

  return (random: Random): Case => {
    if (random.chance(0.01)) return rawCase(random)
    const { path, method, operation } = random.pick(operations)
    const segments = path.replace(/\{[^}]+\}/g, () =>
      random.chance(0.6) ? random.pick(known) : random.pick(SEGMENTS),
    )
    const names = queryOf(operation)
    const query = Array.from({ length: random.below(4) }, () => {
      const name =
        names.length > 0 && random.chance(0.8)
          ? random.pick(names)
          : random.pick(['x', 'limit', '__proto__', ''])
      return `${name}=${encoded(random)}`
    }).join('&')
    const url = `${random.chance(0.03) ? `/${random.pick(SEGMENTS)}` : segments}${query === '' ? '' : `?${query}`}`
    const types = Object.keys(operation.requestBody?.content ?? {})
    const takesBody = types.length > 0 || random.chance(0.05)
    const body = takesBody && random.chance(0.95) ? bodyOf(random, examples, path) : undefined
    return {
      name: 'request',
      method: random.chance(0.04) ? random.pick(METHODS.filter((one) => one !== 'CONNECT')) : method,
      path: url,
      headers: {
        ...(body && random.chance(0.97)
          ? {
              'content-type':
                types.length > 0 && random.chance(0.9) ? random.pick(types) : random.pick(TYPES),
            }
          : {}),
        ...(random.chance(0.1) ? { accept: random.pick(TYPES) } : {}),
        ...(random.chance(0.02) ? { prefer: 'respond-async' } : {}),
        ...(random.chance(0.01) ? { host: 'evil.example' } : {}),
      },
      ...(body ? { body } : {}),
    }
  }
}

function encoded(random: Random): string {
  const word = random.chance(0.7)
    ? random.pick(WORDS)
    : (JSON.stringify(random.pick(NASTY)) ?? '').slice(0, 300)
  return random.chance(0.9)
    ? encodeURIComponent(word.replaceAll(/[\ud800-\udfff]/g, 'x'))
    : word.replace(/[^\x21-\x7e]/g, '%ff')
}

function bodyOf(random: Random, examples: readonly unknown[], path: string): Buffer {
  if (random.chance(0.03)) return random.bytes(random.below(400))
  if (path.endsWith('/zones') && random.chance(0.7))
    return Buffer.from(
      random.pick([
        '{}',
        'zone,city\n',
        'zone,city\na,leeds\n',
        '"',
        'zone;city\na;b',
        '\u0000',
        '{"zones":[{"zone":"a","city":null}]}',
      ]),
    )
  return Buffer.from(brokenJson(random.pick(examples), random))
}

/** What is no request, or two. */
function rawCase(random: Random): Case {
  const texts = [
    'no HTTP\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: localhost\r\n${'x: y\r\n'.repeat(3000)}\r\n`,
    'POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    'POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: -1\r\n\r\n',
    'FETCH /v1/estimates HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nhost: localhost\r\nhost: evil\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nhost: localhost\r\n\r\n',
    '\r\n\r\n\r\n',
    '\u0000'.repeat(64),
  ]
  const raw = random.chance(0.8) ? Buffer.from(random.pick(texts)) : random.bytes(200)
  return { name: 'raw', method: '', path: '', headers: {}, raw }
}
