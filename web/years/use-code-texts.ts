import { useEffect, useState } from 'preact/hooks'
import { codeTexts } from '../service/ask.ts'

type Texts = Awaited<ReturnType<typeof codeTexts>>

/** What codes mean, in a language; none until the service has said it. */
export function useCodeTexts(language: string): Texts {
  const [texts, setTexts] = useState<Texts>({})
  useEffect(() => void codeTexts(language).then(setTexts), [language])
  return texts
}
