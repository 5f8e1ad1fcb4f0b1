import type { Problem } from '../service/answer-types.ts'
import { estimateWorkbook } from '../service/files.ts'
import { type NoRequest, requestIn } from './request-in.ts'

type Request = Readonly<Record<string, unknown>>

/** The years that a file states, or why there are none. */
type YearsInFile =
  | { readonly requests: readonly Request[] }
  | { readonly problem: Problem }
  | { readonly why: NoRequest | 'gone' }

/** Every year of a filled template, or the one of a request. */
export async function yearsInFile(file: File): Promise<YearsInFile> {
  if (!/\.xlsx$/i.test(file.name)) {
    const found = await requestIn(file)
    return typeof found === 'string' ? { why: found } : { requests: [found] }
  }
  const asked = await estimateWorkbook(file, undefined)
  if ('gone' in asked) return { why: 'gone' }
  if ('answer' in asked) return { requests: [asked.answer.request] }
  const open = asked.problem.errors?.find(({ code }) => code === 'workbook-year-open')
  return open ? yearsOfWorkbook(file, open.candidates ?? []) : { problem: asked.problem }
}

/** The years of a workbook that states several. */
export async function yearsOfWorkbook(file: File, years: readonly string[]): Promise<YearsInFile> {
  const requests: Request[] = []
  for (const year of years) {
    const asked = await estimateWorkbook(file, year)
    if ('gone' in asked) return { why: 'gone' }
    if ('problem' in asked) return { problem: asked.problem }
    requests.push(asked.answer.request)
  }
  return { requests }
}
