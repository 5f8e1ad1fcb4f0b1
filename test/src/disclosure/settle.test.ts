import { expect, test } from 'vitest'
import { highsMover } from '../../../api/releases/highs-mover.ts'
import { type CandidateCell, hasUnsettled, settle } from '../../../src/disclosure/settle.ts'

const openMover = await highsMover()

const month = (period: string, contributors: number): CandidateCell => {
  const figures = {
    trips: 4000,
    passengerDistancePkm: 30_000,
    vehicleDistanceVkm: null,
    tonneDistanceTkm: null,
  }
  return { city: 'leeds', mode: 'car', period, figures, parts: [{ ...figures, contributors, days: 31 }] }
}

// 20 contributors are too few: February is withheld, and at least one cell beside it.
test('what is settled, given out or withheld, is not settled again', () => {
  const candidates = [month('2024-01', 100), month('2024-02', 20), month('2024-03', 100)]
  const asked = { candidates, earlier: [], isOver: () => true, isAllowed: () => true }
  expect(hasUnsettled(asked)).toBe(true)
  const { cells } = settle(asked, openMover)
  expect(cells.map(({ period }) => period)).toEqual(['2024-01', '2024-02', '2024-03', '2024-Q1', '2024'])
  expect(cells.filter(({ figures }) => figures).length).toBeLessThan(4)
  const again = { ...asked, earlier: cells.map((cell) => ({ ...cell, since: 1 })) }
  expect(hasUnsettled(again)).toBe(false)
  expect(settle(again, openMover).cells).toEqual([])
  expect(hasUnsettled({ ...again, candidates: [...candidates, month('2024-04', 100)] })).toBe(true)
})

test('a period that is not over is not settled', () => {
  const asked = {
    candidates: [month('2024-01', 100)],
    earlier: [],
    isOver: () => false,
    isAllowed: () => true,
  }
  expect(hasUnsettled(asked)).toBe(false)
  expect(settle(asked, openMover).cells).toEqual([])
})
