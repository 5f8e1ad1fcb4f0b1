import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * The README's commands, run as a newcomer would, after `npm ci`: that one has made `dist` and is not run again inside
 * the tests, nor are the tests inside themselves. The port is a free one instead of the default.
 */
const readme = readFileSync('README.md', 'utf8')
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
  (block ?? '').trim().split('\n'),
)
const data = mkdtempSync(join(tmpdir(), 'cordon-readme-'))
let port = 0
let stop = async (): Promise<void> => {}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return address.port
}

function run(command: string): string {
  return execFileSync('bash', ['-c', command.replaceAll(':8080', `:${port}`)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

beforeAll(async () => {
  execFileSync('npm', ['run', '--silent', 'build'])
  port = await freePort()
  const child = spawn('node', ['dist/api/main.js'], {
    env: { ...process.env, PORT: String(port), CORDON_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stop = async () => {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    if (printed.includes(`http://127.0.0.1:${port}`)) break
  }
}, 60_000)

afterAll(async () => {
  await stop()
  rmSync(data, { recursive: true, force: true })
})

describe('the README', () => {
  test('starts and tests by the two commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']))
  })

  test.each(commands.filter((command) => !command.startsWith('npm ci')))('%s', (command) => {
    expect(run(command)).not.toBe('')
  })

  test('shows the answer that its command gives', () => {
    const [, shown] = /<!-- answer -->\n```text\n([\s\S]*?)```\n<!-- \/answer -->/.exec(readme) ?? []
    expect(shown).toBeDefined()
    const answer = run('npx cordon estimate examples/hennepin-2020.json')
    for (const line of (shown ?? '').trim().split('\n'))
      if (line.trim() !== '…') expect(answer).toContain(line.trimEnd())
  })

  test('the service and the command line give the same bytes', () => {
    const served = run(commands.find((command) => command.startsWith('curl')) ?? '')
    expect(run('npx cordon estimate examples/hennepin-2020.json --format json').trim()).toBe(served.trim())
  })
})
