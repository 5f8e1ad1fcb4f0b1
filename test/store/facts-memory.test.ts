import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type DuckdbFile, duckdbFile } from '../../api/store/duckdb-file.ts'
import { prepareStore } from '../../api/store/duckdb-store.ts'
import { openDatabase } from '../../api/store/open-database.ts'
import { rowsOn } from '../../api/store/rows-on.ts'

const staging = join(tmpdir(), `cordon-${randomUUID()}`)
const openFile = (giveBackMs: number): DuckdbFile =>
  duckdbFile(() => openDatabase(':memory:', staging, prepareStore), staging, {
    factsMemoryBytes: 300_000_000,
    giveBackMs,
  })

const LIMIT = "SELECT current_setting('memory_limit') AS of"

const limitOf = async (file: DuckdbFile): Promise<unknown> =>
  (await file.rows<{ of: string }>(LIMIT, []))[0]?.of

/** 96,000,000 bytes are 91.55 MiB, of which the database shows one digit. */
const SMALL = '91.5 MiB'
/** 300,000,000 bytes are 286.1 MiB. */
const LARGE = '286.1 MiB'

test('those who read facts at once share what the database may take, and it is given back after the last', async () => {
  const file = openFile(0)
  try {
    expect(await limitOf(file)).toBe(SMALL)

    let goOn = (): void => undefined
    let first = Promise.resolve()
    await new Promise<void>((began) => {
      first = file.aside(async () => {
        began()
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
      })
    })
    // Of all together.
    expect(await file.aside((on) => rowsOn(on, LIMIT))).toEqual([{ of: LARGE }])
    await wait(0)
    // The first goes on.
    expect(await limitOf(file)).toBe(LARGE)
    goOn()
    await first
    // What was set to give it back comes before this.
    await wait(0)
    expect(await limitOf(file)).toBe(SMALL)
  } finally {
    await file.close()
  }
})

test('a question soon after another finds what that one has read', async () => {
  const file = openFile(600_000)
  try {
    await file.aside(async () => undefined)
    await wait(0)
    expect(await limitOf(file)).toBe(LARGE)
  } finally {
    await file.close()
  }
})
