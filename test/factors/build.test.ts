import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildSet } from '../../emission-factors/build/set.ts'
import { FOLDER } from './set.ts'

const figures = process.env['CORDON_FIGURES'] ?? ''

describe('the build', () => {
  it.skipIf(!existsSync(figures))(
    'makes the released set byte for byte (skipped without the figures: set CORDON_FIGURES)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'factor-build-'))
      try {
        buildSet(figures, folder)
        for (const name of readdirSync(FOLDER))
          expect(
            readFileSync(join(folder, name), 'utf8') === readFileSync(join(FOLDER, name), 'utf8'),
            name,
          ).toBe(true)
        expect(readdirSync(folder).sort()).toEqual(readdirSync(FOLDER).sort())
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )

  it('says what it lacks when there are no figures', () => {
    expect(() => buildSet(join(tmpdir(), 'no-such-figures'), '')).toThrow(/there is no folder of figures/)
  })
})
