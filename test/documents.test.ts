import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getProject } from '../api/settings/project.ts'
import { startService } from './fixtures/running-service.ts'
import { DOCUMENTS, isCut, LEFT_OUT, paragraphsOf, shownIn } from './fixtures/shown-commands.ts'

const data = mkdtempSync(join(tmpdir(), 'cordon-documents-'))
let port = 0
let stop = async (): Promise<void> => {}

function run(command: string, environment: Readonly<Record<string, string>> = {}): string {
  return execFileSync('bash', ['-c', command.replaceAll(':8080', `:${port}`)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, CORDON_DATA_DIR: join(data, 'commands'), ...environment },
  })
}

/** Runs what npx runs: npx itself takes as long again as most commands, and is looked at once below. */
const runLinked = (command: string): string =>
  run(command.replaceAll('npx cordon', join('node_modules', '.bin', 'cordon')))

beforeAll(async () => {
  const service = await startService(join(data, 'service'))
  port = Number(new URL(service.url).port)
  stop = async () => {
    service.child.kill('SIGTERM')
    await service.ended
  }
})

afterAll(async () => {
  await stop()
  rmSync(data, { recursive: true, force: true })
})

/**
 * The commands of the README and of the guides, run as a newcomer would, after `npm ci`: that one has made `dist` and is
 * not run again inside the tests, nor are the tests inside themselves. The port is a free one instead of the default, and
 * commands keep what they keep in a folder of their own, since the service holds the other one.
 */
describe.each(DOCUMENTS)('%s', (path) => {
  test.each(shownIn(path).filter(({ command }) => !command.startsWith('npm ci')))(
    '$command',
    ({ command, answer }) => {
      const given = runLinked(command)
      expect(given).not.toBe('')
      for (const line of (answer ?? '').trim().split('\n'))
        if (line.trim() !== LEFT_OUT) expect(given).toContain(line.trimEnd())
      // A sentence or a table is shown whole, or says where it is cut.
      const whole = paragraphsOf(answer ?? '').filter((paragraph) => !isCut(paragraph))
      if (answer !== undefined) expect(paragraphsOf(given)).toEqual(expect.arrayContaining(whole))
    },
  )
})

describe('the README', () => {
  const commands = shownIn('README.md').map(({ command }) => command)

  test('starts and tests by the two commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']))
  })

  test('shows an answer', () => {
    expect(shownIn('README.md').filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(0)
  })

  test('npx runs what was built and installs nothing', () => {
    const cache = join(data, 'npm')
    const given = run('npx cordon --version', { npm_config_cache: cache, npm_config_offline: 'true' })
    expect(given).toBe(`${getProject().version}\n`)
    expect(existsSync(join(cache, '_npx'))).toBe(false)
  })

  test('the service and the command line give the same bytes', () => {
    const served = run(commands.find((command) => command.startsWith('curl')) ?? '')
    expect(runLinked('npx cordon estimate examples/hennepin-2020.json --format json').trim()).toBe(
      served.trim(),
    )
  })
})
