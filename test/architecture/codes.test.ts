import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROBLEMS } from '../../api/http/problem.ts'
import { NOTICE_TITLES, REFUSAL_TITLES } from '../../src/index.ts'

const problems = readFileSync('docs/problems.md', 'utf8')
const section = (title: string): string =>
  problems.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
const documented = (title: string): readonly string[] =>
  [...section(title).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code ?? '')

/** The text of every test but this one. */
function testTexts(folder = 'test'): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts') && entry.name !== 'codes.test.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

describe('codes', () => {
  test('every refusal code is documented, and nothing else', () => {
    expect([...documented('Refusal codes')].sort()).toEqual(Object.keys(REFUSAL_TITLES).sort())
  })

  test('every notice code is documented, and nothing else', () => {
    expect([...documented('Notice codes')].sort()).toEqual(Object.keys(NOTICE_TITLES).sort())
  })

  test('every problem is documented, and nothing else', () => {
    const slugs = [...section('Problems').matchAll(/<a id="([a-z-]+)">/g)].map(([, slug]) => slug ?? '')
    expect(slugs.sort()).toEqual(
      Object.keys(PROBLEMS)
        .filter((slug) => slug !== 'fault')
        .sort(),
    )
  })

  test('every code is raised by a test', () => {
    const texts = testTexts()
    const never = [...Object.keys(REFUSAL_TITLES), ...Object.keys(NOTICE_TITLES)].filter(
      (code) => !texts.includes(code),
    )
    expect(never).toEqual([])
  })
})
