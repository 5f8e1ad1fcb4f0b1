import { listFactorSets, proveSetFiles } from '../../emission-factors/load.ts'
import { openFactorSet } from '../../emission-factors/open.ts'
import type { FactorSet } from '../../src/index.ts'
import { unknownFactorSet } from '../request/failure.ts'
import { loadOverlays, type RegisteredOverlay } from './registered-overlays.ts'

/** The released sets that estimates can be made with. */
export interface FactorSets {
  /** Newest first. */
  ids(): readonly string[]
  /** Newest first; loads those that nobody asked for yet. */
  list(): readonly FactorSet[]
  /**
   * The set of an id, the newest without one.
   *
   * @param pointer where a request body named it
   * @throws {Failure} `unknown-factor-set`
   */
  get(id: string | undefined, pointer?: string): FactorSet
  /** Own figures of cities that requests may name. */
  readonly overlays: readonly RegisteredOverlay[]
}

/** A set that cannot be used. */
export class FactorSetRefused extends Error {
  override readonly name = 'FactorSetRefused'
}

/** A set that is there, and how to have it. */
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
 * Every set of a folder. The newest is loaded at once; older ones are proved against their digests now and loaded when
 * somebody asks for them, so that a service holds in memory what it uses.
 *
 * @param overlaysFolder own figures of cities, if any
 * @throws {FactorSetRefused} if one is damaged, or there is none
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
      : refusing(`The own figures in ${overlaysFolder}`, () => loadOverlays(overlaysFolder, newest))
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
