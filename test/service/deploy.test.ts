import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { SETTING_NAMES } from '../../api/settings/config.ts'
import { getProject } from '../../api/settings/project.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { savedEstimate } from '../store/saved-estimate.ts'

const { folder } = getProject()
const root = mkdtempSync(join(tmpdir(), 'cordon-deploy-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const FILES = readdirSync(join(folder, 'deploy'))
const textOf = (name: string): string => readFileSync(join(folder, 'deploy', name), 'utf8')
const start = (): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts
    .start

test.each([...FILES, '../docs/deploy.md'])('%s names settings that there are', (name) => {
  const named = textOf(name).match(/\bCORDON_[A-Z_]+\b/g) ?? []
  // The name of the service is a variable of the compose file.
  for (const setting of new Set(named))
    if (setting !== 'CORDON_NAME') expect(SETTING_NAMES).toContain(setting)
})

describe('the container file', () => {
  const lines = textOf('Containerfile').split('\n')
  const copied = (isFrom: boolean): readonly string[] =>
    lines
      .filter((line) => line.startsWith('COPY ') && line.includes('--from=') === isFrom)
      .flatMap((line) => line.split(' ').slice(isFrom ? 2 : 1, -1))
      .map((path) => path.replace('/cordon/', ''))

  test('copies what is there', () => {
    expect(copied(false).length).toBeGreaterThan(5)
    for (const path of copied(false)) expect([path, existsSync(join(folder, path))]).toEqual([path, true])
  })

  test('ships what the package ships, and what it reads beside that', () => {
    const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { files: string[] }
    for (const path of [...files, 'package.json', 'node_modules', 'examples'])
      expect(copied(true)).toContain(path)
  })

  test('starts as npm start does', () => {
    const [, words = ''] = /^ENTRYPOINT (\[.*\])$/m.exec(lines.join('\n')) ?? []
    expect((JSON.parse(words) as string[]).join(' ')).toBe(start())
  })
})

describe('the units', () => {
  test('start as npm start does', () => {
    expect(textOf('cordon.service').replaceAll('/opt/cordon/', '').replace('/usr/bin/', '')).toContain(
      `ExecStart=${start()}\n`,
    )
  })

  test('leave a stop more time than it takes', () => {
    expect(textOf('cordon.service')).toContain('\nTimeoutStopSec=15\n')
    expect(textOf('compose.yaml')).toContain('stop_grace_period: 15s')
  })

  test.skipIf(!existsSync('/usr/bin/systemd-analyze') || !existsSync('/usr/bin/node'))(
    'are units, as systemd reads them',
    () => {
      const units = FILES.filter((name) => /\.(service|timer)$/.test(name)).map((name) =>
        join(folder, 'deploy', name),
      )
      expect(units).toHaveLength(3)
      execFileSync('systemd-analyze', ['verify', '--man=no', ...units], { stdio: 'pipe' })
    },
  )

  test('back up, and keep the newest fourteen', async () => {
    const data = join(root, 'data')
    const backups = join(root, 'backups')
    mkdirSync(backups)
    for (let day = 1; day <= 15; day += 1)
      writeFileSync(join(backups, `2000-01-${String(day).padStart(2, '0')}T000000Z.cordon-backup`), '')
    const store = await openDuckdbStore(data)
    await store.saveEstimate(savedEstimate('est_a'))
    await store.close()
    const unit = textOf('cordon-backup.service')
    for (const key of ['ExecStart', 'ExecStartPost']) {
      const [, command = ''] = new RegExp(`^${key}=/bin/sh -c '(.*)'$`, 'm').exec(unit) ?? []
      const here = command
        .replaceAll('%%', '%')
        .replaceAll('/var/backups/cordon', backups)
        .replace('/usr/bin/node /opt/cordon/dist/api/cli.js', `${process.execPath} --import tsx api/cli.ts`)
      execFileSync('/bin/sh', ['-c', here], {
        cwd: folder,
        env: { PATH: process.env['PATH'], CORDON_DATA_DIR: data },
        stdio: 'pipe',
      })
    }
    const kept = readdirSync(backups).sort()
    expect(kept).toHaveLength(14)
    expect(kept[0]).toBe('2000-01-03T000000Z.cordon-backup')
    expect(kept.at(-1)).toMatch(/^20[2-9]\d-\d\d-\d\dT\d{6}Z\.cordon-backup$/)
  })
})
