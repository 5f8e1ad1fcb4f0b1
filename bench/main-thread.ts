import type { Browser, Page } from 'playwright-core'

/** What a trace says of one piece of work: microseconds, of which `tdur` are those that the thread itself ran. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args?: { readonly name?: unknown }
}

const PAGE_THREAD = 'CrRendererMain'
const TASK = /RunTask$/

/**
 * The processor time of the largest task on the thread of a page while something is done to it [ms]. What other programs
 * of a busy machine take in between is not in it, so it tells what the page itself does.
 */
export async function largestTask(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[]
  }
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === PAGE_THREAD)
      .map(({ pid, tid }) => `${pid}/${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && TASK.test(name) && threads.has(`${pid}/${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace has no task of the page.')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
