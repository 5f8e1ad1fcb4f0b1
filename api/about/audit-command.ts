import { Command } from 'commander'
import { NotEqual } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'
import { orderInFolder } from './order.ts'

/** `cordon audit`: the log of what was done. */
export const auditCommand = (terminal: Terminal): Command =>
  new Command('audit').description('check the log of writes, releases, deletions and bulk reads').addCommand(
    new Command('verify')
      .description('check that each entry follows from the one before it; exit code 1 if one does not')
      .option('--head <digest>', 'a digest noted before: the log must still hold the entry that has it')
      .action(async ({ head }: { readonly head?: string }) => {
        const { audit } = await orderInFolder({ do: 'verify-audit', head }, terminal.environment)
        if (!audit) throw new Error('A check without an outcome.')
        if (audit.brokenAt !== undefined) {
          terminal.write(`The log is broken: ${audit.why}.\n`)
          throw new NotEqual()
        }
        terminal.write(
          `The log is whole: ${audit.entries} entries. Note its head elsewhere, so that a log cut short is found:\n${audit.head}\n`,
        )
      }),
  )
