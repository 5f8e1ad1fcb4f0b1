import { Failure, type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { kindOfCode } from '../request/personal-sign.ts'
import type { ImportOptions } from '../store/intake.ts'
import type { Importer } from './importer.ts'
import { MAX_FAULTS } from './read-limits.ts'

/**
 * Checks that all options are known, that the required ones are there, and that limited ones have one of their words.
 *
 * @throws {Failure} with every fault
 */
export function checkOptions(
  options: ImportOptions,
  { options: known, required = [], words = {} }: Pick<Importer, 'options' | 'required' | 'words'>,
): void {
  const names = Object.keys(known)
  const faults: Fault[] = []
  for (const name of Object.keys(options))
    if (!names.includes(name)) {
      const [nearest] = nearestFirst(name, names)
      faults.push(
        optionFault(
          nearest ? `There is no such option. The nearest is “${nearest}”.` : 'The format has no options.',
        ),
      )
    }
  for (const name of required)
    if (!options[name]?.trim()) faults.push(optionFault(`Option “${name}” is required: ${known[name]}`))
  for (const [name, allowed] of Object.entries(words)) {
    const word = options[name]
    if (word !== undefined && !allowed.includes(word))
      faults.push(optionFault(`Option “${name}” must be one of: ${allowed.join(', ')}.`))
  }
  if (kindOfCode(options['city'] ?? '') !== undefined)
    faults.push({
      code: 'person-level-data',
      detail: 'Option “city” looks like an identifier, a place or a time.',
    })
  refuseFaults(faults)
}

export const optionFault = (detail: string): Fault => ({ code: 'import-option-invalid', detail })

/** Throws if there is any fault; every rule pushes, one place throws. Signs of persons are listed before others. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  if (faults.length <= MAX_FAULTS) throw refusal(faults, 'file-refused')
  const ofPersons = faults.filter(({ code }) => code === 'person-level-data')
  const others = faults.filter(({ code }) => code !== 'person-level-data')
  const { slug, more } = refusal([...ofPersons, ...others].slice(0, MAX_FAULTS), 'file-refused')
  throw new Failure(slug, `${faults.length} faults; the first ${MAX_FAULTS} are listed in errors.`, more)
}
