import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCUMENTS, isCut, LEFT_OUT, paragraphsOf, shownIn } from './fixtures/shown-commands.ts'

/*
 * Writes the answers that README and guides show anew, with what was built: run `npm run build` before. Where lines are left
 * out of a paragraph, each line that is shown becomes the line of the new answer that begins like it; what has none goes, and is named.
 */
/** As much of a first column must be alike. */
const LEAST = 4

const data = mkdtempSync(join(tmpdir(), 'cordon-documents-'))
const run = (command: string): string =>
  execFileSync('bash', ['-c', command.replaceAll('npx cordon', join('node_modules', '.bin', 'cordon'))], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, CORDON_DATA_DIR: data },
  })
for (const path of DOCUMENTS) {
  let page = readFileSync(path, 'utf8')
  for (const { command, answer } of shownIn(path)) {
    // The others need the service, or are those of npm.
    if (!command.startsWith('npx cordon')) continue
    const given = run(command)
    if (answer !== undefined) page = page.replace(answer, () => shownAgain(answer, given))
  }
  writeFileSync(path, page)
}
rmSync(data, { recursive: true })

function shownAgain(shown: string, given: string): string {
  const all = given
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
  const paragraphs = paragraphsOf(shown)
  if (!paragraphs.some(isCut)) return `${all.join('\n')}\n`
  let from = 0
  const lineAgain = (line: string): readonly string[] => {
    if (line.trim() === LEFT_OUT) return [line]
    const at = isContinued(line) ? from : likest(line, all, from)
    const found = all[at ?? all.length]
    if (at === undefined || found === undefined || isContinued(line) !== isContinued(found))
      return nothingLike(line)
    from = at + 1
    return [found]
  }
  const wholeAgain = (first = ''): readonly string[] => {
    const at = likest(first, all, from)
    if (at === undefined) return nothingLike(first)
    const end = all.indexOf('', at)
    from = end === -1 ? all.length : end
    return all.slice(at, from)
  }
  return `${paragraphs
    .map((paragraph) =>
      (isCut(paragraph) ? paragraph.flatMap(lineAgain) : wholeAgain(paragraph[0])).join('\n'),
    )
    .join('\n\n')}\n`
}

function nothingLike(line: string): readonly string[] {
  process.stdout.write(`nothing like: ${line}\n`)
  return []
}

/** What stands far from the left belongs to the line before. */
function isContinued(line: string): boolean {
  return /^ {6}/.test(line)
}

/** The place of the first line of the same first column, or of the one that begins most like it. */
function likest(line: string, all: readonly string[], from: number): number | undefined {
  const column = firstColumn(line)
  let best: { at: number; length: number } | undefined
  for (let at = from; at < all.length; at += 1) {
    const other = firstColumn(all[at] ?? '')
    if (other === column) return at
    const length = commonLength(column, other)
    if (length > (best?.length ?? 0)) best = { at, length }
  }
  return best && best.length >= LEAST ? best.at : undefined
}

function firstColumn(line: string): string {
  return line.trim().split(/ {2,}/)[0] ?? ''
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
