import type { Refusal, RefusalCode } from '../issues/issue.ts'

/** A fault of a scenario, with what would be accepted. */
export const refuse = (
  code: RefusalCode,
  pointer: string,
  detail: string,
  candidates?: readonly string[],
): Refusal => ({ code, pointer, detail, ...(candidates === undefined ? {} : { candidates }) })
