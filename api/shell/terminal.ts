/** Where a command reads and writes. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** All of standard input. */
  readInput(): Uint8Array
  write(text: string): void
  complain(text: string): void
  /** Output goes to a terminal, so the last line needs a line end. */
  readonly isTerminal: boolean
}

/** Writes text as it is to the byte; a terminal gets a line end too. */
export function writeExactly(terminal: Terminal, text: string): void {
  terminal.write(terminal.isTerminal ? `${text}\n` : text)
}
