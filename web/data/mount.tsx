import { render } from 'preact'
import { downloadWithKey } from '../key/keyed-page.ts'
import type { Speech } from '../words/language.ts'
import { DatasetScreen } from './dataset-screen.tsx'
import { DatasetsScreen } from './datasets-screen.tsx'

/** Puts the datasets, or one of them, into the page. */
export function mountData(content: HTMLElement, speech: Speech): void {
  const [, id] = /^\/d\/([^/]+)$/.exec(location.pathname) ?? []
  content.replaceChildren()
  downloadWithKey(content)
  render(
    id === undefined ? (
      <DatasetsScreen speech={speech} />
    ) : (
      <DatasetScreen id={decodeURIComponent(id)} speech={speech} />
    ),
    content,
  )
}
