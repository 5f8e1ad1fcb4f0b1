import { LEVER_KINDS, LEVER_PROPERTIES, type ScenarioRecords } from '../../src/index.ts'
import type { LeverList } from './lever-schema.ts'

/** Every kind of lever with its bounds, and every published effect that one may rest on. */
export const listLevers = ({ id, levers, sources }: ScenarioRecords): LeverList => ({
  records: id,
  kinds: LEVER_KINDS.map((kind) => {
    const { phase, nature, size, least, most, needs, takes } = LEVER_PROPERTIES[kind]
    return { kind, phase, nature, size, least, most, needs: [...needs], takes: [...takes] }
  }),
  effects: levers.flatMap((record) => {
    const source = sources.find((one) => one.id === record.sourceId)
    // A share that comes back is published too, and is no lever.
    const kind = LEVER_KINDS.find((one) => one === record.kind)
    if (!source || !kind) return []
    const { value, lower, upper } = record
    return [
      {
        id: record.id,
        kind,
        cause: record.cause,
        modes: [...record.modes],
        ...(value === undefined ? {} : { value }),
        ...(lower === undefined ? {} : { lower }),
        ...(upper === undefined ? {} : { upper }),
        unit: record.unit,
        zone: record.isOfZone,
        term: record.term,
        region: record.region,
        note: record.note,
        table: record.table,
        source: source.title,
        licence: source.licence,
        attribution: source.attribution,
        ...(source.url === '' ? {} : { url: source.url }),
      },
    ]
  }),
})
