import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { childReader } from '../../api/imports/child/child-reader.ts'
import type { FileReader } from '../../api/imports/file-reader.ts'
import { READ_LIMITS, type ReadLimits } from '../../api/imports/read-limits.ts'
import { isFailure } from '../../api/request/failure.ts'
import { bundledProgram } from '../fixtures/bundled-program.ts'
import { dataset } from '../fixtures/import-harness.ts'

const WORKER = pathToFileURL(
  await bundledProgram(new URL('../fixtures/hostile-import-worker.ts', import.meta.url)),
)

const root = mkdtempSync(join(tmpdir(), 'cordon-child-'))
const readers: FileReader[] = []
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function newReader(limits: Partial<ReadLimits> = {}, worker = WORKER): FileReader {
  const reader = childReader({ limits: { ...READ_LIMITS, ...limits }, worker })
  readers.push(reader)
  return reader
}

const TEXT = 'period,city,trips\n2024,a,5\n'

/** Reads a small table as a format. */
function read(
  reader: FileReader,
  format: string,
  signal = new AbortController().signal,
  enter: () => void = () => undefined,
) {
  const folder = mkdtempSync(join(root, 'file-'))
  const path = join(folder, 'file')
  writeFileSync(path, TEXT)
  const file = {
    folder,
    path,
    bytes: TEXT.length,
    digest: `sha256:${'0'.repeat(64)}`,
    firstBytes: Buffer.from(TEXT),
  }
  const progress = { enter, report: () => undefined }
  return reader.read({ format, options: {}, dataset: dataset(), file }, progress, signal)
}

async function refused(work: Promise<unknown>): Promise<readonly [code: string | undefined, detail: string]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isFailure(error, 'file-refused')) throw error ?? new Error('Nothing was refused.')
  return [error.faults[0]?.code, `${error.name}: ${error.faults[0]?.detail}`]
}

const pidOf = async (reader: FileReader): Promise<number> =>
  Number((await read(reader, 'tells')).notices[0]?.detail)

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    // A process that has ended and is not yet taken note of is there still.
    return !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ')
  } catch {
    return false
  }
}

async function ended(pid: number): Promise<void> {
  while (lives(pid)) await pause(10)
}

test('the first bytes of a file are looked at in the same process', async () => {
  const reader = newReader()
  const pid = await pidOf(reader)
  const { signal } = new AbortController()
  expect(await reader.lookAt(Buffer.from('period,city,trips\n2024,a,5\n'), signal)).toMatchObject({
    container: 'text',
    encoding: 'utf-8',
  })
  expect(await pidOf(reader)).toBe(pid)
})

test('files are read in one process that stays warm, into one Parquet file beside each', async () => {
  const reader = newReader()
  const first = await read(reader, 'tells')
  expect(existsSync(first.path)).toBe(true)
  expect(first).toMatchObject({ hasComparison: false, rowsRead: 1 })
  expect(first.notices[2]?.detail).toBe(String(TEXT.length))
  const second = await read(reader, 'tally')
  expect(second).toMatchObject({ rowsRead: 1, notices: [] })
  expect(await pidOf(reader)).toBe(Number(first.notices[0]?.detail))
  await reader.close()
  await ended(Number(first.notices[0]?.detail))
  await expect(read(reader, 'tells')).rejects.toThrow('shutting down')
})

test('of processes that end a file at the same moment two wait for the next ones, and none is forgotten', async () => {
  const reader = newReader()
  let begun = 0
  const reads = Array.from({ length: 4 }, () =>
    read(reader, 'tells', undefined, () => {
      begun += 1
    }),
  )
  while (begun < reads.length) await pause(5)
  // All have answered before this thread hears any of them.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
  const pids = (await Promise.all(reads)).map(({ notices }) => Number(notices[0]?.detail))
  expect(new Set(pids).size).toBe(reads.length)
  await pause(200)
  const kept = pids.filter(lives)
  expect(kept).toHaveLength(2)
  // To get ready for a third file while two are read starts no process that would be one too many.
  for (let round = 0; round < 3; round += 1) {
    const two = [pidOf(reader), pidOf(reader)]
    reader.prepare()
    expect(new Set(await Promise.all(two))).toEqual(new Set(kept))
  }
})

