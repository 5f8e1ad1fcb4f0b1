import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toEstimateInput } from '../../api/estimate/to-input.ts'
import { withUsedComponents } from '../../api/http/openapi-components.ts'
import { getProject } from '../../api/settings/project.ts'
import { estimateCity } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

interface Answer {
  readonly content?: Readonly<Record<string, unknown>>
}
interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly responses: Readonly<Record<string, Answer & { readonly $ref?: string }>>
}

test('openapi.json is what the service gives out', async () => {
  const app = await newApp()
  const answer = await app.inject('/openapi.json')
  await app.close()
  expect(answer.json().openapi).toBe('3.1.0')
  expect(answer.json()).toEqual(JSON.parse(readFileSync(join(getProject().folder, 'openapi.json'), 'utf8')))
})

test('every operation has a name, and its problems are described', async () => {
  const app = await newApp()
  const { paths, components } = (await app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, Operation>>
    components: { responses: Record<string, Answer> }
  }
  const described = ({ $ref, ...answer }: Operation['responses'][string] = {}): Answer | undefined =>
    $ref === undefined ? answer : components.responses[$ref.replace('#/components/responses/', '')]
  await app.close()
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(operations.length)
  for (const { summary, responses } of operations) {
    expect(summary).toBeTruthy()
    expect(described(responses['500'])?.content).toHaveProperty(['application/problem+json'])
  }
})

test('only the schemas in use stay, under their plain names', () => {
  const contract = {
    paths: { '/x': { $ref: '#/components/schemas/BodyInput' } },
    components: {
      schemas: { BodyInput: { $ref: '#/components/schemas/Part' }, Body: {}, Part: {}, PartInput: {} },
    },
  }
  expect(withUsedComponents(contract)).toEqual({
    paths: { '/x': { $ref: '#/components/schemas/Body' } },
    components: { schemas: { Body: { $ref: '#/components/schemas/Part' }, Part: {} } },
  })
})

test('the example body can be sent as it is', () => {
  const { components } = JSON.parse(readFileSync(join(getProject().folder, 'openapi.json'), 'utf8')) as {
    components: { schemas: { EstimateRequest: { example: object } } }
  }
  const request = estimateRequest.parse(components.schemas.EstimateRequest.example)
  const { estimate } = estimateCity(toEstimateInput(request), releasedSet('2026.1'))
  expect(estimate.lines.length).toBeGreaterThan(3)
})
