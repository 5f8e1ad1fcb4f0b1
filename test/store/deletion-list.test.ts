import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  type Deletion,
  deletionListIn,
  deletionsSince,
  notedReleasesIn,
  openDeletionList,
} from '../../api/store/deletion-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-deletions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const released = (id: string): Deletion => ({ kind: 'released', id, at: '2024-01-01T00:00:00.000Z' })

const newFile = (): string => deletionListIn(mkdtempSync(join(folder, 'data-')))
const textOf = (...lines: readonly Deletion[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

test('a line of which a full disk left a part is gone with the next', async () => {
  const file = newFile()
  const list = await openDeletionList(file)
  await list.note(released('first'))
  appendFileSync(file, '{"kind":"rel')
  await list.note(released('second'))
  expect(readFileSync(file, 'utf8')).toBe(textOf(released('first'), released('second')))
  expect(notedReleasesIn(file)).toEqual([released('first'), released('second')])
})

test('a line that was written and not acknowledged counts in what a backup knows of', async () => {
  const file = newFile()
  const list = await openDeletionList(file)
  await list.note(released('first'))
  const between = list.settled()
  appendFileSync(file, textOf(released('failed')))
  await list.note(released('second'))
  expect(deletionsSince(between, file)).toEqual([released('failed'), released('second')])
  expect(deletionsSince(list.settled(), file)).toEqual([])
})
