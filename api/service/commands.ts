import { Command, CommanderError } from 'commander'
import { auditCommand } from '../about/audit-command.ts'
import { dataCommands } from '../about/data-commands.ts'
import { keysCommand } from '../about/keys-command.ts'
import { boundariesCommand } from '../boundaries/command.ts'
import { compareCommand } from '../comparisons/command.ts'
import { compare } from '../comparisons/compare.ts'
import { explainComparisonDocument } from '../comparisons/explain-comparison.ts'
import { peersCommand } from '../comparisons/peers-command.ts'
import { citiesCommand } from '../datasets/cities-command.ts'
import { datasetsCommand } from '../datasets/command.ts'
import { importCommand } from '../datasets/import-command.ts'
import { prepareCommand } from '../datasets/prepare/command.ts'
import { zonesCommand } from '../datasets/zones-command.ts'
import { estimateCommand } from '../estimates/command.ts'
import { readRequestFile, readYearFile } from '../estimates/request-file.ts'
import { type ExplainOther, explainCommand } from '../explanation/command.ts'
import { factorsCommand } from '../factors/command.ts'
import { filedInventoryCommand } from '../filed/command.ts'
import { inventoryCommand } from '../inventory/command.ts'
import { briefCommand } from '../pages/brief-command.ts'
import { reconcileCommand } from '../reconciliation/command.ts'
import { releasesCommand } from '../releases/command.ts'
import { restateCommand } from '../restatement/command.ts'
import { yearsCommand } from '../restatement/years-command.ts'
import { scenarioCommand } from '../scenarios/command.ts'
import { explainScenarioDocument } from '../scenarios/explain-document.ts'
import { seriesCommand } from '../series/command.ts'
import { datasetEstimatesCommand } from '../series/dataset-command.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { getProject } from '../settings/project.ts'
import { explainFailure, REFUSED } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'
import { withOutput } from '../shell/with-output.ts'
import { stateCommand } from '../statements/command.ts'
import { templateCommand } from '../templates/command.ts'
import { verifyCommand } from '../verification/command.ts'

/** What a document carries is all in it. */
const NOTHING_SAVED = async (): Promise<undefined> => undefined

/** Answers that are no estimates: of a comparison, or of a scenario. */
const explainNoEstimate: ExplainOther = async (...asked) =>
  (await explainComparisonDocument(...asked)) ?? (await explainScenarioDocument(...asked))

/**
 * Runs one command.
 *
 * @param words the command line behind the program's name
 * @param factorSets loads the released sets; called only by commands that need them
 * @returns the exit code: 0, 2 if what was asked is refused, 1 if something failed or a result does not come out again
 */
export async function runCli(
  words: readonly string[],
  terminal: Terminal,
  factorSets: () => FactorSets,
): Promise<number> {
  const program = new Command('cordon')
    .description('Estimates the CO2 of a city’s transport from aggregates.')
    .version(getProject().version)
  const add = (make: (terminal: Terminal) => Command): void => {
    program.addCommand(withOutput(terminal, make))
  }
  add((to) => estimateCommand(to, factorSets))
  program.addCommand(templateCommand(terminal))
  add((to) => explainCommand(to, factorSets, readRequestFile, explainNoEstimate))
  add((to) => boundariesCommand(to, factorSets, readRequestFile))
  add((to) => briefCommand(to, factorSets, readRequestFile))
  program.addCommand(inventoryCommand(terminal, factorSets, readRequestFile))
  add((to) => filedInventoryCommand(to, factorSets, readRequestFile))
  add((to) => verifyCommand(to, factorSets, (request) => compare(request, factorSets(), NOTHING_SAVED)))
  add((to) => reconcileCommand(to, factorSets, readRequestFile))
  add((to) => restateCommand(to, factorSets))
  add((to) => scenarioCommand(to, factorSets, readRequestFile))
  add((to) => yearsCommand(to, factorSets, readYearFile))
  add((to) => compareCommand(to, factorSets, readRequestFile, readYearFile))
  add((to) => peersCommand(to, factorSets, readRequestFile))
  add((to) => factorsCommand(to, factorSets))
  program.addCommand(prepareCommand(terminal))
  program.addCommand(importCommand(terminal))
  const estimatesOfDataset = withOutput(terminal, (to) => datasetEstimatesCommand(to, factorSets))
  program.addCommand(datasetsCommand(terminal, estimatesOfDataset))
  program.addCommand(releasesCommand(terminal))
  program.addCommand(zonesCommand(terminal))
  program.addCommand(citiesCommand(terminal))
  add(stateCommand)
  for (const command of dataCommands(terminal)) program.addCommand(command)
  program.addCommand(keysCommand(terminal))
  program.addCommand(auditCommand(terminal))
  add((to) => seriesCommand(to, factorSets))
  program
    .command('serve')
    .description(
      'start the HTTP service (settings: HOST, PORT, CORDON_DATA_DIR, CORDON_FACTOR_SETS, LOG_LEVEL)',
    )
    .action(async () => {
      // The server and the store are loaded only where they are needed.
      const { serve } = await import('./serve.ts')
      await serve(terminal.environment)
    })
  for (const command of everyCommand(program))
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.complain(text),
    })
  try {
    await program.parseAsync(words, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : REFUSED
    const { text, exitCode } = explainFailure(error)
    terminal.complain(text)
    return exitCode
  }
}

const everyCommand = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(everyCommand),
]
