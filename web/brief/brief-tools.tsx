import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Speech } from '../words/language.ts'
import { copiedBrief } from './copied-text.ts'

interface BriefToolsProps {
  /** The answer that the brief is of. */
  readonly wholeAt: string
  /** The brief as one file; absent where the answer is not saved. */
  readonly fileAt: string | undefined
  readonly speech: Speech
}

/** What is done with a brief: pasted, printed, taken as a file. Figures have their own ways beside them. */
export function BriefTools({ wholeAt, fileAt, speech: { say } }: BriefToolsProps): JSX.Element {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    const brief = document.querySelector('article.brief')
    if (brief) setSaid(say((await isCopied(brief)) ? 'brief.copied' : 'brief.uncopied'))
  }
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {say('brief.copy')}
      </button>{' '}
      <button type="button" class="button" onClick={() => print()}>
        {say('brief.print')}
      </button>{' '}
      {fileAt !== undefined && (
        <>
          <a href={fileAt} download>
            {say('brief.file')}
          </a>{' '}
        </>
      )}
      <a href={wholeAt}>{say('brief.whole')}</a> <span role="status">{said}</span>
    </>
  )
}

async function isCopied(brief: Element): Promise<boolean> {
  const { text, html } = copiedBrief(brief)
  try {
    const types = {
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }
    await navigator.clipboard.write([new ClipboardItem(types)])
    return true
  } catch {
    // Pages of a network without a certificate have no clipboard of their own.
    return copiedBySelection(brief)
  }
}

function copiedBySelection(brief: Element): boolean {
  const { text, html } = copiedBrief(brief)
  let isTaken = false
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', html)
    event.preventDefault()
    isTaken = true
  }
  document.addEventListener('copy', give, { once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', give)
  return isTaken
}
