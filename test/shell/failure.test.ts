import { expect, test } from 'vitest'
import { refusal } from '../../api/request/failure.ts'
import { explainFailure } from '../../api/shell/failure.ts'

const textOf = (candidates: readonly string[]): string =>
  explainFailure(
    refusal([{ code: 'lever-overlap', pointer: '/levers/2', detail: 'Two set one share.', candidates }]),
  ).text

test('what a fault accepts is listed, and of a fault between fields the other ones', () => {
  expect(textOf(['car', 'bus'])).toContain('      Accepted: car, bus\n')
  expect(textOf(['/levers/1'])).toContain('      See: /levers/1\n')
})
