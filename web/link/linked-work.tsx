import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Speech } from '../words/language.ts'
import { fromFragment, type Work } from './work-link.ts'

interface LinkedWorkProps {
  readonly speech: Speech
  /** @param fragment of the link that the work was read from */
  readonly draw: (work: Work, fragment: string) => JSX.Element
}

/** Draws the work in the link; back and forward lead from one to another. A link that cannot be read says why. */
export function LinkedWork({ speech: { say }, draw }: LinkedWorkProps): JSX.Element {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const look = (): void => setHash(location.hash)
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  const opened = fromFragment(hash)
  if (opened === 'newer') return <p class="caution">{say('link.newer')}</p>
  if (opened === 'cut' || !opened) return <p class="caution">{say('link.cut')}</p>
  return draw(opened, hash)
}
