import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { filedComparison, filedInventory } from '../../api/filed/schema.ts'
import { WORKBOOK_TYPE } from '../../api/workbook/media-type.ts'
import { runCommand } from '../fixtures/command.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { filedWorkbook, LINE } from '../fixtures/workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-formats-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string): string => join(folder, name)
writeFileSync(file('city.json'), JSON.stringify(SMALL_CITY))

const run = (...words: readonly string[]) => runCommand(words)

describe('an inventory in the forms of others', () => {
  test('by format and by Accept; at a shell the same bytes', async () => {
    const app = await newApp()
    const saved = await postEstimate(app, SMALL_CITY, '?save=true')
    const url = `${saved.headers.location}/inventory`
    const byFormat = await app.inject(`${url}?format=xlsx`)
    const byAccept = await app.inject({ url, headers: { accept: WORKBOOK_TYPE } })
    const plain = await app.inject({ url, headers: { accept: 'text/csv' } })
    const texts = await Promise.all(
      ['citycatalyst', 'cdp'].map((name) => app.inject(`${url}?format=${name}`)),
    )
    const wrong = await app.inject(`${url}?format=pdf`)
    await app.close()
    expect(byFormat.headers).toMatchObject({
      'content-type': WORKBOOK_TYPE,
      'content-disposition': `attachment; filename="${saved.json().id}.xlsx"`,
    })
    expect(byAccept.rawPayload.equals(byFormat.rawPayload)).toBe(true)
    expect(wrong.statusCode).toBe(400)
    expect(plain.body).not.toBe(texts[0]?.body)
    for (const [index, name] of ['citycatalyst', 'cdp'].entries()) {
      expect(texts[index]?.headers['content-type']).toBe('text/csv; charset=utf-8')
      const { output } = await run('inventory', file('city.json'), '--format', name)
      expect(output).toBe(texts[index]?.body)
    }
    const out = file('city.xlsx')
    expect(await run('inventory', file('city.json'), '--format', 'xlsx', '--output', out)).toEqual({
      exitCode: 0,
      output: '',
      complaint: '',
    })
    expect(readFileSync(out).equals(byFormat.rawPayload)).toBe(true)
  })

  test('a workbook is not written to a terminal, nor where nothing can be', async () => {
    const without = await run('inventory', file('city.json'), '--format', 'xlsx')
    expect([without.exitCode, without.complaint]).toEqual([
      2,
      'cordon: A workbook cannot be printed. Name a file, such as --output inventory.xlsx.\n',
    ])
    const nowhere = join(folder, 'no', 'such', 'folder.xlsx')
    const lost = await run('inventory', file('city.json'), '--format', 'xlsx', '--output', nowhere)
    expect([lost.exitCode, lost.complaint]).toEqual([2, `cordon: Cannot write ${nowhere}.\n`])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('cordon filed-inventory', () => {
  test('reads a workbook, and lists what it could not', async () => {
    writeFileSync(file('filed.xlsx'), await filedWorkbook([LINE, { ...LINE, co2e: 'much' }]))
    const { exitCode, output } = await run('filed-inventory', file('filed.xlsx'))
    expect(exitCode).toBe(0)
    expect(output).toMatch(/^II\.1\.1 +Diesel oil +100 /m)
    expect(output).toMatch(/Could not be read: 1\n {2}eCRF_3!AB3: not a number/)
    const json = await run('filed-inventory', file('filed.xlsx'), '--format', 'json')
    expect(filedInventory.parse(JSON.parse(json.output)).rows).toHaveLength(1)
  })

  test('sets it beside an estimate', async () => {
    writeFileSync(file('filed.xlsx'), await filedWorkbook([LINE]))
    const words = ['filed-inventory', file('filed.xlsx'), '--estimate', file('city.json')]
    const { output } = await run(...words)
    expect(output).toMatch(/^Sum of the rows in both /m)
    expect(output).toContain('! The filed inventory does not say which GWP it used.')
    const { rows } = filedComparison.parse(JSON.parse((await run(...words, '--format', 'json')).output))
    expect(rows.find(({ ref }) => ref === 'II.1.1')?.filed.co2e).toBe(100)
  })

  test('says what a file is that is no workbook', async () => {
    writeFileSync(file('filed.pdf'), '%PDF-1.7')
    const { exitCode, complaint } = await run('filed-inventory', file('filed.pdf'))
    expect([exitCode, complaint]).toEqual([
      2,
      expect.stringContaining(
        'The file is a PDF, even if its name says otherwise. Send an .xlsx workbook. [workbook-not-xlsx]',
      ),
    ])
  })
})
