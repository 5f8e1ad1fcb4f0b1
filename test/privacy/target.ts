import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { settleTask } from '../../api/releases/settle-task.ts'
import type { Settle } from '../../api/releases/settle-thread.ts'
import { buildApp } from '../../api/service/app.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { type DatasetDescription, FACT_COLUMNS } from '../../api/store/datasets.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import type { Counted, CountedFlow } from './people.ts'

/** What an adversary sees of a cell. */
export interface Seen {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly km: number
}

export type Target = Awaited<ReturnType<typeof targetOf>>

/**
 * A service with datasets that an adversary asks over HTTP alone. Facts are planted below the guard, so that small cells
 * stand in the store: what is tried is what comes out.
 *
 * @param settle how releases are settled: as the service does, or by a build with a protection off
 */
export async function targetOf(
  settle: Settle = (task) => settleTask(task),
  store: WholeStore = memoryStore(),
) {
  const app = await buildApp({
    factorSets: factorSetsOf([releasedSet('2026.2')]),
    store,
    logger: false,
    settle,
  })
  const json = async (url: string) => {
    const answer = await app.inject(url)
    return { status: answer.statusCode, body: answer.json(), text: answer.body }
  }
  return {
    app,
    store,
    json,
    close: async (): Promise<void> => {
      await app.close()
      await store.close()
    },
    register: async (id: string, facts: Partial<DatasetDescription> = {}): Promise<void> => {
      await store.registerDataset({
        id,
        title: id,
        owner: 'A carrier',
        legalBasis: 'agreement',
        country: 'DE',
        grain: 'month',
        contributorUnit: 'person',
        ...facts,
      })
    },
    /** Plants a file, in the place of another if that is named, and gives its digest. */
    plant: (dataset: string, counted: readonly Counted[], replaces?: string): Promise<string> =>
      plant(store, dataset, counted, replaces),
    /** As {@link plant}, between zones. */
    plantFlows: (
      dataset: string,
      counted: readonly (CountedFlow & { readonly period: string })[],
      replaces?: string,
    ): Promise<string> => plant(store, dataset, counted, replaces),
    release: async (dataset: string, order: object = {}) => {
      const answer = await app.inject({
        method: 'POST',
        url: `/v1/datasets/${dataset}/releases`,
        payload: order,
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    /** Every distance that the service tells of a dataset: its releases, and series by month and year, mode by mode. */
    see: async (
      dataset: string,
      towns: readonly string[],
      modes: readonly string[],
    ): Promise<readonly Seen[]> => {
      const seen: Seen[] = []
      const { body: list } = await json(`/v1/datasets/${dataset}/releases`)
      for (const { id } of list.items ?? []) {
        const { body } = await json(`/v1/releases/${id}`)
        for (const cell of body.items)
          if (cell.passengerDistancePkm !== null)
            seen.push({
              city: cell.city,
              mode: cell.mode,
              period: cell.period,
              km: cell.passengerDistancePkm,
            })
      }
      for (const city of towns)
        for (const mode of modes)
          for (const by of ['month', 'year']) {
            const { status, body } = await json(
              `/v1/cities/${city}/series?dataset=${dataset}&by=${by}&mode=${mode}`,
            )
            if (status !== 200) continue
            for (const item of body.items)
              if (item.passengerDistance?.value > 0)
                seen.push({ city, mode, period: item.period, km: item.passengerDistance.value })
          }
      return seen
    },
  }
}

let files = 0

/** A database for files to plant, made once: to make one takes as long as to write a file. */
let planting: Promise<DuckDBInstance> | undefined

export async function plant(
  store: ReturnType<typeof memoryStore>,
  dataset: string,
  counted: readonly (Counted | (CountedFlow & { readonly period: string }))[],
  replaces?: string,
): Promise<string> {
  files += 1
  const path = join(store.stagingFolder(), `planted-${files}.parquet`)
  const digest = `sha256:${createHash('sha256')
    .update(JSON.stringify([files, counted]))
    .digest('hex')}`
  planting ??= DuckDBInstance.create(':memory:', { threads: '1' })
  const on = await (await planting).connect()
  const columns = Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`)
  await on.run(`CREATE TEMP TABLE fact (${columns.join(', ')})`)
  const rows = counted.map(({ km, ...cell }) => ({ ...cell, passenger_distance_pkm: km }))
  await on.run(
    `INSERT INTO fact BY NAME SELECT unnest(from_json($1,
       '[{"period":"VARCHAR","city":"VARCHAR","origin":"VARCHAR","destination":"VARCHAR","mode":"VARCHAR","trips":"DOUBLE","passenger_distance_pkm":"DOUBLE","contributors":"DOUBLE"}]'), recursive := true)`,
    [JSON.stringify(rows)],
  )
  await on.run(`COPY fact TO '${path}' (FORMAT parquet)`)
  on.closeSync()
  await store.takeIn(
    (intake) =>
      intake.keep(
        {
          path,
          columns: Object.fromEntries(Object.keys(FACT_COLUMNS).map((name) => [name, name])),
          hasComparison: false,
          rowsRead: rows.length,
          notices: [],
        },
        { dataset, format: 'tidy', digest, options: {}, replaces, sameKeys: 'add' },
      ),
    new AbortController().signal,
  )
  rmSync(path)
  return digest
}
