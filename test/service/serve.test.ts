import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { builtService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-serve-'))
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

let program: string
beforeAll(async () => {
  program = await builtService()
})

/** The service in a process of its own, run in an empty folder. */
function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const said = { output: '', complaint: '' }
  child.stdout.on('data', (text) => {
    said.output += text
  })
  child.stderr.on('data', (text) => {
    said.complaint += text
  })
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) }
}

/** What the service says to bytes, until it hangs up. */
async function sent(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  socket.on('error', () => undefined)
  socket.write(text)
  await once(socket, 'close')
  return answer
}

/** The status of the answer to 5 MB, written whether or not they are wanted. */
async function sendLarge(url: string, type: string, connection: string): Promise<number | undefined> {
  const headers = { 'content-type': type, connection }
  const sending = request(`${url}/v1/estimates`, { method: 'POST', headers })
  for (let part = 0; part < 80; part += 1) sending.write('x'.repeat(65_536))
  sending.end()
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode
}

test('the service starts, answers, refuses company, and stops when told', async () => {
  const { child, said, ended } = start({})
  await once(child.stdout, 'data')
  expect(said.output).toMatch(/^Cordon listens on http:\/\/127\.0\.0\.1:\d+\n$/)
  const url = said.output.trim().replace('Cordon listens on ', '')

  const saved = await fetch(`${url}/v1/estimates?save=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(SMALL_CITY),
  })
  expect(saved.status).toBe(201)
  const again = await fetch(`${url}${saved.headers.get('location')}`)
  expect(await again.text()).toBe(await saved.text())

  expect(await sent(url, 'no HTTP\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 [\s\S]*problem\+json[\s\S]*"about:blank"/,
  )
  expect(await sent(url, `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  for (const connection of ['keep-alive', 'close'])
    for (const type of ['application/json', 'text/csv'])
      expect(await sendLarge(url, type, connection)).toBe(type === 'text/csv' ? 415 : 413)

  const sameData = start({})
  expect(await sameData.ended).toBe(1)
  expect(sameData.said.complaint).toMatch(
    /^Cordon did not start\. The data folder .* is in use by another process/,
  )

  const samePort = start({ PORT: new URL(url).port, CORDON_DATA_DIR: 'other' })
  expect(await samePort.ended).toBe(1)
  expect(samePort.said.complaint).toBe(
    `Cordon did not start. Port ${new URL(url).port} is in use; choose another with PORT.\n`,
  )

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said).toEqual({ output: `Cordon listens on ${url}\n`, complaint: '' })
  expect(readdirSync(join(root, 'data'))).toEqual(['cordon.duckdb'])
  expect(readdirSync(root).sort()).toEqual(['data', 'other'])
})

