import { carryOut, type Order, type OrderAnswer } from '../access/order.ts'
import { askService, NOT_ANSWERED } from '../access/order-box.ts'
import { readConfig } from '../settings/config.ts'
import { DataFolderInUse, inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'

/**
 * Does what an order says in the data folder; if a service has it open, the service does.
 *
 * @throws {CommandRefused} if it cannot be done
 */
export async function orderInFolder(
  order: Order,
  environment: Terminal['environment'],
): Promise<OrderAnswer> {
  const answer = await inDataFolder(environment, (store) => carryOut(order, store)).catch(async (error) => {
    if (!(error instanceof DataFolderInUse)) throw error
    const said = await askService(readConfig(environment).dataFolder, order)
    if (said) return said
    throw new CommandRefused(NOT_ANSWERED)
  })
  if (answer.refused !== undefined) throw new CommandRefused(answer.refused)
  return answer
}
