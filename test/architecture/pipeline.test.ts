import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IForbiddenRuleType, type IReporterOutput } from 'dependency-cruiser'
import { afterAll, describe, expect, test } from 'vitest'
import * as domain from '../../src/index.ts'

test('the public face gives whole estimates, and no step of one', () => {
  expect(Object.keys(domain)).toEqual(
    expect.arrayContaining(['estimateCity', 'estimateUnits', 'energyBalance']),
  )
  const steps = [
    'addUp',
    'allocate',
    'checkInput',
    'contradictedKeys',
    'fuelSoldLines',
    'judgeCity',
    'linesOf',
  ]
  expect(steps.filter((step) => step in domain)).toEqual([])
})

describe('.dependency-cruiser.cjs, on planted imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-planted-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: IForbiddenRuleType[]
  }

  /** The rules that one file breaks that imports another. */
  async function brokenBy(
    from: string,
    to: string,
    statement = 'import { step } from',
  ): Promise<readonly string[]> {
    const root = mkdtempSync(join(folder, 'one-'))
    const up = '../'.repeat(from.split('/').length - 1)
    for (const [path, text] of [
      [to, 'export const step = 1\nexport type Step = 1\n'],
      [from, `${statement} '${up}${to}'\n`],
    ] as const) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const { output }: IReporterOutput = await cruise(
      ['src', 'api'].filter((room) => from.startsWith(room) || to.startsWith(room)),
      {
        baseDir: root,
        validate: true,
        ruleSet: { forbidden },
        tsPreCompilationDeps: true,
      },
    )
    if (typeof output === 'string') throw new Error(output)
    return output.summary.violations.map(({ rule }) => rule.name)
  }

  test.each([
    'estimate/check',
    'estimate/lines',
    'estimate/fuel-sold-lines',
    'estimate/add-up',
    'plausibility/judge',
    'inventory/allocate',
    'inventory/notation-key',
  ])('src/%s.ts is a step that src/city alone takes', async (step) => {
    expect(existsSync(`src/${step}.ts`)).toBe(true)
    expect(await brokenBy('src/series/planted.ts', `src/${step}.ts`)).toEqual([
      'steps-are-taken-in-one-place',
    ])
    expect(await brokenBy('src/city/planted.ts', `src/${step}.ts`)).toEqual([])
    expect(await brokenBy('src/series/planted.ts', `src/${step}.ts`, 'import type { Step } from')).toEqual([])
  })

  test('a step knows no city, and a city no series', async () => {
    expect(await brokenBy('src/inventory/planted.ts', 'src/city/estimate-city.ts')).toEqual([
      'steps-know-no-city',
    ])
    expect(await brokenBy('src/city/planted.ts', 'src/series/series.ts')).toEqual([
      'city-knows-its-steps-alone',
    ])
  })
})
