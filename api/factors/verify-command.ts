import { Command } from 'commander'
import { figureFaults } from '../../emission-factors/figure-check.ts'
import { listFactorSets } from '../../emission-factors/load.ts'
import { FactorSetFaulty, verifyFactorSet } from '../../emission-factors/verify.ts'
import { readFactorSetsFolder } from '../settings/config.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'

/** `cordon factors verify`: every file, digest and row of the sets, also of one that the service would refuse. */
export function factorsVerifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description(
      'check digests, form, sources, units, years, sizes and fleet sums of the sets, and name all faults at once',
    )
    .argument('[id...]', 'released factor sets (default: all)')
    .option(
      '--figures <folder>',
      'check instead the sources, licences and sizes of the figures that a set is built from',
    )
    .action((ids: string[], { figures }: { figures?: string }) => {
      if (figures !== undefined) return verifyFigures(terminal, figures)
      const folder = readFactorSetsFolder(terminal.environment)
      const known = listFactorSets(folder)
      const unknown = ids.filter((id) => !known.some((set) => set.id === id))
      if (unknown.length > 0)
        throw new CommandRefused(
          `No factor set ${unknown.join(', ')} in ${folder}; there are ${known.map(({ id }) => id).join(', ')}.`,
        )
      if (known.length === 0) throw new CommandRefused(`There is no factor set in ${folder}.`)
      const asked = known.filter(({ id }) => ids.length === 0 || ids.includes(id))
      const sound = asked.map((set) => isSound(terminal, set)).every(Boolean)
      if (!sound) throw new CommandRefused('Not every factor set holds together.')
    })
}

function verifyFigures(terminal: Terminal, folder: string): void {
  const faults = figureFaults(folder)
  if (faults.length > 0) {
    terminal.write(`${folder}: ${faults.length} fault(s)\n${faults.map((fault) => `  ${fault}\n`).join('')}`)
    throw new CommandRefused('Not every figure may be handed on.')
  }
  terminal.write(`${folder}: every figure has a source and may be handed on\n`)
}

function isSound(terminal: Terminal, { id, folder }: { id: string; folder: string }): boolean {
  try {
    const { header, records, curves } = verifyFactorSet(folder)
    terminal.write(`${id}: ${records} figures and ${curves} speed curves hold together, ${header.digest}\n`)
    return true
  } catch (error) {
    const faults = error instanceof FactorSetFaulty ? error.faults : [messageOf(error)]
    terminal.write(`${id}: ${faults.length} fault(s)\n${faults.map((fault) => `  ${fault}\n`).join('')}`)
    return false
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
