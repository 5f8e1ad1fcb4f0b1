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

/** Control characters, line ends and tabs aside: a name could clear a screen or change its title with them. */
const CONTROLS = /[^\P{Cc}\n\t]/gu

/** Text for a screen: a control character that somebody put into a name is shown as one sign and does nothing. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, '\u{fffd}')

/** Writes text as it is to the byte; a terminal gets a line end too. */
export function writeExactly(terminal: Terminal, text: string): void {
  terminal.write(terminal.isTerminal ? `${text}\n` : text)
}
