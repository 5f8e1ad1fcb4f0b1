import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../fixtures/command.ts'
import { INVENTORY_CITY } from '../fixtures/inventory-city.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const run = (words: readonly string[], input: object) =>
  runCommand(['inventory', '-', ...words], { input: JSON.stringify(input) })

describe('cordon inventory', () => {
  test('json and csv are what the service answers, to the byte', async () => {
    const app = await newApp()
    const saved = await postEstimate(app, INVENTORY_CITY, '?save=true')
    const url = `${saved.headers.location}/inventory`
    const json = await app.inject(url)
    const csv = await app.inject({ url, headers: { accept: 'text/csv' } })
    await app.close()
    expect(await run(['--format', 'json'], INVENTORY_CITY)).toEqual({
      exitCode: 0,
      output: json.body,
      complaint: '',
    })
    const written = (await run(['--format', 'csv'], INVENTORY_CITY)).output
    expect(written).toBe(csv.body)
    expect(Papa.parse(written.trimEnd(), { header: true }).errors).toEqual([])
  })

  test('table names the method, the rows, the totals and the keys with their explanations', async () => {
    const notationKeys = [
      { ref: 'II.1.2', key: 'IE', explanation: 'Charged at home.', reportedIn: 'I.1.2' },
      { ref: 'II.4.1', key: 'NO', explanation: 'No airport in the city.' },
    ]
    const { exitCode, output } = await run([], { ...INVENTORY_CITY, inventory: { notationKeys } })
    expect(exitCode).toBe(0)
    expect(output).toContain('Method: geographic.')
    // 2 000 000 kWh × 0.233 kg; stated data are H, and so is a stated intensity.
    expect(output).toMatch(/^II\.2\.2 .* 466 t CO2e .* H +H$/m)
    expect(output).toMatch(/^II\.4\.1 .* NO$/m)
    // 178.016 + 466 + 318.63 t
    expect(output).toMatch(/^BASIC +962\.6 t CO2e .* II\.3\.1, II\.3\.2/m)
    expect(output).toContain('- II.1.2 IE in I.1.2: Charged at home.')
    expect(output).toContain('- II.4.1 NO: No airport in the city.')
    expect(output).toMatch(/^- II\.3\.1 NE: No activity .* It needs demand rows for ferry/m)
    expect(output).toContain('contains only grid losses')
  })

  test('table shows no intervals where none were asked for', async () => {
    const { output } = await run([], { ...INVENTORY_CITY, uncertainty: { method: 'none' } })
    expect(output).not.toContain('95 % interval')
    expect(output).toMatch(/^BASIC +962\.6 t CO2e/m)
  })

  test('a key on a row with a number is refused with its place', async () => {
    const notationKeys = [{ ref: 'II.1.1', key: 'NO', explanation: 'No cars in the city.' }]
    const { exitCode, output, complaint } = await run([], { ...INVENTORY_CITY, inventory: { notationKeys } })
    expect([exitCode, output]).toEqual([2, ''])
    expect(complaint).toMatch(/\/inventory\/notationKeys\/0[\s\S]*\[key-with-number\]/)
  })
})
