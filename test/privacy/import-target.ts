import { requireAreas } from '../../api/datasets/zone-floor.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { isFailure } from '../../api/request/failure.ts'
import { dataset, type HandFile, importHarness } from '../fixtures/import-harness.ts'
import { AGREEMENT, type Fate, type Try } from './intake-target.ts'

/** What an import looks at, without a service around it. */
export async function importTarget() {
  const harness = await importHarness()
  const refusedBy = async (work: () => unknown): Promise<readonly string[] | undefined> => {
    try {
      await work()
      return undefined
    } catch (error) {
      if (isFailure(error, 'file-refused', 'person-level-data'))
        return error.faults.map(({ code, column }) => `${code} ${column ?? ''}`)
      throw error
    }
  }
  return {
    close: (): void => harness.close(),
    send: async ({ facts, zones, file, second }: Try): Promise<{ fate: Fate; codes: readonly string[] }> => {
      const of = { ...dataset({ ...AGREEMENT, ...facts }), url: undefined }
      if (zones) {
        const codes = await refusedBy(() => requireAreas(zones as never, of.legalBasis === 'open-licence'))
        return { fate: codes ? 'refused' : 'kept', codes: codes ?? [] }
      }
      let rows = 0
      for (const content of [file, second]) {
        if (content === undefined) continue
        const hand: HandFile = { content, container: 'csv' }
        const codes = await refusedBy(async () => {
          rows += (await harness.read(tidy, hand, of as never)).rows.length
        })
        if (codes) return { fate: 'refused', codes }
      }
      return { fate: rows > 0 ? 'kept' : 'dropped', codes: [] }
    },
  }
}
