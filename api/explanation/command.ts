import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { answerTo, linesOf, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { Failure, refusal } from '../request/failure.ts'
import { DOCUMENT_LIMIT_BYTES, readBody, readDocument, readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { readConfig } from '../settings/config.ts'
import { DataFolderInUse, inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { type ReadRequestFile, type WorkbookChoice, withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { explainedDocument } from './document-schema.ts'
import { explanationOf, savedExplanation } from './explain-address.ts'
import { explanationFromService } from './running-service.ts'
import { DEFAULT_FIGURE, type Explanation, explanationQuery } from './schema.ts'
import { explanationText } from './text.ts'

interface Options extends WorkbookChoice {
  readonly figure?: string
  readonly format: 'text' | 'json'
  readonly all?: true
}

const ESTIMATE_ID = /^est_[0-9a-f]+$/

/** `cordon explain`: where a figure comes from, of a saved estimate, of a result or of a request. */
export function explainCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
  explainOther: ExplainOther,
): Command {
  return withWorkbookOptions(new Command('explain'))
    .description('show where a figure comes from, down to the published table')
    .addArgument(
      new Argument(
        '<what>',
        'the id of a saved estimate, a request as `cordon estimate` takes it, a workbook (.xlsx), or an answer that it, `cordon compare` or `cordon scenario` wrote with --format json',
      ),
    )
    .option(
      '--figure <figure>',
      'byMode/car/energy, L3, perCapita, a pointer into the result, an input or a record; of a scenario 2035/scenario/bus; of a comparison trip-rate/car',
    )
    .addOption(
      new Option('--format <format>', 'text to read; json as the service answers')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--all', 'show every list in full')
    .action(async (what: string, { figure: typed, format, all, ...choice }: Options) => {
      const write = (explained: object, text: () => string): void => {
        if (format === 'json') writeExactly(terminal, JSON.stringify(explained))
        else terminal.write(text())
      }
      const { figure } = readParameters(explanationQuery, { figure: typed ?? DEFAULT_FIGURE })
      const isId = ESTIMATE_ID.test(what) && !existsSync(what)
      if (isId) {
        const explained = await ofSaved(what, figure, terminal)
        write(explained, () => explanationText(explained, all === true))
        return
      }
      const read = await readRequestFile(what, choice, terminal, DOCUMENT_LIMIT_BYTES)
      await read.answer(async (document) => {
        const other = await explainOther(document, typed, factorSets())
        if (other) {
          write(other.explanation, () => other.text)
          return
        }
        const explained = await ofDocument(document, figure, factorSets())
        write(explained, () => explanationText(explained, all === true))
      })
    })
}

/** Explains documents that are no estimates; undefined for those that are. */
export type ExplainOther = (
  document: unknown,
  figure: string | undefined,
  factorSets: FactorSets,
) => Promise<{ readonly explanation: object; readonly text: string } | undefined>

async function ofSaved(id: string, figure: string, { environment }: Terminal): Promise<Explanation> {
  const { dataFolder } = readConfig(environment)
  // A folder that is not there is not made for a question.
  if (!existsSync(join(dataFolder))) throw new Failure('not-found', notSaved(dataFolder))
  try {
    const found = await inDataFolder(environment, (store) => store.findEstimate(id))
    if (!found) throw new Failure('not-found', notSaved(dataFolder))
    return savedExplanation(found, figure)
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error
    return explanationFromService(id, figure, environment)
  }
}

const notSaved = (folder: string): string =>
  `No estimate with this id is saved in ${folder}. Save one with cordon estimate --save, or set CORDON_DATA_DIR to another folder.`

/** A result has an id, which a request never has. */
async function ofDocument(document: unknown, figure: string, factorSets: FactorSets): Promise<Explanation> {
  const isResult = typeof document === 'object' && document !== null && Object.hasOwn(document, 'totals')
  if (!isResult) return ofRequest(document, figure, factorSets)
  if (!Object.hasOwn(document, 'lines')) return ofResultAlone(document, figure, factorSets)
  const read = readDocument(explainedDocument, document)
  if ('faults' in read) throw refusal(read.faults)
  return explanationOf(read.data, read.data, figure)
}

/** A result without its lines: they are made again from the request that it carries. */
async function ofResultAlone(
  document: { readonly id?: unknown; readonly request?: unknown },
  figure: string,
  factorSets: FactorSets,
): Promise<Explanation> {
  const { id, request } = document
  const made = request === undefined ? undefined : await ofRequest(request, figure, factorSets)
  if (made && made.estimate === id) return made
  throw new CommandRefused(
    `The result has no lines to explain it from${made ? ', and its request gives another estimate here' : ''}. Make it with cordon estimate --format json --lines, or name its request.`,
  )
}

async function ofRequest(body: unknown, figure: string, factorSets: FactorSets): Promise<Explanation> {
  const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets))
  const answer = await answerTo(questionOf(request, factorSets), simulateHere, 'lines')
  return explanationOf(answer.result, linesOf(answer), figure)
}
