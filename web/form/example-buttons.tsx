import type { JSX } from 'preact'
import { example } from '../service/ask.ts'

const EXAMPLES = [
  { file: 'freiburg-2023', name: 'Freiburg' },
  { file: 'leeds-2019', name: 'Leeds' },
  { file: 'hennepin-2020', name: 'Hennepin County' },
]

type Example = Extract<Awaited<ReturnType<typeof example>>, { readonly answer: unknown }>['answer']

/** A button for each city whose request comes with the service. */
export const ExampleButtons = ({ take }: { readonly take: (request: Example) => void }): JSX.Element => (
  <>
    {EXAMPLES.map(({ file, name }) => (
      <button
        key={file}
        type="button"
        onClick={async () => {
          const asked = await example(file)
          if ('answer' in asked) take(asked.answer)
        }}
      >
        {name}
      </button>
    ))}
  </>
)
