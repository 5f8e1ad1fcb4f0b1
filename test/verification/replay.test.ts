import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getKnown } from '../../api/estimate/figure-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { FORMULA_INPUTS, FORMULAS, TERM_ROLES } from '../../src/index.ts'
import { type Document, documentOf, EVERY_FORMULA, EXAMPLES, OF_PLACES } from '../fixtures/documents.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-replay-'))
const documents = new Map<string, Document>()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.2'), releasedSet('2026.4')]) })
  for (const [name, body] of EXAMPLES) documents.set(name, await documentOf(app, body))
  documents.set('every formula', await documentOf(app, EVERY_FORMULA))
  documents.set('roads', await documentOf(app, OF_PLACES))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const NAMES = [...EXAMPLES.keys(), 'every formula', 'roads']
const documentNamed = (name: string): Document => {
  const found = documents.get(name)
  if (!found) throw new Error(`There is no document ${name}.`)
  return structuredClone(found)
}

/** A program of another language that shares no code with the estimator. */
function checked(document: object | string): { status: number | null; stdout: string; stderr: string } {
  const file = join(folder, 'result.json')
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document))
  return spawnSync('python3', ['-B', 'examples/check_result.py', file], { encoding: 'utf8' })
}
const hasPython = spawnSync('python3', ['--version']).status === 0

// Skipped, and listed as skipped, where there is no python3.
describe.skipIf(!hasPython)('examples/check_result.py (needs python3)', () => {
  test.each(NAMES)('finds %s equal', (name) => {
    expect(checked(documentNamed(name))).toEqual({
      ...EQUAL,
      pid: expect.any(Number),
      output: expect.anything(),
    })
  })
  const EQUAL = { status: 0, signal: null, stdout: 'equal\n', stderr: '' }

  test.each<[string, (document: Document) => void, RegExp]>([
    [
      'a term',
      ({ lines }) => {
        lines[1]?.products[0]?.terms.pop()
      },
      /^L2 product 0 \(\S+\): the document says/m,
    ],
    [
      'a total',
      ({ totals }) => {
        getKnown(totals.co2e).value *= 1.0001
      },
      /^totals\/co2e: the document says/m,
    ],
    [
      'a constant',
      ({ parameters }) => {
        for (const { rule } of Object.values(parameters))
          if (rule?.formula === 'cold-start-factor') rule.constants.ratio += 0.01
      },
      /^parameter cold-start\S*: the document says/m,
    ],
    [
      'a group',
      ({ byMode }) => {
        byMode.shift()
      },
      /^byMode\/\S+: the document says None/m,
    ],
    [
      'an interval',
      ({ totals }) => {
        const co2e = getKnown(totals.co2e)
        co2e.lower = co2e.value * 9
        co2e.upper = co2e.value
      },
      /^totals\/co2e lower: the document says/m,
    ],
  ])('names %s that was altered', (_, alter, named) => {
    const document = documentNamed('every formula')
    alter(document)
    const { status, stdout } = checked(document)
    expect([status, stdout]).toEqual([1, expect.stringMatching(named)])
    expect(stdout.endsWith('differs\n')).toBe(true)
  })

  test.each(['{"lines":[]}', '[]', '{', '[['.repeat(100_000)])('refuses %.20s', (text) => {
    const { status, stderr } = checked(text)
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^not a result with lines/)])
  })

  test('is short enough to be read, and needs nothing but Python', () => {
    const text = readFileSync('examples/check_result.py', 'utf8')
    expect(text.split('\n').length).toBeLessThanOrEqual(100)
    expect([...text.matchAll(/^(?:import|from) .*$/gm)].flat()).toEqual(['import json, sys'])
  })
})

describe('the schema of results', () => {
  const schema = JSON.parse(readFileSync('docs/result.schema.json', 'utf8'))

  test('is what the service gives out', async () => {
    const answer = await app.inject('/v1/schemas/result')
    expect(answer.headers['content-type']).toMatch(/^application\/schema\+json/)
    expect(answer.json()).toEqual(schema)
  })

  test('says the unit of every number, or where it stands', () => {
    const bare: string[] = []
    const visit = (part: unknown, path: string, isSaid: boolean): void => {
      if (typeof part !== 'object' || part === null) return
      const { type, description } = part as { type?: unknown; description?: unknown }
      const said = isSaid || typeof description === 'string'
      if ((type === 'number' || type === 'integer') && !said) bare.push(path)
      const isUnion = Array.isArray(part)
      for (const [name, inner] of Object.entries(part))
        visit(inner, `${path}/${name}`, said && (isUnion || name === 'anyOf' || name === 'oneOf'))
    }
    // An explanation repeats numbers of the document, with their units beside them.
    const names = Object.keys(schema.$defs).filter((name) => !/^(Explanation|Operand)/.test(name))
    expect(names).toContain('EstimateResult')
    for (const name of names) visit(schema.$defs[name], name, false)
    expect(bare).toEqual([])
  })

  // Validated by a program that does not know where the schema came from.
  const validate = new Ajv2020({ allErrors: true }).compile(schema)

  test.each(NAMES)('holds for %s', async (name) => {
    const document = documentNamed(name)
    validate(document)
    expect(validate.errors).toBeNull()
    const { lines: _lines, parameters: _parameters, gwpParameters: _gwp, ...plain } = document
    validate(plain)
    expect(validate.errors).toBeNull()
  })

  test.each<[string, (document: Record<string, unknown>) => void, string]>([
    [
      'a figure as text',
      (document) => {
        document['totals'] = { ...(document['totals'] as object), co2e: { value: '1', unit: 't CO2e' } }
      },
      '/totals/co2e/value',
    ],
    [
      'a field that there is not',
      (document) => {
        document['certified'] = true
      },
      '',
    ],
    [
      'no factor set',
      (document) => {
        delete document['factorSet']
      },
      '',
    ],
  ])('refuses %s', (_, alter, place) => {
    const document = { ...documentNamed('every formula') }
    alter(document)
    expect(validate(document)).toBe(false)
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(place)
  })
})

test('docs/replay.md has every formula with its inputs, and every role', () => {
  const text = readFileSync('docs/replay.md', 'utf8')
  for (const formula of FORMULAS) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${formula}\` |`)) ?? ''
    const [, , inputs = ''] = row.split('|')
    const count = inputs.split(',').filter((input) => input.trim() !== '' && input.trim() !== '—').length
    expect([formula, count]).toEqual([formula, FORMULA_INPUTS[formula].length])
  }
  for (const role of TERM_ROLES) expect(text).toContain(`| \`${role}\` |`)
})