test('the process sees nothing of the environment but what it needs', async () => {
  process.env['CORDON_KEY_OF_TEST'] = 'secret'
  const { notices } = await read(newReader(), 'tells')
  delete process.env['CORDON_KEY_OF_TEST']
  expect(notices[1]?.detail.split(' ')).toEqual(
    expect.not.arrayContaining(['CORDON_KEY_OF_TEST', 'NODE_OPTIONS']),
  )
})

describe('what ends the process ends the one file', () => {
  test.each([
    ['aborts', 'ReaderStopped SIGABRT'],
    ['segfaults', 'ReaderStopped SIGSEGV'],
    ['exits', 'ReaderStopped code 3'],
  ])('%s', async (format, how) => {
    const reader = newReader()
    const before = await pidOf(reader)
    expect(await refused(read(reader, format))).toEqual([
      'file-unreadable',
      `${how}: Reading the file made the reader stop, so nothing of it was saved. The file is damaged, or built in a way that no table is.`,
    ])
    const after = await pidOf(reader)
    expect(after).not.toBe(before)
  })

  test.each([
    ['fills-heap', { heapMebibytes: 64 }],
    ['fills-memory', { residentBytes: 500 * 1_048_576 }],
  ])('%s', async (format, limits) => {
    const reader = newReader(limits)
    expect(await refused(read(reader, format))).toEqual([
      'file-too-large',
      expect.stringMatching(
        /^Failure: Reading the file takes more than \d+ MiB of memory\. Send it in parts\.$/,
      ),
    ])
    expect(await pidOf(reader)).toBeGreaterThan(0)
  })

  test('fills-engine: the engine has a limit of its own, and goes on', async () => {
    const reader = newReader()
    const before = await pidOf(reader)
    const [code, detail] = await refused(read(reader, 'fills-engine'))
    expect([code, detail]).toEqual([
      'file-too-large',
      expect.stringContaining('more memory than an import may use'),
    ])
    expect(await pidOf(reader)).toBe(before)
  })

  test.each(['spins', 'waits'])('%s: longer than it may', async (format) => {
    const reader = newReader({ wallMs: 300 })
    expect(await refused(read(reader, format))).toEqual([
      'file-too-large',
      'Failure: Reading the file takes longer than 0 seconds. Send it in parts.',
    ])
  })
})

test.each(['spins', 'waits'])('%s: whoever cancels ends it at once', async (format) => {
  const reader = newReader()
  const pid = await pidOf(reader)
  const controller = new AbortController()
  const work = read(reader, format, controller.signal)
  await pause(50)
  controller.abort(new Error('Enough.'))
  await expect(work).rejects.toThrow('Enough.')
  await ended(pid)
  expect(await pidOf(reader)).not.toBe(pid)
})

test('two files at once are read in two processes, which both stay', async () => {
  const reader = newReader()
  const [one, two] = await Promise.all([pidOf(reader), pidOf(reader)])
  expect(one).not.toBe(two)
  expect(new Set(await Promise.all([pidOf(reader), pidOf(reader)]))).toEqual(new Set([one, two]))
})

test('a fault of ours is one here too, with its place and without its message', async () => {
  const error = await read(newReader(), 'faults').catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'TypeError' })
  expect(String((error as Error).stack)).toContain('hostile-import-worker')
  expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain('Kanarienvogel')
})

test('a process that cannot even start is a fault of ours, not of the file', async () => {
  const reader = newReader({}, new URL('../fixtures/stillborn-worker.ts', import.meta.url))
  await expect(read(reader, 'tally')).rejects.toThrow('did not start')
})
