import type { SavedEstimate, SavedFiled, Store } from './store.ts'

/** A store that forgets when the process ends: for tests and for describing the API. */
export function memoryStore(): Store {
  const estimates = new Map<string, SavedEstimate>()
  const filed = new Map<string, SavedFiled>()
  let ready = true
  const requireReady = (): void => {
    if (!ready) throw new Error('The store is closed.')
  }
  return {
    isReady: () => ready,
    saveEstimate: async (estimate) => {
      requireReady()
      if (!estimates.has(estimate.id)) estimates.set(estimate.id, estimate)
    },
    findEstimate: async (id) => {
      requireReady()
      return estimates.get(id)
    },
    listEstimates: async ({ limit, after = '' }) => {
      requireReady()
      const rest = [...estimates.values()]
        .filter(({ id }) => id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
      const items = rest.slice(0, limit).map(({ request, result, lines, ...summary }) => summary)
      const last = items.at(-1)
      return rest.length > items.length && last ? { items, next: last.id } : { items }
    },
    saveFiled: async (inventory) => {
      requireReady()
      if (!filed.has(inventory.id)) filed.set(inventory.id, inventory)
    },
    findFiled: async (id) => {
      requireReady()
      return filed.get(id)
    },
    listFiled: async ({ limit, after = '' }) => {
      requireReady()
      const rest = [...filed.values()].filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1))
      const items = rest.slice(0, limit).map(({ document, ...summary }) => summary)
      const last = items.at(-1)
      return rest.length > items.length && last ? { items, next: last.id } : { items }
    },
    close: async () => {
      ready = false
    },
  }
}
