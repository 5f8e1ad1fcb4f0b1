import { savedEstimate } from '../service/ask.ts'
import { savedYears } from '../service/ask-years.ts'
import { hasKey, withKey } from '../service/kept-key.ts'

/** A saved page, and what of it the service is asked for, so that it asks for a key. */
const SAVED_PAGE = /^\/e\/([^/]+)(?:\/(?:brief|years|peers))?$/

/**
 * Puts a saved answer, its brief, or years into its page: who opened the address could not send a key with it.
 *
 * @returns whether it is there now
 */
export async function fillWithKey(content: HTMLElement): Promise<boolean> {
  const [, id] = SAVED_PAGE.exec(location.pathname) ?? []
  if (id === undefined || !(await isThere(decodeURIComponent(id))) || !hasKey()) return false
  const response = await fetch(location.href, withKey({}))
  if (!response.ok) return false
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  document.title = page.title
  content.replaceChildren(...(page.getElementById('content')?.childNodes ?? []))
  return true
}

/** A saved city has no answer of its own, and its years are one. */
const isThere = async (id: string): Promise<boolean> =>
  'answer' in (await (id.startsWith('est_') ? savedEstimate(id) : savedYears(id)))

/** Fetches the files of links to the service with the key of this tab, which a link cannot send. */
export function downloadWithKey(inside: HTMLElement): void {
  inside.addEventListener('click', async (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[download]') : null
    if (!link || !hasKey() || !link.pathname.startsWith('/v1/')) return
    event.preventDefault()
    const response = await fetch(link.href, withKey({}))
    if (!response.ok) return
    const [, named] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    const file = document.createElement('a')
    file.href = URL.createObjectURL(await response.blob())
    file.download = named ?? (link.download || 'answer')
    file.click()
    URL.revokeObjectURL(file.href)
  })
}
