import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { handOver } from '../store/hand-over.ts'
import { type Order, type OrderAnswer, order } from './order.ts'

/**
 * Only one process can open the data file. A command that finds a service there leaves its order in a folder beside the
 * file, which only the user of the service can write: who may write there could change the data file as well.
 */
const BOX = 'orders'
const LOOK_MS = 250
const PATIENCE_MS = 15_000

/** A service that works on an order says so this often; one that did not for as long as PATIENCE_MS is gone. */
const BEAT_MS = 1_000

const ORDER = '.order.json'
const TAKEN = '.taken'
const ANSWER = '.answer.json'

/** What a command says to whoever gave an order that {@link askService} has no answer to. */
export const NOT_ANSWERED =
  'Another process has the data folder open and does not answer: it ended meanwhile, or it is no service. Its log says why; try again, or stop it first.'

/** What the service says to an order; undefined if none looks into the folder. */
export async function askService(dataFolder: string, wanted: Order): Promise<OrderAnswer | undefined> {
  const box = join(dataFolder, BOX)
  mkdirSync(box, { recursive: true, mode: 0o700 })
  const name = join(box, randomUUID())
  try {
    put(name, ORDER, wanted)
    handOver(dataFolder)
    let heardAt = Date.now()
    while (Date.now() - heardAt < PATIENCE_MS) {
      if (existsSync(name + ANSWER)) return JSON.parse(readFileSync(name + ANSWER, 'utf8')) as OrderAnswer
      heardAt = Math.max(heardAt, statSync(name + TAKEN, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      await wait(LOOK_MS)
    }
    return undefined
  } finally {
    for (const end of [ORDER, TAKEN, ANSWER]) rmSync(name + end, { force: true })
  }
}

const NOT_DONE: OrderAnswer = { refused: 'The service could not do it; its log says why.' }

/**
 * Carries out the orders that commands leave. A long one, such as a backup, does not keep the others waiting.
 *
 * @returns ends it
 */
export function serveOrders(
  dataFolder: string,
  carryOut: (order: Order) => Promise<OrderAnswer>,
  faulted: (error: unknown) => void,
): () => void {
  const box = join(dataFolder, BOX)
  const take = async (name: string): Promise<void> => {
    const given = readFileSync(name + ORDER, 'utf8')
    const beat = (): void => writeFileSync(name + TAKEN, '', { mode: 0o600 })
    beat()
    rmSync(name + ORDER)
    const beats = setInterval(beat, BEAT_MS)
    try {
      const answer = await carryOut(order.parse(JSON.parse(given))).catch((error: unknown) => {
        faulted(error)
        return NOT_DONE
      })
      // Whoever left the order may have gone meanwhile.
      if (existsSync(box)) put(name, ANSWER, answer)
    } finally {
      clearInterval(beats)
    }
  }
  // Told once, and not with every look.
  const untaken = new Set<string>()
  const told = (what: string, error: unknown): void => {
    if (!untaken.has(what)) faulted(error)
    untaken.add(what)
  }
  const look = (): void => {
    let names: readonly string[]
    try {
      names = existsSync(box) ? readdirSync(box) : []
    } catch {
      told(box, new OrdersUnreadable())
      return
    }
    for (const file of names.filter((one) => one.endsWith(ORDER)))
      void take(join(box, file.slice(0, -ORDER.length))).catch((error: unknown) => told(file, error))
  }
  const timer = setInterval(look, LOOK_MS).unref()
  return () => {
    clearInterval(timer)
    try {
      rmSync(box, { recursive: true, force: true })
    } catch {
      // Somebody else's, such as of root: whoever made it takes it away.
    }
  }
}

/** The folder of orders belongs to another user, or is none: commands are not heard until it is taken away. */
class OrdersUnreadable extends Error {
  override readonly name = 'OrdersUnreadable'
}

/** Written whole under another name first, so that nobody reads half of it. */
function put(name: string, end: string, content: unknown): void {
  writeFileSync(`${name}.part`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${name}.part`, name + end)
}
