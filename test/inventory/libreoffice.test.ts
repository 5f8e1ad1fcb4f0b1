import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../api/filed/ecrf/workbook.ts'
import { ecrfWorkbook } from '../../api/inventory/ecrf-workbook.ts'
import { SMALL_INVENTORY } from '../fixtures/inventory.ts'

const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0
if (!hasLibreOffice) console.warn('LibreOffice is not here: the workbook is not opened with it.')

/** Text, comma, quotes, UTF-8, from the first line, as numbers are and not as they are shown, every sheet. */
const ALL_SHEETS = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

test.runIf(hasLibreOffice)('LibreOffice opens the workbook and gives its numbers back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-office-'))
  try {
    const bytes = await ecrfWorkbook(SMALL_INVENTORY)
    writeFileSync(join(folder, 'city.xlsx'), bytes)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    const said = execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', ALL_SHEETS, '--outdir', folder, join(folder, 'city.xlsx')],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    )
    expect(said).not.toMatch(/repair|corrupt|error/i)
    const { detail } = await readWorkbook(bytes)
    const csv = readFileSync(join(folder, 'city-eCRF_3.csv'), 'utf8')
    const back = Papa.parse<string[]>(csv, { skipEmptyLines: true }).data
    expect(back).toHaveLength(detail.rows.length)
    for (const [row, cells] of detail.rows.entries())
      for (const [column, cell] of cells.entries()) {
        const text = back[row]?.[column] ?? ''
        // LibreOffice writes 15 significant digits.
        if (typeof cell === 'number') expect(Math.abs(Number(text) - cell)).toBeLessThanOrEqual(1e-14 * cell)
        else expect(text).toBe(cell ?? '')
      }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
