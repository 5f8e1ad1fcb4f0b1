import { Failure, type Fault } from '../request/failure.ts'

/** What a thread made of a workbook, or the faults as plain data: an error would lose its class between threads. */
export type TaskAnswer<Result> = { readonly result: Result } | { readonly faults: readonly Fault[] }

/** What a thread does with a workbook: its faults become plain data, and what else is thrown stays an error. */
export async function answerTask<Result>(
  bytes: Uint8Array,
  read: (bytes: Buffer) => Promise<Result>,
): Promise<TaskAnswer<Result>> {
  try {
    return { result: await read(Buffer.from(bytes)) }
  } catch (error) {
    if (error instanceof Failure) return { faults: error.faults }
    throw error
  }
}
