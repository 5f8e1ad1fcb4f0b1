import { render } from 'preact'
import { Unsaved } from '../answer/unsaved.tsx'
import { takeCharts } from '../charts/take-chart.ts'
import { downloadWithKey } from '../key/keyed-page.ts'
import type { Speech } from '../words/language.ts'
import { Brief } from './brief.tsx'
import { BriefTools } from './brief-tools.tsx'

/** Adds to the brief of a saved answer what needs a script. */
export function mountBrief(content: HTMLElement, speech: Speech): void {
  const id = content.querySelector<HTMLElement>('[data-brief]')?.dataset['brief'] ?? ''
  const tools = content.querySelector('[data-tools]')
  const query = new URLSearchParams({ lang: speech.language })
  if (tools)
    render(
      <BriefTools
        wholeAt={`/e/${id}?${query}`}
        fileAt={`/v1/estimates/${id}/brief?${query}`}
        speech={speech}
      />,
      tools,
    )
  takeCharts(content)
  downloadWithKey(content)
}

/** The brief of the answer to the request in the link; nothing of it is kept. */
export function mountUnsavedBrief(content: HTMLElement, speech: Speech): void {
  render(
    <Unsaved
      speech={speech}
      draw={({ result, texts }) => (
        <>
          <p data-tools>
            <BriefTools
              wholeAt={`/answer?lang=${speech.language}${location.hash}`}
              fileAt={undefined}
              speech={speech}
            />
          </p>
          <Brief result={result} codeTexts={texts} address={undefined} speech={speech} />
        </>
      )}
    />,
    content,
  )
}
