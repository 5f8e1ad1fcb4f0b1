#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runCli } from './service/commands.ts'
import { openFactorSets } from './sets/factor-sets.ts'
import { readFigureFolders } from './settings/config.ts'
import { type Terminal, withoutControls } from './shell/terminal.ts'

// `cordon … | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const terminal: Terminal = {
  environment: process.env,
  readInput: () => readFileSync(0),
  write: (text) => process.stdout.write(process.stdout.isTTY ? withoutControls(text) : text),
  complain: (text) => process.stderr.write(process.stderr.isTTY ? withoutControls(text) : text),
  isTerminal: process.stdout.isTTY === true,
}

process.exitCode = await runCli(process.argv.slice(2), terminal, () => {
  const { factorSetsFolder, overlaysFolder } = readFigureFolders(process.env)
  return openFactorSets(factorSetsFolder, overlaysFolder)
})
