import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { writeTemplate } from '../../api/templates/write-template.ts'
import { readSheets } from '../../api/workbook/sheets.ts'

const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0
if (!hasLibreOffice) console.warn('LibreOffice is not here: the template is not saved again with it.')

test.runIf(hasLibreOffice)('the template is the same after LibreOffice has opened and saved it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-office-'))
  try {
    const bytes = await writeTemplate('de')
    const [file, saved] = [join(folder, 'stadt.xlsx'), join(folder, 'saved')]
    writeFileSync(file, bytes)
    mkdirSync(saved)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const filled = (sheets: Awaited<ReturnType<typeof readSheets>>) =>
      sheets.map(({ name, isHidden, rows }) => ({
        name,
        isHidden,
        cells: rows.flatMap((row) => row.filter((cell) => cell !== null)),
      }))
    const again = await readSheets(readFileSync(join(saved, 'stadt.xlsx')))
    expect(filled(again)).toEqual(filled(await readSheets(bytes)))
    expect(again[2]?.percent.size).toBeGreaterThan(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
