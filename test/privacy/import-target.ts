import { requireAreas } from '../../api/datasets/zone-floor.ts'
import { containerOf } from '../../api/imports/container.ts'
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
    send: async ({
      facts,
      zones,
      file,
      second,
      canary,
    }: Try): Promise<{ fate: Fate; codes: readonly string[] }> => {
      const of = { ...dataset({ ...AGREEMENT, ...facts }), url: undefined }
      if (zones) {
        const codes = await refusedBy(() => requireAreas(zones as never, of.legalBasis === 'open-licence'))
        return { fate: codes ? 'refused' : 'kept', codes: codes ?? [] }
      }
      let rows = 0
      let holds = false
      for (const content of [file, second]) {
        if (content === undefined) continue
        const container = containerOf(Buffer.from(content), tidy) ?? 'csv'
        const hand: HandFile = { content, container }
        const codes = await refusedBy(async () => {
          const read = await harness.read(tidy, hand, of as never)
          rows += read.rows.length
          holds ||= canary === undefined || JSON.stringify(read.rows).includes(canary)
        })
        if (codes) return { fate: 'refused', codes }
      }
      return { fate: rows > 0 && holds ? 'kept' : 'dropped', codes: [] }
    },
  }
}
