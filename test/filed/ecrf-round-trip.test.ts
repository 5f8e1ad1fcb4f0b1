import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { compareWithFiled } from '../../api/filed/compare-filed.ts'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { ecrfWorkbook } from '../../api/inventory/ecrf-workbook.ts'
import { NOTATION_KEYS, SCOPES, SUB_SECTORS } from '../../src/index.ts'
import { detailOf, emissionsOf, inventoryOf, keyRow, knownValueOf, numberRow } from '../fixtures/inventory.ts'

const tonnes = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-9, max: 1e10, noNaN: true }),
  fc.integer({ min: 1, max: 5_000_000 }),
)
const detail = fc
  .record({
    name: fc.constantFrom('petrol', 'diesel', '=SUM(A1)', 'Électricité & co', 'a > b'),
    co2: tonnes,
    ch4: tonnes,
    n2o: tonnes,
    unsplit: tonnes,
    biogenicCo2: tonnes,
  })
  .map(({ name, ...gases }) => detailOf(name, emissionsOf(gases)))
/** A row that comes to the sum of two others or more is remarked upon, as one that may count twice. */
const hasSum = (details: readonly ReturnType<typeof detailOf>[]): boolean => {
  const tonnesOf = details.map(({ emissions: { co2e } }) => co2e.value ?? 0)
  const all = tonnesOf.reduce((sum, one) => sum + one, 0)
  return details.length > 2 && tonnesOf.some((one) => Math.abs(all - 2 * one) <= 0.002 * one)
}
const details = fc.array(detail, { minLength: 1, maxLength: 3 }).filter((some) => !hasSum(some))
const row = fc
  .record({
    subSector: fc.constantFrom(...SUB_SECTORS),
    scope: fc.constantFrom(...SCOPES),
    stated: fc.oneof(fc.constantFrom(...NOTATION_KEYS), details),
  })
  .map(({ subSector, scope, stated }) =>
    typeof stated === 'string'
      ? keyRow(subSector, scope, stated, stated === 'IE' ? 'I.1.1' : null)
      : numberRow(subSector, scope, stated),
  )
const inventory = fc
  .uniqueArray(row, { selector: ({ ref }) => ref, minLength: 1, maxLength: 15 })
  .map((rows) => inventoryOf(rows))

test.prop([inventory], { numRuns: 60 })(
  'what is exported is read again: the same rows, keys and numbers to the bit, and nothing unread',
  async (document) => {
    const filed = await readFiledInventory(await ecrfWorkbook(document))
    expect([filed.unread, filed.remarks]).toEqual([[], []])
    expect([filed.city, filed.year, filed.gwp]).toEqual([document.city, document.period, document.gwp])
    const exported = document.rows.flatMap(({ ref, notationKey, details }): readonly object[] =>
      notationKey
        ? [{ ref, notationKey, emissions: null }]
        : details.map(({ activity, amount, emissions: { co2e, co2, ch4, n2o, biogenicCo2 } }) => ({
            ref,
            notationKey: null,
            activity,
            amount,
            emissions: {
              unit: 't CO2e',
              co2e: co2e.value,
              co2: co2.value,
              ch4: knownValueOf(ch4) * 28,
              n2o: knownValueOf(n2o) * 265,
              biogenicCo2: biogenicCo2.value,
            },
          })),
    )
    expect(filed.rows).toMatchObject(exported)
    expect(filed.rows).toHaveLength(exported.length)
  },
)

test.prop([inventory], { numRuns: 40 })(
  'an inventory differs from its own export by nothing',
  async (document) => {
    const { rows, cautions, sums } = compareWithFiled(
      document,
      await readFiledInventory(await ecrfWorkbook(document)),
    )
    expect(cautions).toEqual([])
    for (const { ours, filed, difference } of rows) {
      expect(filed).toEqual(ours)
      expect(difference?.co2e ?? 0).toBe(0)
    }
    expect(sums.shared?.difference.co2e ?? 0).toBe(0)
  },
)
