import { useEffect, useState } from 'preact/hooks'
import { watchKey } from '../service/kept-key.ts'
import { type MyKey, myKey } from '../service/my-key.ts'

/**
 * What whoever reads may do, asked again when the key of this tab changes; undefined while the service has not said so.
 *
 * @param again asks again when it changes
 */
export function useMyKey(again?: unknown): MyKey | undefined {
  const [key, setKey] = useState<MyKey | undefined>(undefined)
  useEffect(() => {
    const look = async (): Promise<void> => {
      const asked = await myKey()
      setKey('answer' in asked ? asked.answer : undefined)
    }
    void look()
    return watchKey(() => void look())
  }, [again])
  return key
}
