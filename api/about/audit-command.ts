import { Command, Option } from 'commander'
import { MAX_LISTED } from '../access/order.ts'
import { csvText } from '../http/csv.ts'
import { CommandRefused, NotEqual } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import type { AuditEntry } from '../store/audit.ts'
import { orderInFolder } from './order.ts'

/** `cordon audit`: the log of what was done. */
export const auditCommand = (terminal: Terminal): Command =>
  new Command('audit')
    .description('list and check the log of writes, releases, deletions and bulk reads')
    .addCommand(listCommand(terminal))
    .addCommand(verifyCommand(terminal))

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list what was done, the last entry last')
    .option('--last <number>', `so many entries, at most ${MAX_LISTED}`, '50')
    .addOption(
      new Option('--format <format>', 'csv; json with what each digest is of')
        .choices(['table', 'csv', 'json'])
        .default('table'),
    )
    .action(async ({ last, format }: { readonly last: string; readonly format: string }) => {
      if (!/^[1-9]\d{0,4}$/.test(last) || Number(last) > MAX_LISTED)
        throw new CommandRefused(`Write --last as a whole number from 1 to ${MAX_LISTED}.`)
      const { entries = [] } = await orderInFolder(
        { do: 'list-audit', last: Number(last) },
        terminal.environment,
      )
      if (format === 'json') terminal.write(`${JSON.stringify({ items: entries })}\n`)
      else if (format === 'csv') terminal.write(csvText(entries.map((entry) => ({ ...entry }))))
      else terminal.write(entries.length === 0 ? 'Nothing was done yet.\n' : entriesText(entries))
    })
}

const entriesText = (entries: readonly AuditEntry[]): string =>
  tableText(
    'What was done',
    [
      { head: 'No', numbers: true },
      { head: 'At' },
      { head: 'By' },
      { head: 'What' },
      { head: 'To' },
      { head: 'More', width: 50 },
    ],
    entries.map(({ number, at, actor, action, subject, detail }) => [
      String(number),
      at,
      actor,
      action,
      subject,
      detail === '{}' ? '' : detail,
    ]),
  )

const verifyCommand = (terminal: Terminal): Command =>
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
    })
