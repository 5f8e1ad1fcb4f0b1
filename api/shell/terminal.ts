/** Where a command reads and writes. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Standard input, whole. */
  readInput(): Uint8Array
  write(text: string): void
  complain(text: string): void
  /** Somebody reads along: a last line is to end. */
  readonly isTerminal: boolean
}

/** Text as it is, with a line end where somebody reads along; piped, it stays what it is to the byte. */
export function writeExactly(terminal: Terminal, text: string): void {
  terminal.write(terminal.isTerminal ? `${text}\n` : text)
}
