import { importTarget } from './import-target.ts'
import { HONEST } from './intake-honest.ts'
import { mutations } from './intake-mutations.ts'
import { type Fate, type IntakeTarget, intakeTarget, type Sent, type Try } from './intake-target.ts'
import { TRIES } from './intake-tries.ts'
import { workbookTries } from './intake-workbooks.ts'

/** What became of a class of files. */
export interface Sorted {
  readonly name: string
  readonly tries: number
  readonly fates: Readonly<Record<Fate, number>>
  /** Names of those that did not end as they should. */
  readonly wrong: readonly string[]
}

/** The marks: of the tries at most 3 % kept, of honest files at most 2 % refused, of mutations at most 1 % taken. */
export const MARKS = { kept: 0.03, refused: 0.02, taken: 0.01 }

async function sorted(
  name: string,
  files: Iterable<Sent | Try>,
  wrong: (fate: Fate) => boolean,
  target: Pick<IntakeTarget, 'send'>,
): Promise<Sorted> {
  const fates = { refused: 0, dropped: 0, kept: 0 }
  const names: string[] = []
  let tries = 0
  for (const file of files) {
    const { fate, codes } = await target.send(file)
    tries += 1
    fates[fate] += 1
    if (wrong(fate)) names.push(`${file.name}: ${fate}${codes.length > 0 ? ` (${codes[0]})` : ''}`)
  }
  return { name, tries, fates, wrong: names }
}

/** A table that only an import looks at: no registration, no table of zones and no packing in between. */
const isPlain = ({ facts = {}, zones, cities, format, options, request, file }: Sent): boolean =>
  !zones &&
  !cities &&
  !format &&
  !options &&
  !request &&
  typeof file === 'string' &&
  !('legalBasis' in facts) &&
  !('title' in facts)

/** Everything that the table names: ways to bring persons in by class, then honest files by class. */
export async function tried(): Promise<{
  readonly tries: readonly Sorted[]
  readonly honest: readonly Sorted[]
}> {
  const service = await intakeTarget()
  const imports = await importTarget()
  const target: Pick<IntakeTarget, 'send'> = {
    send: (sent) => (isPlain(sent) ? imports : service).send(sent),
  }
  try {
    const tries: Sorted[] = []
    for (const { name, tries: files } of [...TRIES, await workbookTries()])
      tries.push(await sorted(name, files, (fate) => fate === 'kept', target))
    const honest: Sorted[] = []
    for (const { name, files } of HONEST)
      honest.push(await sorted(name, files, (fate) => fate !== 'kept', target))
    return { tries, honest }
  } finally {
    imports.close()
    await service.close()
  }
}

/** Files of a seed into which persons were put, looked at as an import does: 10 000 of them need no service in between. */
export async function mutated(seed: number, count: number): Promise<Sorted> {
  const target = await importTarget()
  try {
    return await sorted(
      `mutations of seed ${seed}`,
      mutations(seed, count),
      (fate) => fate === 'kept',
      target,
    )
  } finally {
    target.close()
  }
}

export const sumOf = (classes: readonly Sorted[], of: (one: Sorted) => number): number =>
  classes.reduce((sum, one) => sum + of(one), 0)
