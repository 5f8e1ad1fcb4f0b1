import type { Estimate } from '../estimate/estimate.ts'

/** Keys of the shares that keep their sum: of one mode's distance and of all trips, stated or documented. */
export function shareGroupsOf({ input, assumptions }: Estimate): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>()
  const add = (group: string, key: string): void => {
    const keys = groups.get(group)
    if (keys) keys.push(key)
    else groups.set(group, [key])
  }
  for (const { mode, distanceShare } of input.fleet) add(`stated ${mode}`, distanceShare.pointer)
  for (const { tripShare } of input.travel?.modes ?? []) add('stated trips', tripShare.pointer)
  for (const { parameter, record } of assumptions)
    if (record.kind === 'fleet-share') add(`default ${record.mode}`, parameter.key)
    else if (record.kind === 'trip-share') add('default trips', parameter.key)
  return [...groups.values()]
}
