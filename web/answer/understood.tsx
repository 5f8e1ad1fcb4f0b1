import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { CheckList } from '../form/check-list.tsx'
import { keptDraft } from '../form/kept-draft.ts'
import { toDraft } from '../form/to-draft.ts'
import { isObject, toRequest } from '../form/to-request.ts'
import type { Speech } from '../words/language.ts'

interface UnderstoodListProps {
  readonly request: unknown
  readonly editAt: string
  readonly speech: Speech
}

/** What was typed and how it was understood, before it is saved: as it was typed in this tab, else as the link says it. */
export function UnderstoodList({ request, editAt, speech }: UnderstoodListProps): JSX.Element | null {
  const draft = useMemo(() => {
    const kept = keptDraft()
    const isThis = kept && JSON.stringify(toRequest(kept).request) === JSON.stringify(request)
    return isThis ? kept : isObject(request) ? toDraft(request) : undefined
  }, [request])
  if (!draft) return null
  const { understood, uncounted } = toRequest(draft)
  return (
    <CheckList
      draft={draft}
      understood={understood}
      uncounted={uncounted}
      changeAt={(field) => editAt.replace('#', `&field=${field}#`)}
      isOpen
      speech={speech}
    />
  )
}
