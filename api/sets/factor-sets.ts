import { listFactorSets, proveSetFiles } from '../../emission-factors/load.ts'
import { openFactorSet } from '../../emission-factors/open.ts'
import type { FactorSet } from '../../src/index.ts'
import { unknownFactorSet } from '../request/failure.ts'
import { loadOverlays, type RegisteredOverlay } from './registered-overlays.ts'

/** The released factor sets. */
export interface FactorSets {
  /** Newest first. */
  ids(): readonly string[]
  /** Newest first; loads all that are not loaded yet. */
  list(): readonly FactorSet[]
  /**
   * The set with this id, or the newest if there is no id.
   *
   * @param pointer where a request body named it
   * @throws {Failure} `unknown-factor-set`
   */
  get(id: string | undefined, pointer?: string): FactorSet
  /** Registered own factors of cities, which requests may name. */
  readonly overlays: readonly RegisteredOverlay[]
}

export class FactorSetRefused extends Error {
  override readonly name = 'FactorSetRefused'
}

/** A set in the folder, and how to load it. */
interface Available {
  readonly id: string
  readonly load: () => FactorSet
}

/** @param sets newest first */
export function factorSetsOf(
  sets: readonly FactorSet[],
  overlays: readonly RegisteredOverlay[] = [],
): FactorSets {
  return { ...availableSets(sets.map((set) => ({ id: set.content.id, load: () => set }))), overlays }
}

/**
 * All sets of a folder. The newest is loaded at once. Older ones are checked against their digests now and loaded when
 * a request names them, so that the service holds in memory only what it uses.
 *
 * @param overlaysFolder own factors of cities, if any
 * @throws {FactorSetRefused} if a set is damaged, or if there is none
 */
export function loadFactorSets(folder: string, overlaysFolder?: string): FactorSets {
  const sets = openFactorSets(folder, overlaysFolder)
  for (const one of foundIn(folder).slice(1))
    refusing(`Factor set ${one.id}`, () => proveSetFiles(one.folder))
  return sets
}

/**
 * The same for one command, which does not wait for the proof of sets that it may never ask for: an older one is proved
 * when it is asked for.
 *
 * @throws {FactorSetRefused} if the newest is damaged, or there is none
 */
export function openFactorSets(folder: string, overlaysFolder?: string): FactorSets {
  const found = foundIn(folder)
  const sets = availableSets(
    found.map((one) => ({
      id: one.id,
      load: () => refusing(`Factor set ${one.id}`, () => openFactorSet(one.folder)),
    })),
  )
  const newest = sets.get(undefined)
  const overlays =
    overlaysFolder === undefined
      ? []
      : refusing(`The own factors in ${overlaysFolder}`, () => loadOverlays(overlaysFolder, newest))
  return { ...sets, overlays }
}

function foundIn(folder: string): ReturnType<typeof listFactorSets> {
  const found = refusing(`The factor sets in ${folder}`, () => listFactorSets(folder))
  if (found.length === 0) throw new FactorSetRefused(`There is no factor set in ${folder}.`)
  return found
}

function availableSets(available: readonly Available[]): Omit<FactorSets, 'overlays'> {
  const byId = new Map(available.map(({ id, load }) => [id, once(load)]))
  const [newest] = byId.values()
  return {
    ids: () => [...byId.keys()],
    list: () => [...byId.values()].map((load) => load()),
    get: (id, pointer) => {
      const load = id === undefined ? newest : byId.get(id)
      if (!load) throw unknownFactorSet([...byId.keys()], pointer)
      return load()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function refusing<T>(what: string, load: () => T): T {
  try {
    return load()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new FactorSetRefused(`${what} cannot be used: ${why}`, { cause: error })
  }
}
