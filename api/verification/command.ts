import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { workOutHere } from '../draws/work-out.ts'
import { DOCUMENT_LIMIT_BYTES } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { NotEqual } from '../shell/failure.ts'
import { readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import type { CompareAgain } from './comparison-document.ts'
import type { Difference, Outcome, Verification } from './schema.ts'
import { verify } from './verify.ts'

interface Options {
  readonly format: 'text' | 'json'
}

/** `cordon verify`: what POST /v1/verifications does, from a file. */
export function verifyCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  compareAgain: CompareAgain,
): Command {
  return new Command('verify')
    .description('compute a result again and compare every figure; exit code 1 if one differs')
    .addArgument(
      new Argument(
        '<file>',
        'a result as `estimate --format json --lines`, `scenario --format json` or `compare --format json` writes it; - reads standard input',
      ),
    )
    .addOption(
      new Option('--format <format>', 'text to read; json as the service answers')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, { format }: Options) => {
      const document = readJsonFile(file, terminal, DOCUMENT_LIMIT_BYTES)
      const report = await verify(document, factorSets(), simulateHere, workOutHere, compareAgain)
      if (format === 'json') writeExactly(terminal, JSON.stringify(report))
      else terminal.write(verificationText(report))
      if (report.outcome !== 'equal') throw new NotEqual()
    })
}

const MEANINGS: Readonly<Record<Outcome, string>> = {
  equal: 'every figure comes out the same',
  differs: 'some figures come out differently',
  'other-method': 'another version of the method made it',
  'set-not-available': 'its factor set is not available here',
  'not-replayable': 'it does not carry its request',
}

/** A report as somebody at a shell wants to read it. */
export function verificationText(report: Verification): string {
  const { outcome, methodVersion, factorSet, checks, differences, differenceCount, textCount } = report
  const head = [
    `${outcome}: ${MEANINGS[outcome]}`,
    `method version ${methodVersion.document} (this release: ${methodVersion.service}); factor set ${factorSet.id}`,
  ]
  const made = checks.map(({ name, passed, compared, detail }) => {
    const state = passed === null ? 'not made' : passed ? `${compared} equal` : 'differs'
    return `  ${name.padEnd(20)} ${state}${detail === undefined ? '' : `: ${detail}`}`
  })
  const more = differenceCount - differences.length
  return [
    ...head,
    '',
    ...made,
    ...(differences.length > 0 ? ['', ...differences.map(differenceText)] : []),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(textCount > 0
      ? [
          '',
          `${textCount === 1 ? '1 text is' : `${textCount} texts are`} worded differently now; no figure depends on that.`,
        ]
      : []),
    '',
  ].join('\n')
}

function differenceText({ check, line, pointer, document, recomputed, detail }: Difference): string {
  const said = `document ${shown(document)}, computed again ${shown(recomputed)}`
  return `  ${line === undefined ? '' : `${line} `}${pointer} [${check}]\n      ${detail ?? said}`
}

const shown = (value: Difference['document']): string =>
  value === undefined ? 'nothing' : JSON.stringify(value)
