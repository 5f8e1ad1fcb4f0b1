import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Order, type OrderAnswer, order } from './order.ts'

/**
 * Only one process can open the data file. A command that finds a service there leaves its order in a folder beside the
 * file, which only the user of the service can write: who may write there could change the data file as well.
 */
const BOX = 'orders'
const LOOK_MS = 250
const PATIENCE_MS = 15_000

const ORDER = '.order.json'
const ANSWER = '.answer.json'

/** What the service says to an order; undefined if none looks into the folder. */
export async function askService(dataFolder: string, wanted: Order): Promise<OrderAnswer | undefined> {
  const box = join(dataFolder, BOX)
  mkdirSync(box, { recursive: true, mode: 0o700 })
  const name = join(box, randomUUID())
  put(name, ORDER, wanted)
  try {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      if (existsSync(name + ANSWER)) return JSON.parse(readFileSync(name + ANSWER, 'utf8')) as OrderAnswer
      await wait(LOOK_MS)
    }
    return undefined
  } finally {
    for (const end of [ORDER, ANSWER]) rmSync(name + end, { force: true })
  }
}

/**
 * Carries out the orders that commands leave, one after another.
 *
 * @returns ends it
 */
export function serveOrders(
  dataFolder: string,
  carryOut: (order: Order) => Promise<OrderAnswer>,
  faulted: (error: unknown) => void,
): () => void {
  const box = join(dataFolder, BOX)
  let isLooking = false
  const look = async (): Promise<void> => {
    if (isLooking || !existsSync(box)) return
    isLooking = true
    try {
      for (const file of readdirSync(box).filter((one) => one.endsWith(ORDER))) {
        const name = join(box, file.slice(0, -ORDER.length))
        const given = readFileSync(name + ORDER, 'utf8')
        rmSync(name + ORDER)
        put(name, ANSWER, await carryOut(order.parse(JSON.parse(given))))
      }
    } catch (error) {
      faulted(error)
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS).unref()
  return () => {
    clearInterval(timer)
    rmSync(box, { recursive: true, force: true })
  }
}

/** Written whole under another name first, so that nobody reads half of it. */
function put(name: string, end: string, content: unknown): void {
  writeFileSync(`${name}.part`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${name}.part`, name + end)
}
