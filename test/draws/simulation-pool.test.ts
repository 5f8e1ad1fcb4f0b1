import { afterEach, describe, expect, test } from 'vitest'
import { type SimulationPool, simulationPool } from '../../api/draws/pool.ts'
import { PROBLEMS } from '../../api/http/problem.ts'
import { Failure } from '../../api/request/failure.ts'
import { simulate, workOut } from '../../src/index.ts'
import { lognormal, programOf, sumOf } from '../fixtures/drawn-program.ts'
import { newApp } from '../fixtures/service.ts'
import { handModel } from '../src/scenario/hand-model.ts'

const program = programOf({
  variables: { a: lognormal(0.3) },
  products: [[[0, 'times']]],
  figures: { f: sumOf(0) },
})
const TASK = { program, options: { draws: 1000, seed: 1 } }

const DYING = new URL('../fixtures/dying-worker.ts', import.meta.url)
/** Tasks of the thread that dies. */
type Task = typeof TASK
const DIE = {} as Task
const waitFor = (waitMs: number): Task => ({ waitMs }) as unknown as Task

const opened: SimulationPool[] = []
function open(options: Parameters<typeof simulationPool>[0]): SimulationPool {
  const pool = simulationPool(options)
  opened.push(pool)
  return pool
}
afterEach(() => Promise.all(opened.splice(0).map((pool) => pool.close())))

describe('the pool', () => {
  test('draws in a thread what would be drawn here', async () => {
    const pool = open({ threads: 1 })
    expect(await pool.simulate(TASK)).toEqual(simulate(program, TASK.options))
  })

  test('works out a scenario in a thread as here', async () => {
    const { workOut: there } = open({ threads: 1 })
    const work = {
      ...handModel([{ kind: 'trips', mode: 'car', size: 0.1 }]),
      targets: [],
      seed: 1,
      shares: true,
    }
    const empty = { ...program, figures: [], values: new Float64Array() }
    for (const draws of [200, undefined])
      expect(await there({ ...work, program: empty, draws, sensitivity: false })).toEqual(
        workOut({ ...work, program: empty, draws, sensitivity: false }),
      )
  })

  test('passes on what is refused, and goes on', async () => {
    const pool = open({ threads: 1 })
    await expect(pool.simulate({ program, options: { draws: 1, seed: 1 } })).rejects.toThrow(
      '1 is not a whole',
    )
    await expect(pool.simulate(TASK)).resolves.toBeDefined()
  })

  test('lets some wait and refuses more', async () => {
    const pool = open({ threads: 1, mostWaiting: 1, worker: DYING })
    const [first, second] = [pool.simulate(waitFor(50)), pool.simulate(waitFor(0))]
    await expect(pool.simulate(waitFor(0))).rejects.toMatchObject({ slug: 'busy' })
    expect(await Promise.all([first, second])).toEqual(['done', 'done'])
    expect(await pool.simulate(waitFor(0))).toBe('done')
  })

  test('lets nobody wait for longer than anybody would', async () => {
    const pool = open({ threads: 1, mostWaitMs: 20, worker: DYING })
    const [first, second] = [pool.simulate(waitFor(2000)), pool.simulate(waitFor(0))]
    expect(pool.waiting()).toBe(1)
    await expect(second).rejects.toMatchObject({ slug: 'busy' })
    expect(pool.waiting()).toBe(0)
    // The one that was refused is not begun afterwards.
    expect(await first).toBe('done')
    expect(await pool.simulate(waitFor(0))).toBe('done')
  })

  test('fails the simulation whose thread dies, and those that wait go on', async () => {
    const pool = open({ threads: 1, worker: DYING })
    const [dying, next] = [pool.simulate(DIE), pool.simulate(waitFor(0))]
    await expect(dying).rejects.toThrow('exited')
    expect(await next).toBe('done')
  })

  test('fails every simulation whose thread cannot start', async () => {
    const worker = new URL('../fixtures/stillborn-worker.ts', import.meta.url)
    const pool = open({ threads: 1, worker })
    const [one, other] = [pool.simulate(TASK), pool.simulate(TASK)]
    await expect(one).rejects.toThrow()
    await expect(other).rejects.toThrow()
  })

  test('takes nothing on once it is closed', async () => {
    const pool = open({})
    await pool.close()
    await expect(pool.simulate(TASK)).rejects.toMatchObject({ slug: 'not-ready' })
  })
})

test('a full pool is the problem `busy`, with the time to come back', async () => {
  const app = await newApp()
  app.get('/full', () => Promise.reject(new Failure('busy', 'Too many.')))
  const answer = await app.inject('/full')
  expect(answer.statusCode).toBe(PROBLEMS.busy.status)
  expect(answer.headers['retry-after']).toBe('1')
  expect(answer.json()).toMatchObject({ type: '/docs/problems#busy', title: PROBLEMS.busy.title })
  await app.close()
})
