import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { compileFactorSet, type FactorSet } from '../src/index.ts'
import { UnknownFactorSet } from './failures.ts'

/** The released sets that estimates can be made with. */
export interface FactorSets {
  /** Newest first. */
  list(): readonly FactorSet[]
  /**
   * The set of an id, the newest without one.
   *
   * @param pointer where a request body named it
   * @throws {UnknownFactorSet}
   */
  get(id: string | undefined, pointer?: string): FactorSet
}

/** A set that cannot be used. */
export class FactorSetRefused extends Error {
  override readonly name = 'FactorSetRefused'
}

/** @param sets newest first */
export function factorSetsOf(sets: readonly FactorSet[]): FactorSets {
  const byId = new Map(sets.map((set) => [set.content.id, set]))
  return {
    list: () => sets,
    get: (id, pointer) => {
      const set = id === undefined ? sets[0] : byId.get(id)
      if (!set) throw new UnknownFactorSet([...byId.keys()], pointer)
      return set
    },
  }
}

/**
 * Every set of a folder, checked and indexed.
 *
 * @throws {FactorSetRefused} if one is damaged, or there is none
 */
export function loadFactorSets(folder: string): FactorSets {
  const found = refusing(`The factor sets in ${folder}`, () => listFactorSets(folder))
  if (found.length === 0) throw new FactorSetRefused(`There is no factor set in ${folder}.`)
  return factorSetsOf(
    found.map((one) => refusing(`Factor set ${one.id}`, () => compileFactorSet(loadFactorSet(one.folder)))),
  )
}

function refusing<T>(what: string, load: () => T): T {
  try {
    return load()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new FactorSetRefused(`${what} cannot be used: ${why}`, { cause: error })
  }
}
