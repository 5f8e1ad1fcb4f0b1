import { expect, test } from 'vitest'
import { runCommand } from '../fixtures/command.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const run = (words: readonly string[], input: string) => runCommand(words, { input })

const result = async (): Promise<string> => {
  const { output } = await run(['estimate', '-', '--format', 'json', '--lines'], JSON.stringify(SMALL_CITY))
  return output
}

test('a result that comes out again is equal: exit code 0', async () => {
  const { exitCode, output, complaint } = await run(['verify', '-'], await result())
  expect([exitCode, complaint]).toEqual([0, ''])
  expect(output).toMatch(/^equal: every figure comes out the same\n/)
  expect(output).toMatch(/^ {2}products +\d+ equal$/m)
})

test('one that does not names line, figure and both values: exit code 1', async () => {
  const document = JSON.parse(await result())
  // 1 million vkm were stated; the document now says 2.
  document.lines[0].products[0].value = 2e6
  const { exitCode, output, complaint } = await run(['verify', '-'], JSON.stringify(document))
  expect([exitCode, complaint]).toEqual([1, ''])
  expect(output).toMatch(/^differs: /)
  expect(output).toContain(
    'L1 /lines/0/products/0/value [products]\n      document 2000000, computed again 1000000\n',
  )
})

test('one of another method or set: exit code 1, and which', async () => {
  const document = JSON.parse(await result())
  const other = await run(['verify', '-'], JSON.stringify({ ...document, methodVersion: '0' }))
  expect([other.exitCode, other.output]).toEqual([
    1,
    expect.stringMatching(/^other-method[\s\S]*version 0 \(this release: /),
  ])
  const factorSet = { ...document.factorSet, id: '1999.1' }
  const away = await run(['verify', '-'], JSON.stringify({ ...document, factorSet }))
  expect([away.exitCode, away.output]).toEqual([
    1,
    expect.stringMatching(
      /^set-not-available[\s\S]*factor-set +not made: There is no factor set 1999\.1 here/,
    ),
  ])
})

test('json is what the service answers', async () => {
  const { exitCode, output } = await run(['verify', '-', '--format', 'json'], await result())
  expect([exitCode, JSON.parse(output)]).toEqual([
    0,
    expect.objectContaining({ outcome: 'equal', differences: [], differenceCount: 0 }),
  ])
})

test.each([
  ['not JSON', '{', 'is not JSON'],
  ['a request', JSON.stringify(SMALL_CITY), '/totals\n      The field is required. [invalid-field]'],
  ['too large', ' '.repeat(16_777_217), 'The input may have at most 16 MiB'],
])('%s cannot be read: exit code 2', async (_, input, complaint) => {
  expect(await run(['verify', '-'], input)).toEqual({
    exitCode: 2,
    output: '',
    complaint: expect.stringContaining(complaint),
  })
})

test('a file that is not there: exit code 2', async () => {
  expect((await run(['verify', '/no/such/result.json'], '')).exitCode).toBe(2)
})