test('the service stops in time with work in hand, and says so to who waits', async () => {
  const { child, said, ended } = start({ CORDON_DATA_DIR: 'busy' })
  await once(child.stdout, 'data')
  const url = said.output.trim().replace('Cordon listens on ', '')
  const uncertainty = { method: 'monte-carlo', draws: 100_000 }
  const statuses = Array.from({ length: 12 }, async (_, seed) => {
    const answer = await fetch(`${url}/v1/estimates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...SMALL_CITY, uncertainty: { ...uncertainty, seed } }),
    })
    return answer.status
  })
  while (!(await (await fetch(`${url}/metrics`)).text()).match(/\ncordon_simulations_waiting [1-9]/));
  const toldAt = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(10_000)
  const answered = await Promise.all(statuses.map((status) => status.catch(() => 'hung up' as const)))
  for (const status of answered) expect([200, 503, 'hung up']).toContain(status)
})

test('the service stops in time with files in hand, and leaves none half taken in', async () => {
  const folder = { CORDON_DATA_DIR: 'importing' }
  const { child, said, ended } = start(folder)
  await once(child.stdout, 'data')
  const url = said.output.trim().replace('Cordon listens on ', '')
  const headers = { 'content-type': 'application/json' }
  const registered = await fetch(`${url}/v1/datasets`, {
    method: 'POST',
    headers,
    body: JSON.stringify(FLOWS_OF_TEST),
  })
  expect(registered.status).toBe(201)
  const rows = Array.from({ length: 100_000 }, (_, index) => `2024-01-01,a,z${index},car,${100_000 + index}`)
  const put = () =>
    request(`${url}/v1/datasets/flows/content?format=tidy`, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
    })
  const statusOf = async (sending: ReturnType<typeof request>): Promise<number | undefined> => {
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    answer.resume()
    return answer.statusCode
  }
  const whole = put()
  whole.end(`period,origin,destination,mode,trips\n${rows.join('\n')}\n`)
  // One that never sends the rest.
  const half = put()
  half.write('period,origin,destination,mode,trips\n2024-01-02,a,b,car,100000\n')
  const statuses = [whole, half].map((sending) => statusOf(sending).catch(() => 'hung up' as const))
  let isTaken = false
  void statuses[0]?.then(() => {
    isTaken = true
  })
  while (!isTaken && !(await (await fetch(`${url}/metrics`)).text()).match(/\ncordon_imports_running 2/));
  const toldAt = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(10_000)
  const answered = await Promise.all(statuses)
  for (const status of answered) expect([201, 503, 'hung up']).toContain(status)
  expect(readdirSync(join(root, 'importing'))).toEqual(['cordon.duckdb'])

  const again = start(folder)
  await once(again.child.stdout, 'data')
  const { dataset } = (await (
    await fetch(`${again.said.output.trim().replace('Cordon listens on ', '')}/v1/datasets/flows`)
  ).json()) as { dataset: { facts: number; files: number } }
  expect([dataset.files, dataset.facts]).toEqual(answered[0] === 201 ? [1, rows.length] : [0, 0])
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
})

test('a stop that is asked for twice, and as soon as the service listens, is in order', async () => {
  // Without a handler the signal ends the process before the next statement.
  const twice = `const write = process.stdout.write.bind(process.stdout)
    process.stdout.write = (text) => {
      write(text)
      if (!String(text).includes('listens')) return true
      for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT']) process.kill(process.pid, signal)
      return true
    }`
  const { ended, said } = start({
    CORDON_DATA_DIR: 'twice',
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(twice)}`,
  })
  expect([await ended, said.complaint]).toEqual([0, ''])
  expect(readdirSync(join(root, 'twice'))).toEqual(['cordon.duckdb'])
})

test('a variable that cannot be used stops the start', async () => {
  const { said, ended } = start({ PORT: 'eighty', CORDON_DATA_DIR: 'third' })
  expect(await ended).toBe(1)
  expect(said).toEqual({ output: '', complaint: expect.stringMatching(/^Cordon did not start\. PORT /) })
  expect(existsSync(join(root, 'third'))).toBe(false)
})

test('an address that others reach needs a key to start, or to be open to readers', async () => {
  const refused = start({ HOST: '0.0.0.0', CORDON_DATA_DIR: 'reached' })
  expect(await refused.ended).toBe(1)
  expect(refused.said.output).toBe('')
  expect(refused.said.complaint).toMatch(/^Cordon did not start\. .*no key yet.*cordon keys add/)

  const open = start({ HOST: '0.0.0.0', CORDON_DATA_DIR: 'reached', CORDON_OPEN_READ: 'true' })
  await once(open.child.stdout, 'data')
  const { port } = new URL(open.said.output.trim().replace('Cordon listens on ', ''))
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  expect((await ask('/v1/datasets')).status).toBe(200)
  const body = JSON.stringify(SMALL_CITY)
  const headers = { 'content-type': 'application/json' }
  expect((await ask('/v1/estimates', { method: 'POST', headers, body })).status).toBe(200)
  expect((await ask('/v1/estimates?save=true', { method: 'POST', headers, body })).status).toBe(401)
  open.child.kill('SIGTERM')
  expect(await open.ended).toBe(0)
  expect(open.said.complaint).toMatch(/without TLS/)
  expect(open.said.complaint).toMatch(/CORDON_OPEN_READ/)
})
