import type { Estimate } from '../estimate/estimate.ts'
import { groupBy } from '../group-by.ts'

/** The keys of shares that must keep their sum: of the distance of a mode or of all trips, stated or documented. */
export function shareGroupsOf({
  input,
  assumptions,
}: Pick<Estimate, 'input' | 'assumptions'>): readonly (readonly string[])[] {
  const shares = [
    ...input.fleet.map(({ mode, distanceShare: { pointer } }) => ({ group: `stated ${mode}`, key: pointer })),
    ...(input.travel?.modes ?? []).map(({ tripShare: { pointer } }) => ({
      group: 'stated trips',
      key: pointer,
    })),
    ...assumptions.flatMap(({ parameter: { key }, record: { kind, mode, vehicleClass } }) =>
      kind === 'fleet-share' || kind === 'class-fleet-share'
        ? [{ group: kind === 'fleet-share' ? `default ${mode}` : `default ${mode} ${vehicleClass}`, key }]
        : kind === 'trip-share'
          ? [{ group: 'default trips', key }]
          : [],
    ),
  ]
  return [...groupBy(shares, ({ group }) => group).values()].map((group) => group.map(({ key }) => key))
}
