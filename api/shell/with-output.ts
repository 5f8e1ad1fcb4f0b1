import type { Command } from 'commander'
import { writeWhole } from './output-file.ts'
import type { Terminal } from './terminal.ts'

/**
 * A command, and those below it, whose answer `--output` writes to a file: all of it, or nothing if the command is refused.
 *
 * @param make the command, on the terminal that it is to write to
 */
export function withOutput(terminal: Terminal, make: (terminal: Terminal) => Command): Command {
  let kept: string[] | undefined
  const command = make({
    environment: terminal.environment,
    readInput: () => terminal.readInput(),
    complain: (text) => terminal.complain(text),
    write: (text) => {
      if (kept) kept.push(text)
      else terminal.write(text)
    },
    get isTerminal() {
      return kept === undefined && terminal.isTerminal
    },
  })
  let file: string | undefined
  for (const leaf of leavesOf(command).filter(lacksOutput))
    leaf
      .option('--output <file>', 'write to this file instead of standard output')
      .hook('preAction', () => {
        const options = leaf.opts<{ output?: string }>()
        file = options.output
        kept = file === undefined ? undefined : []
        // The action does not see it: some commands check their options as a request is checked.
        delete options.output
      })
      .hook('postAction', () => {
        if (kept && file !== undefined) writeWhole(file, kept.join(''))
        kept = undefined
      })
  return command
}

const lacksOutput = (leaf: Command): boolean => leaf.options.every(({ long }) => long !== '--output')

const leavesOf = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf)
