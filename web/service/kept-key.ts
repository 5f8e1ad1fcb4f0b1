/** The key of this tab: the browser forgets it when the tab is closed, and shows it to no other site. */
const KEPT = 'cordon-key'

const keptKey = (): string | null => sessionStorage.getItem(KEPT)

/** A request with the key of this tab, if there is one. */
export function withKey(init: RequestInit): RequestInit {
  const key = keptKey()
  return key === null ? init : { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } }
}

export const hasKey = (): boolean => keptKey() !== null

/** How the page asks its user for a key; set once, when the page begins. */
let askUser: (isWrong: boolean) => Promise<string | undefined> = async () => undefined
let asking: Promise<boolean> | undefined

export const setAskUser = (ask: typeof askUser): void => {
  askUser = ask
}

/** Asks for a key, once for all that wait for one. Whether there is another now. */
export function askForKey(): Promise<boolean> {
  asking ??= askUser(hasKey())
    .then((key) => {
      if (key !== undefined) sessionStorage.setItem(KEPT, key)
      return key !== undefined
    })
    .finally(() => {
      asking = undefined
    })
  return asking
}
