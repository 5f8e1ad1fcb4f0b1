import { render } from 'preact'
import type { Speech } from '../words/language.ts'
import { UnsavedPeers } from './unsaved-peers.tsx'

/** The cities in the link, beside each other; nothing of them is kept. */
export const mountUnsavedPeers = (content: HTMLElement, speech: Speech): void =>
  render(<UnsavedPeers speech={speech} />, content)
