import { existsSync } from 'node:fs'
import { Command, Option } from 'commander'
import { CommandRefused } from '../shell/failure.ts'
import { writeWhole } from '../shell/output-file.ts'
import type { Terminal } from '../shell/terminal.ts'
import { LANGUAGES, type Language } from '../words/catalogue.ts'
import { TEMPLATE_YEARS } from './layout.ts'
import { writeTemplate } from './write-template.ts'

interface Options {
  readonly language: Language
  readonly years?: string
  readonly output: string
  readonly replace?: true
}

const MAX_YEARS = 60

/** `cordon template`: the empty workbook that `cordon estimate` reads when it is filled in. */
export function templateCommand(terminal: Terminal): Command {
  return new Command('template')
    .description('write an empty workbook to fill in, for cordon estimate')
    .addOption(new Option('--language <language>', 'language of its words').choices(LANGUAGES).default('en'))
    .option('--years <from-to>', 'years that get a column, such as 2015-2024')
    .requiredOption('--output <file>', 'the file to write, such as city.xlsx')
    .option('--replace', 'write over a file that is there')
    .action(async ({ language, years, output, replace }: Options) => {
      if (!replace && existsSync(output))
        throw new CommandRefused(
          `${output} is there already. Name another file, or add --replace to write over it.`,
        )
      writeWhole(output, await writeTemplate(language, years === undefined ? TEMPLATE_YEARS : yearsOf(years)))
      terminal.complain(`Wrote ${output}. Fill it in, then run: cordon estimate ${output}\n`)
    })
}

function yearsOf(text: string): readonly number[] {
  const [, from = '', to = from] = /^(\d{4})(?:-(\d{4}))?$/.exec(text.trim()) ?? []
  const count = Number(to) - Number(from) + 1
  if (from === '' || count < 1 || count > MAX_YEARS)
    throw new CommandRefused('Write the years as the first and the last, such as --years 2015-2024.')
  return Array.from({ length: count }, (_, index) => Number(from) + index)
}
