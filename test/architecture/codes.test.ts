import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOTICES, REFUSALS } from '../../src/index.ts'
import { withTables } from '../about/problems-page.ts'
import { codesAsserted } from './raised-codes.ts'

/** The source of every test but this one. */
const tests = (): readonly string[] =>
  readdirSync('test', { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts') && entry.name !== 'codes.test.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

describe('codes', () => {
  test('docs/problems.md says of every problem and code what their declarations say', () => {
    const page = readFileSync('docs/problems.md', 'utf8')
    expect(page).toBe(withTables(page))
    for (const table of ['problems', 'refusals', 'notices']) expect(page).toContain(`<!-- /${table} -->`)
  })

  test('every refusal says what to do', () => {
    expect(Object.entries(REFUSALS).filter(([, { advice }]) => advice.trim() === '')).toEqual([])
  })

  test('every code is asserted by a test', () => {
    const asserted = new Set(tests().flatMap((source) => [...codesAsserted(source)]))
    const never = [...Object.keys(REFUSALS), ...Object.keys(NOTICES)].filter((code) => !asserted.has(code))
    expect(never).toEqual([])
  })
})

describe('what counts as an assertion of a code', () => {
  test.each([
    ["expect(codes).toContain('speed-clamped')", true],
    ["test.each([['one', ['speed-clamped']]])('%s', (_, codes) => undefined)", true],
    ["expect(refused).toEqual(['speed-clamped: The mean speed …'])", true],
    ["expect(refused).toEqual(['speed-clamped /speeds/0'])", true],
    ["expect(refused).toEqual(['speeds/0: speed-clamped'])", true],
    ['expect(refused).toEqual([`speed-clamped: $' + '{why}`])', true],
    ['expect(fault).toMatch(/^speed-clamped \\/speeds/)', true],
    ['// speed-clamped', false],
    ["/* 'speed-clamped' */", false],
    ["expect(text).toContain('no speed-clamped here')", false],
    ["test('speed-clamped', () => undefined)", false],
    ["describe('speed-clamped: all of it', () => undefined)", false],
    ["send({ acknowledge: [{ code: 'speed-clamped', reason: 'mine' }] })", false],
    ["expect(codes).toContain('speed-clamped-twice')", false],
  ])('%s', (source, expected) => {
    expect(codesAsserted(source).has('speed-clamped')).toBe(expected)
  })
})
