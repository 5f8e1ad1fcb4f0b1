import { render } from 'preact'
import type { Speech } from '../words/language.ts'

/** Asks the user for a key in a dialog; undefined if the user has none. */
export function askInDialog({ say }: Speech, isWrong: boolean): Promise<string | undefined> {
  const dialog = document.createElement('dialog')
  dialog.className = 'key'
  dialog.setAttribute('aria-labelledby', 'key-title')
  document.body.append(dialog)
  return new Promise((resolve) => {
    let key: string | undefined
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(key)
    })
    render(
      <form
        method="dialog"
        onSubmit={(event) => {
          const typed = new FormData(event.currentTarget).get('key')
          key = typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : undefined
        }}
      >
        <h2 id="key-title">{say('key.title')}</h2>
        <p>{say(isWrong ? 'key.wrong' : 'key.hint')}</p>
        <p>
          <label for="key">{say('key.label')}</label>{' '}
          <input id="key" name="key" type="password" autocomplete="off" spellcheck={false} required />
        </p>
        <p>
          <button type="submit" class="button">
            {say('key.send')}
          </button>{' '}
          <button type="button" onClick={() => dialog.close()}>
            {say('key.cancel')}
          </button>
        </p>
      </form>,
      dialog,
    )
    dialog.showModal()
  })
}
