import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { auditedStore } from '../../api/access/audited-store.ts'
import { keyringOf } from '../../api/access/keyring.ts'
import { carryOut } from '../../api/access/order.ts'
import { serveOrders } from '../../api/access/order-box.ts'
import { type AuditEntry, auditDigest } from '../../api/store/audit.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { runCommand } from '../fixtures/command.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { lookedUp, plant } from '../store/planted-file.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-keys-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

const run = (folder: string, ...words: readonly string[]) =>
  runCommand(words, { environment: { CORDON_DATA_DIR: folder } })

const SECRET = /^cordon_([0-9a-f]{12})_[0-9a-f]{64}\n$/

describe('cordon keys', () => {
  test('prints a key alone and once, and keeps only its digest', async () => {
    const folder = newFolder()
    const made = await run(folder, 'keys', 'add', '--scope', 'read', '--scope', 'operate', '--name', 'Ops')
    expect([made.exitCode, made.output]).toEqual([0, expect.stringMatching(SECRET)])
    const id = SECRET.exec(made.output)?.[1] ?? ''
    const listed = await run(folder, 'keys', 'list', '--format', 'json')
    expect(JSON.parse(listed.output)).toEqual({
      items: [
        { id, name: 'Ops', scopes: ['read', 'operate'], origin: 'command', madeAt: expect.any(String) },
      ],
    })
    const [row] = await lookedUp(folder, 'SELECT * FROM access_key')
    expect(JSON.stringify(row)).not.toContain(made.output.trim().slice(20))
    expect((await run(folder, 'keys', 'list')).output).toContain(id)

    expect((await run(folder, 'keys', 'revoke', made.output.trim())).exitCode).toBe(0)
    const again = await run(folder, 'keys', 'revoke', id)
    expect([again.exitCode, again.complaint]).toEqual([2, expect.stringContaining('no such key')])
    const store = await openDuckdbStore(folder)
    const keyring = keyringOf(store)
    await keyring.reload()
    expect(keyring.find(made.output.trim())).toBeUndefined()
    expect(keyring.hasMadeKey()).toBe(false)
    await store.close()
  })

  test('makes one for a dataset from before keys, which contributes if nothing else is said', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    await store.registerDataset(FLOWS_OF_TEST)
    await store.close()
    expect((await run(folder, 'keys', 'add', '--dataset', 'none')).exitCode).toBe(2)
    const made = await run(folder, 'keys', 'add', '--dataset', 'flows')
    expect(made.output).toMatch(SECRET)
    const { output } = await run(folder, 'keys', 'list', '--format', 'json')
    expect(JSON.parse(output).items).toMatchObject([
      { name: 'flows', scopes: ['contribute'], dataset: 'flows' },
    ])
  })

  test.each([
    ['without a scope', ['--name', 'a'], /--scope/],
    ['of an unknown scope', ['--scope', 'write', '--name', 'a'], /Scopes are read/],
    ['without a name', ['--scope', 'read'], /--name/],
    ['with a limit of nothing', ['--scope', 'read', '--name', 'a', '--per-day', '0'], /whole number/],
  ])('refuses one %s', async (_, words, why) => {
    const refused = await run(newFolder(), 'keys', 'add', ...words)
    expect([refused.exitCode, refused.output]).toEqual([2, ''])
    expect(refused.complaint).toMatch(why)
  })

  test('orders it of the service that has the folder', async () => {
    const folder = newFolder()
    // Another process, as the database sees it: the commands run in this one find the folder in use.
    const store = await openDuckdbStore(folder)
    const keyring = keyringOf(store)
    const faults: unknown[] = []
    const end = serveOrders(
      folder,
      async (order) => {
        const answer = await carryOut(order, auditedStore(store))
        await keyring.reload()
        return answer
      },
      (error) => faults.push(error),
    )
    const { askService } = await import('../../api/access/order-box.ts')
    const { newKey } = await import('../../api/access/secret.ts')
    const { secret, key } = newKey({ name: 'a', scopes: ['read'], origin: 'command' })
    expect(await askService(folder, { do: 'add-key', key: { ...key, scopes: ['read'] } })).toEqual({})
    expect(keyring.find(secret)?.id).toBe(key.id)
    expect(await askService(folder, { do: 'list-keys' })).toMatchObject({ keys: [{ id: key.id }] })
    expect(await askService(folder, { do: 'revoke-key', id: key.id })).toEqual({})
    expect(keyring.find(secret)).toBeUndefined()
    expect(await askService(folder, { do: 'verify-audit' })).toMatchObject({ audit: { entries: 2 } })
    end()
    await store.close()
    expect(faults).toEqual([])
  })
})

