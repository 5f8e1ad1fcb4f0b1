import { render } from 'preact'
import { takeCharts } from '../charts/take-chart.ts'
import { downloadWithKey } from '../key/keyed-page.ts'
import type { Speech } from '../words/language.ts'
import { UnsavedYears } from './unsaved-years.tsx'

/** The years in the link; nothing of them is kept. */
export const mountUnsavedYears = (content: HTMLElement, speech: Speech): void =>
  render(<UnsavedYears speech={speech} />, content)

/** Adds to the years of saved answers what needs a script. */
export function mountYears(content: HTMLElement): void {
  takeCharts(content)
  downloadWithKey(content)
}
