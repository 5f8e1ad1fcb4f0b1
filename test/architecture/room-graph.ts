import { posix } from 'node:path'
import ts from 'typescript'

/** Which rooms import which. */
export type RoomGraph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The rooms of some files and the arrows between them.
 *
 * @param texts the files by their path in the project
 * @param roomOf the room that a file lies in; undefined where it is of no interest
 */
export function roomGraph(
  texts: ReadonlyMap<string, string>,
  roomOf: (file: string) => string | undefined,
): RoomGraph {
  const graph = new Map<string, Set<string>>()
  for (const [file, text] of texts) {
    const room = roomOf(file)
    if (room === undefined) continue
    const imported = graph.get(room) ?? new Set()
    graph.set(room, imported)
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (!fileName.startsWith('.')) continue
      const other = roomOf(posix.join(posix.dirname(file), fileName))
      if (other !== undefined && other !== room) imported.add(other)
    }
  }
  return graph
}

/** A room of the service: a folder of `api/` with all below it, or a loose file; the domain and the numbers are one each. */
export function roomOfHouse(file: string): string | undefined {
  const [top, name, ...below] = file.split('/')
  if (top === 'src' || top === 'emission-factors') return top
  if (top !== 'api') return undefined
  return below.length > 0 ? name : file
}

/** A room of the domain: a folder of `src/`, or a loose file. */
export const roomOfDomain = (file: string): string | undefined =>
  file.startsWith('src/') ? file.split('/')[1] : undefined

/** Rooms of which each reaches the other, by whatever way. */
export function entangled(graph: RoomGraph): readonly string[] {
  const reached = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const visit = (room: string): void => {
      for (const next of graph.get(room) ?? [])
        if (!seen.has(next)) {
          seen.add(next)
          visit(next)
        }
    }
    visit(start)
    return seen
  }
  return [...graph.keys()].filter((room) => reached(room).has(room))
}

/**
 * How many floors the house has: the rooms on the longest way down.
 * @throws if rooms are entangled, where no way is the longest
 */
export function floorsOf(graph: RoomGraph): number {
  const circle = entangled(graph)
  if (circle.length > 0) throw new Error(`These rooms import each other: ${circle.join(', ')}.`)
  const floors = new Map<string, number>()
  const floor = (room: string): number => {
    const known = floors.get(room)
    if (known !== undefined) return known
    const own = 1 + Math.max(0, ...[...(graph.get(room) ?? [])].map(floor))
    floors.set(room, own)
    return own
  }
  return Math.max(0, ...[...graph.keys()].map(floor))
}

/** Arrows that do not run down, as `from → to`, and rooms without a floor. */
export function upwards(graph: RoomGraph, floors: readonly (readonly string[])[]): readonly string[] {
  const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room))
  return [...graph].flatMap(([room, imported]) =>
    floorOf(room) < 0
      ? [`${room} has no floor`]
      : [...imported].filter((other) => floorOf(other) >= floorOf(room)).map((other) => `${room} → ${other}`),
  )
}
