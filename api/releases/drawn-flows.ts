import type { DatasetStore } from '../store/datasets.ts'
import type { ListedFlow } from './list-flows.ts'

/**
 * Zones of a city on the ground, with what is given out of each. A zone without a flow is one of which nothing is given out,
 * whatever the reason; one without a boundary is there only if something is given out of it.
 */
export async function drawnFlows(
  dataset: string,
  city: string,
  flows: readonly ListedFlow[],
  store: Pick<DatasetStore, 'listZones' | 'listBoundaries'>,
) {
  const boundaries = await store.listBoundaries(dataset)
  const ofZone = new Map<string, Omit<ListedFlow, 'city' | 'zone' | 'period'>[]>()
  for (const { city: _, zone, period: __, ...flow } of flows)
    ofZone.set(zone, [...(ofZone.get(zone) ?? []), flow])
  const drawn = (await store.listZones(dataset))
    .filter((one) => one.city === city && boundaries.has(one.zone))
    .map(({ zone }) => zone)
  const zones = [...new Set([...drawn, ...ofZone.keys()])].sort()
  return {
    type: 'FeatureCollection',
    features: zones.map((zone) => ({
      type: 'Feature',
      properties: { zone, flows: ofZone.get(zone) ?? [] },
      geometry: JSON.parse(boundaries.get(zone) ?? 'null'),
    })),
  }
}
