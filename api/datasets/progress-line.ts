import cliProgress from 'cli-progress'
import type { Terminal } from '../shell/terminal.ts'
import { type ImportProgress, newProgress } from './progress.ts'

/** Shows the progress of a file: a bar on a terminal, else a line for each phase. */
export function newProgressLine(
  file: string,
  totalBytes: number,
  terminal: Terminal,
): ImportProgress & { end(): void } {
  if (!terminal.isTerminal) {
    const progress = newProgress(totalBytes, () => undefined)
    return {
      ...progress,
      enter: (phase) => {
        progress.enter(phase)
        terminal.complain(`${file}: ${phase}\n`)
      },
      end: () => undefined,
    }
  }
  const bar = new cliProgress.SingleBar({
    format: '{file} {phase} {bar} {percentage} % {left}',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
  })
  const show = (): void => {
    const { phase, bytes, rows, totalRows, secondsLeft } = progress.state()
    const [done, all] = phase === 'receiving' ? [bytes, totalBytes] : [rows, totalRows]
    bar.setTotal(Math.max(all, 1))
    bar.update(Math.min(done, all), {
      file,
      phase,
      left: secondsLeft === undefined ? '' : `${secondsLeft} s left`,
    })
  }
  const progress = newProgress(totalBytes, show)
  bar.start(Math.max(totalBytes, 1), 0, { file, phase: 'receiving', left: '' })
  return { ...progress, end: () => bar.stop() }
}
