import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getProject } from '../../api/settings/project.ts'
import {
  alikeNames,
  brokenReferences,
  type Contract,
  countClosedTuples,
  repeated,
  withoutBodyProblems,
} from '../fixtures/contract.ts'

/** What a contract may come to: generators, pages and people read the whole of it. */
const MAX_BYTES = 300_000
/** A schema longer than a reference with a few words, in more than two places, is to have a name: `.meta({ id })`. */
const MAX_CHARACTERS = 100
const MAX_PLACES = 2

const text = readFileSync(join(getProject().folder, 'openapi.json'), 'utf8')
const contract = JSON.parse(text) as Contract

describe('openapi.json', () => {
  test(`is at most ${MAX_BYTES} bytes`, () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES)
  })

  test('says each schema once', () => {
    expect(alikeNames(contract)).toEqual([])
    expect(repeated(contract, MAX_CHARACTERS, MAX_PLACES)).toEqual([])
  })

  test('has no form that generators of clients do not read', () => {
    expect(countClosedTuples(contract)).toBe(0)
  })

  test('has what it refers to', () => {
    expect(brokenReferences(contract)).toEqual([])
  })

  test('says of every body that it may be too large or of another kind', () => {
    expect(withoutBodyProblems(contract)).toEqual([])
  })

  test('has the names that clients are made with', () => {
    // Those of the first contracts, of which clients are out.
    const names = ['EstimateRequest', 'EstimateResult', 'Figure', 'UncertainQuantity', 'Problem', 'Fault']
    const more = [
      'Quantity',
      'Mode',
      'EnergyCarrier',
      'NoticeCode',
      'DemandRow',
      'Notice',
      'Line',
      'Parameter',
    ]
    expect(Object.keys(contract.components.schemas)).toEqual(expect.arrayContaining([...names, ...more]))
  })
})

describe('a check of the contract finds', () => {
  const { schemas } = contract.components
  const withSchemas = (more: Contract['components']['schemas']): Contract => ({
    ...contract,
    components: { ...contract.components, schemas: { ...schemas, ...more } },
  })
  const { Figure = {}, Mode = {} } = schemas

  test('a name that says what another says, in other words', () => {
    const planted = { ...Figure, description: 'The same in other words.' }
    expect(alikeNames(withSchemas({ Planted: planted }))).toEqual([['Figure', 'Planted']])
  })

  test('a schema that is written out in too many places', () => {
    const row = (count: number) => ({
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`mode${index}`, { ...Mode, description: `${index}` }]),
      ),
    })
    expect(repeated(withSchemas({ Planted: row(2) }), MAX_CHARACTERS, MAX_PLACES)).toEqual([])
    expect(repeated(withSchemas({ Planted: row(3) }), MAX_CHARACTERS, MAX_PLACES)).toEqual([
      expect.stringMatching(/^3 × .*"car"/),
    ])
    const written = { get: { requestBody: { content: { 'application/json': { schema: row(3) } } } } }
    expect(
      repeated(
        { ...contract, paths: { ...contract.paths, '/planted': written } },
        MAX_CHARACTERS,
        MAX_PLACES,
      ),
    ).toHaveLength(1)
  })

  test('a tuple closed by `items: false`, however deep', () => {
    const tuple = { type: 'array', prefixItems: [{ type: 'string' }], items: false }
    expect(countClosedTuples(withSchemas({ Planted: tuple }))).toBe(1)
    const row = { type: 'object', properties: { pair: { anyOf: [tuple] } } }
    expect(countClosedTuples(withSchemas({ Planted: row }))).toBe(1)
  })

  test('a body of which an answer is not told', () => {
    const planted = { post: { requestBody: {}, responses: { '200': {}, '413': {} } } }
    const paths = { ...contract.paths, '/planted': planted }
    expect(withoutBodyProblems({ ...contract, paths })).toEqual(['post /planted: 415'])
  })

  test('a reference that leads nowhere', () => {
    expect(brokenReferences(withSchemas({ Planted: { $ref: '#/components/schemas/Gone' } }))).toEqual([
      '"$ref":"#/components/schemas/Gone"',
    ])
  })
})
