import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFactorSets, loadFactorSet, setDigest, sha256 } from '../../emission-factors/load.ts'
import { FactorSetFaulty, verifyFactorSet } from '../../emission-factors/verify.ts'
import { FOLDER, onCopy, SETS } from './set.ts'

describe('the released set', () => {
  it('verifies', () => {
    const { header, records, curves } = verifyFactorSet(FOLDER)
    const loaded = loadFactorSet(FOLDER)
    expect(header.id).toBe('2026.1')
    expect(loaded.records).toHaveLength(records)
    expect(loaded.curves).toHaveLength(curves)
    expect(loaded.digest).toBe(header.digest)
  })

  it('is listed', () => {
    expect(listFactorSets(SETS)).toContainEqual({ id: '2026.1', folder: FOLDER, released: '2026-11-23' })
    expect(listFactorSets(join(SETS, 'nowhere'))).toEqual([])
  })

  it('names a source for every record and uses every source', () => {
    const { sources, records, curves, groups } = loadFactorSet(FOLDER)
    const used = new Set([...records, ...curves, ...groups].map(({ sourceId }) => sourceId))
    expect([...used].sort()).toEqual(sources.map(({ id }) => id).sort())
  })
})

describe('a spoilt set', () => {
  for (const name of ['factors.csv', 'curves.csv', 'sources.json', 'regions.json'])
    it(`is refused with the name of the altered ${name}`, () => {
      onCopy((folder) => {
        appendFileSync(join(folder, name), ' ')
        expect(() => loadFactorSet(folder)).toThrow(new RegExp(`${name.replace('.', '\\.')}: altered`))
      })
    })

  it('is refused with the name of the missing file', () => {
    onCopy((folder) => {
      rmSync(join(folder, 'curves.csv'))
      expect(() => loadFactorSet(folder)).toThrow(/curves\.csv: the file is missing/)
    })
  })

  it('is refused when set.json states another set digest', () => {
    onCopy((folder) => {
      const path = join(folder, 'set.json')
      const header = JSON.parse(readFileSync(path, 'utf8')) as { digest: string }
      writeFileSync(path, JSON.stringify({ ...header, digest: sha256('another') }))
      expect(() => loadFactorSet(folder)).toThrow(/set\.json: altered/)
    })
  })

  it('reports every fault at once, each with its file and row', () => {
    onCopy((folder) => {
      rewrite(folder, 'factors.csv', (text) =>
        text
          .replace(
            'fuel-factor.diesel.co2.ipcc-2006,fuel-factor,,,,,diesel',
            'fuel-factor.diesel.co2.ipcc-2006,fuel-factor,,,,,tea',
          )
          .replace(',74100,', ',741000,')
          .replace(/^(fuel-factor\.petrol\.co2\.ipcc-2006,.*),67500,73000,/m, '$1,70000,73000,')
          .replace(/^(mean-speed\.bus\..*),uitp-sort,/m, '$1,nobody,'),
      )
      const faults = faultsOf(folder)
      expect(faults).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^factors\.csv:\d+: carrier /),
          expect.stringMatching(/^factors\.csv:\d+: .*lower 70000 is above the value 69300/),
          expect.stringMatching(/^factors\.csv:\d+: mean-speed\.bus.*: no source nobody/),
          expect.stringMatching(/^sources\.json: uitp-sort is the source of nothing/),
        ]),
      )
    })
  })

  it('is found out when fleet shares, units or control values are wrong', () => {
    onCopy((folder) => {
      rewrite(folder, 'factors.csv', (text) =>
        text
          .replace(/^(fleet-share\.coach\..*GLO,,,)1,share/m, '$10.9,share')
          .replace(/^(density\.petrol\..*),kg\/L,/m, '$1,kg/m,'),
      )
      rewrite(folder, 'curves.csv', (text) => text.replace(/(3\.37533223097241e-13)/, '3.4'))
      const faults = faultsOf(folder)
      expect(faults).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/fleet shares of coach in GLO, any year sum to 0\.9/),
          expect.stringMatching(/density\.petrol.*kg\/m/),
          expect.stringMatching(/^curves\.csv:\d+: .* gives .* MJ\/vkm at 15 km\/h/),
        ]),
      )
    })
  })
})

/** Alters a file of a copy and makes the digests fit, as somebody would who means to. */
function rewrite(folder: string, name: string, alter: (text: string) => string): void {
  const text = readFileSync(join(folder, name), 'utf8')
  const altered = alter(text)
  expect(altered).not.toBe(text)
  writeFileSync(join(folder, name), altered)
  const path = join(folder, 'set.json')
  const header = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, string> }
  const files = { ...header.files, [name]: sha256(altered) }
  writeFileSync(path, JSON.stringify({ ...header, files, digest: setDigest(files) }))
}

function faultsOf(folder: string): readonly string[] {
  try {
    verifyFactorSet(folder)
  } catch (error) {
    if (error instanceof FactorSetFaulty) return error.faults
    throw error
  }
  return []
}
