import { unreleasedText } from '../releases/release-imported.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Store } from '../store/store.ts'
import type { Imported } from './import-file.ts'
import { noteRefusal, type RefusedOrder } from './refused-file.ts'

/** Runs work that Ctrl-C ends; then nothing of the file is saved. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const interrupt = (): void =>
    controller.abort(new CommandRefused('Interrupted. Nothing of the file was saved.'))
  process.once('SIGINT', interrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', interrupt)
  }
}

/** A dataset that this command registered goes with its first file; one that has files notes what it refused. */
export async function afterRefusal(
  error: unknown,
  order: RefusedOrder,
  isNew: boolean,
  store: Store,
): Promise<void> {
  const { files = 0 } = (await store.findDataset(order.dataset)) ?? {}
  if (isNew && files === 0) await store.deleteDataset(order.dataset, new Date().toISOString())
  else await noteRefusal(error, order, store)
}

/** What a command says of facts that were taken in. */
export function outcomeText(name: string, { file, again, unreleased }: Imported): string {
  const { dataset, version, rowsRead, facts, notices } = file
  const what = again
    ? `is in ${dataset} already, since version ${version}; nothing changed`
    : `${rowsRead} rows became ${facts} facts: version ${version} of ${dataset}`
  return [
    `${name}: ${what}`,
    ...notices.map(({ code, detail }) => `  ${detail} [${code}]`),
    ...(unreleased === undefined ? [] : [`  ${unreleasedText(unreleased)}`]),
    '',
  ].join('\n')
}
