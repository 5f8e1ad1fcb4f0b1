import { expect, test } from 'vitest'
import { withoutControls } from '../../api/shell/terminal.ts'

test('a name cannot steer the terminal: control characters are shown as a sign', () => {
  // Clears the screen and sets the title of a terminal that obeys it; U+009B is the same escape in one character.
  expect(withoutControls('\u001b[2J\u001b]0;x\u0007Town \u009b2J')).toBe(
    '\ufffd[2J\ufffd]0;x\ufffdTown \ufffd2J',
  )
})

test('line ends, tabs and every other letter stay', () => {
  expect(withoutControls('Zürich, 成都\t1\nnext')).toBe('Zürich, 成都\t1\nnext')
})
