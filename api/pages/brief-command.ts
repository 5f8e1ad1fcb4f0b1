import { existsSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import type { WholeAnswer } from '../../web/render.tsx'
import { simulateHere } from '../draws/simulate.ts'
import { answerTo, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { getSavedEstimate, savedResultOf } from '../estimate/saved-estimate.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { writeWhole } from '../shell/output-file.ts'
import { type ReadRequestFile, type WorkbookChoice, withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { LANGUAGES, type Language } from '../words/catalogue.ts'
import { readWebAssets } from './assets.ts'

interface Options extends WorkbookChoice {
  readonly lang: Language
  readonly output?: string
}

const ESTIMATE_ID = /^est_[0-9a-f]+$/

/** `cordon brief`: the same as GET /v1/estimates/{id}/brief, of a saved estimate or of a request. */
export function briefCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return withWorkbookOptions(new Command('brief'))
    .description('write two A4 pages for a council, as one HTML file that a browser prints')
    .addArgument(
      new Argument(
        '<what>',
        'the id of a saved estimate, a request as `cordon estimate` takes it, or a workbook (.xlsx); - reads standard input',
      ),
    )
    .addOption(new Option('--lang <language>', 'of the reader').choices(LANGUAGES).default('en'))
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async (what: string, { lang, output, ...choice }: Options) => {
      const isId = ESTIMATE_ID.test(what) && !existsSync(what)
      const result = isId
        ? await savedResult(what, terminal)
        : await (await readRequestFile(what, choice, terminal)).answer((body) => resultOf(body, factorSets()))
      const assets = await readWebAssets()
      // What draws pages is loaded only where one is drawn.
      const { briefDocument } = await import('./brief-document.ts')
      const { document } = briefDocument(result, undefined, lang, assets)
      if (output === undefined) writeExactly(terminal, document)
      else writeWhole(output, document)
    })
}

const savedResult = (id: string, { environment }: Terminal): Promise<WholeAnswer['result']> =>
  inDataFolder(environment, async (store) => JSON.parse(savedResultOf(await getSavedEstimate(store, id))))

/** @throws {Failure} with every fault */
async function resultOf(body: unknown, factorSets: FactorSets): Promise<WholeAnswer['result']> {
  const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets))
  const { result } = await answerTo(questionOf(request, factorSets), simulateHere, 'lines')
  return JSON.parse(JSON.stringify(result))
}