describe('cordon audit list', () => {
  test('lists the last of what was done, in its order', async () => {
    const folder = newFolder()
    expect((await run(folder, 'audit', 'list')).output).toBe('Nothing was done yet.\n')
    for (const name of ['a', 'b', 'c']) await run(folder, 'keys', 'add', '--scope', 'read', '--name', name)
    const listed = await run(folder, 'audit', 'list', '--last', '2', '--format', 'json')
    const { items } = JSON.parse(listed.output)
    expect(items.map(({ number, actor, action }: AuditEntry) => [number, actor, action])).toEqual([
      [2, 'shell', 'key.add'],
      [3, 'shell', 'key.add'],
    ])
    // What is listed is what the digests are of.
    expect(auditDigest(items[1])).toBe(items[1].digest)
    expect(items[1].before).toBe(items[0].digest)
    expect((await run(folder, 'audit', 'list')).output).toMatch(/3 .*shell .*key\.add/)
    expect((await run(folder, 'audit', 'list', '--format', 'csv')).output.split('\r\n')[1]).toContain('1,')
  })

  test.each(['0', '10001', 'all'])('refuses --last %s', async (last) =>
    expect((await run(newFolder(), 'audit', 'list', '--last', last)).exitCode).toBe(2),
  )

  test('is answered by the service that has the folder open', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    await auditedStore(store).saveCity({ id: 'leeds', name: 'Leeds', country: 'GB', population: {} })
    expect(await carryOut({ do: 'list-audit', last: 5 }, store)).toMatchObject({
      entries: [{ number: 1, action: 'city.save', subject: 'leeds' }],
    })
    await store.close()
  })
})

describe('cordon audit verify', () => {
  const noted = async (): Promise<string> => {
    const folder = newFolder()
    for (const name of ['a', 'b', 'c']) await run(folder, 'keys', 'add', '--scope', 'read', '--name', name)
    return folder
  }

  test('says that the log is whole, with its head', async () => {
    const folder = await noted()
    const whole = await run(folder, 'audit', 'verify')
    expect([whole.exitCode, whole.output]).toEqual([
      0,
      expect.stringMatching(/whole: 3 entries.*\nsha256:\w{64}\n$/s),
    ])
    const head = whole.output.trim().split('\n').at(-1) ?? ''
    await run(folder, 'keys', 'add', '--scope', 'read', '--name', 'd')
    expect((await run(folder, 'audit', 'verify', '--head', head)).exitCode).toBe(0)
    await plant(folder, 'DELETE FROM audit_entry WHERE number > 2')
    expect((await run(folder, 'audit', 'verify')).exitCode).toBe(0)
    const cut = await run(folder, 'audit', 'verify', '--head', head)
    expect([cut.exitCode, cut.output]).toEqual([1, expect.stringContaining('entry 2 is the last')])
  })

  test.each([
    ['changed', `UPDATE audit_entry SET actor = 'nobody' WHERE number = 2`, 'entry 2 was changed'],
    ['taken out', 'DELETE FROM audit_entry WHERE number = 2', 'entry 2 is missing'],
    [
      'put in with a digest of its own',
      `UPDATE audit_entry SET digest = 'sha256:x', before = 'sha256:y' WHERE number = 2`,
      'entry 2 does not follow',
    ],
  ])('finds an entry that was %s, and the service does not start', async (_, change, why) => {
    const folder = await noted()
    await plant(folder, change)
    const broken = await run(folder, 'audit', 'verify')
    expect([broken.exitCode, broken.output]).toEqual([1, expect.stringContaining(why)])
    const { startService } = await import('../../api/service/serve.ts')
    const { readConfig } = await import('../../api/settings/config.ts')
    await expect(startService(readConfig({ CORDON_DATA_DIR: folder, PORT: '0' }))).rejects.toThrow(why)
  })
})
