import { type ComponentChildren, render } from 'preact'
import type { Speech } from '../words/language.ts'

/** A dialog at the side. Escape closes it, and what opened it has the focus again: the browser sees to both. */
export interface Drawer {
  readonly dialog: HTMLDialogElement
  /** Opens it if it is closed, says that it looks something up, and shows that once it is there. */
  readonly show: (content: () => Promise<ComponentChildren>) => Promise<void>
}

/** A drawer of the page; what was shown before can be gone back to. */
export function drawerIn({ say }: Speech, title: string): Drawer {
  const dialog = document.createElement('dialog')
  dialog.className = 'drawer'
  dialog.setAttribute('aria-labelledby', 'drawer')
  document.body.append(dialog)
  const shown: ComponentChildren[] = []
  dialog.addEventListener('close', () => shown.splice(0))
  const draw = (content: ComponentChildren): void => {
    render(
      <>
        <header>
          <h2 id="drawer">{title}</h2>
          {shown.length > 1 && (
            <button
              type="button"
              onClick={() => {
                shown.pop()
                draw(shown.at(-1))
              }}
            >
              {say('drawer.back')}
            </button>
          )}
          <button type="button" onClick={() => dialog.close()}>
            {say('drawer.close')}
          </button>
        </header>
        {content}
      </>,
      dialog,
    )
    dialog.scrollTop = 0
  }
  return {
    dialog,
    show: async (content) => {
      draw(<p>{say('drawer.loading')}</p>)
      if (!dialog.open) dialog.showModal()
      shown.push(await content())
      draw(shown.at(-1))
    },
  }
}
