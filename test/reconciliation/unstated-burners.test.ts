import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconciliationResult } from '../../api/reconciliation/schema.ts'
import { unstatedBurners } from '../../src/inventory/unstated-burners.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

test('trucks that are not stated may have burnt the diesel that was sold, and not the petrol', () => {
  const missing = [
    { code: 'trucks', what: 'trucks' },
    { code: 'two-wheelers', what: 'motorcycles' },
    { code: 'aviation', what: 'aircraft' },
  ]
  expect(unstatedBurners('diesel', missing)).toEqual(['trucks'])
  expect(unstatedBurners('petrol', missing)).toEqual(['motorcycles'])
  expect(unstatedBurners('cng', missing)).toEqual([])
})

/** Buses burn 1 TJ; `sold` is what was sold of diesel. */
async function noticesOf(sold: string) {
  const payload = {
    ...SMALL_CITY,
    demand: [{ mode: 'bus', energy: '1 TJ', carrier: 'diesel' }],
    fuelSales: [{ carrier: 'diesel', quantity: sold }],
  }
  const answer = await app.inject({ method: 'POST', url: '/v1/reconciliations', payload })
  return reconciliationResult.parse(answer.json()).notices
}

test('what is not stated is said before the gap is called inconsistent', async () => {
  // Sold 3 TJ, burnt 1: three times the usual 0.8 to 1.2, and far beyond ±5 % of either.
  const notices = await noticesOf('3 TJ')
  const codes = notices.map(({ code }) => code)
  const [incomplete] = notices.filter(({ code }) => code === 'gap-incomplete')
  expect(incomplete?.detail).toMatch(/^diesel: cars, .*trucks.* burn it too and are not stated/)
  expect(incomplete).toMatchObject({ pointer: '/demand' })
  expect(codes.indexOf('gap-incomplete')).toBeLessThan(codes.indexOf('inconsistent-sources'))
  const [said] = notices.filter(({ code }) => code === 'inconsistent-sources')
  expect(said?.detail).toContain('Traffic that is not stated may be the reason')
})

test('less sold than burnt is not the fuel of others', async () => {
  expect((await noticesOf('0.3 TJ')).map(({ code }) => code)).not.toContain('gap-incomplete')
})
