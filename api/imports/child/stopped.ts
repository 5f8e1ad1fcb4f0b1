import { Failure, refusal } from '../../request/failure.ts'

const MEBIBYTE = 1_048_576

/** The process that read a file ended over it. The service goes on; whoever looks after it reads how it ended. */
export class ReaderStopped extends Failure {
  override readonly name: string

  constructor(how: string) {
    const { slug, detail, more } = refusal(
      [
        {
          code: 'file-unreadable',
          detail:
            'Reading the file made the reader stop, so nothing of it was saved. The file is damaged, or built in a way that no ' +
            'table is.',
        },
      ],
      'file-refused',
    )
    super(slug, detail, more)
    this.name = `ReaderStopped ${how}`
  }
}

/** A fault of ours in the process that reads: its frames, and no message. */
export class ReaderFault extends Error {
  override readonly name: string

  constructor(name: string, frames: readonly string[]) {
    super('The process that reads files has a fault.')
    this.name = name
    this.stack = [`${name}: ${this.message}`, ...frames].join('\n')
  }
}

const tooLarge = (detail: string): Failure => refusal([{ code: 'file-too-large', detail }], 'file-refused')

export const readsTooLarge = (bytes: number): Failure =>
  tooLarge(
    `Reading the file takes more than ${Math.round(bytes / MEBIBYTE)} MiB of memory. Send it in parts.`,
  )

export const readsTooLong = (ms: number): Failure =>
  tooLarge(`Reading the file takes longer than ${Math.round(ms / 1000)} seconds. Send it in parts.`)
