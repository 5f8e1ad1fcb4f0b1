/** The key of this tab: the browser forgets it when the tab is closed, and shows it to no other site. */
const KEPT = 'cordon-key'

export const keptKey = (): string | null => sessionStorage.getItem(KEPT)

/** A request with the key of this tab, if there is one. */
export function withKey(init: RequestInit): RequestInit {
  const key = keptKey()
  return key === null ? init : { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } }
}

const watchers = new Set<() => void>()

/** @returns ends it */
export function watchKey(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}

function keep(key: string | undefined): void {
  if (key === undefined) sessionStorage.removeItem(KEPT)
  else sessionStorage.setItem(KEPT, key)
  for (const tell of [...watchers]) tell()
}

export const hasKey = (): boolean => keptKey() !== null

/** How the page asks its user for a key; set once, when the page begins. */
let askUser: (isWrong: boolean) => Promise<string | undefined> = async () => undefined
let asking: Promise<KeyAsked> | undefined

export const setAskUser = (ask: typeof askUser): void => {
  askUser = ask
}

/** What came of asking: another key, none any more, or none as before. */
export type KeyAsked = 'given' | 'forgotten' | 'none'

/** What is open is read without a key. */
export const forgetKey = (): void => keep(undefined)

/** Takes a key that the service did not ask for. */
export async function giveKey(): Promise<void> {
  const key = await askUser(false)
  if (key !== undefined) keep(key)
}

/**
 * Asks for a key, once for all that wait for one. A key that was refused is forgotten if there is no other, since with it even
 * what is open could not be read.
 *
 * @param refused the key that was refused: somebody may have given another meanwhile
 */
export function askForKey(refused: string | null): Promise<KeyAsked> {
  if (keptKey() !== refused) return Promise.resolve('given')
  asking ??= askUser(refused !== null)
    .then((key) => {
      if (key !== undefined) {
        keep(key)
        return 'given' as const
      }
      if (refused === null) return 'none' as const
      forgetKey()
      return 'forgotten' as const
    })
    .finally(() => {
      asking = undefined
    })
  return asking
}
