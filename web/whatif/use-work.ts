import { useEffect, useRef, useState } from 'preact/hooks'
import { fromFragment, toFragment, type Work } from '../link/work-link.ts'
import { readWhatIf, type WhatIf } from './work.ts'

/** How long nothing changes before the address has it: browsers take few new addresses in a minute. */
const REST_MS = 400

/** The work of a page with its steps back and forward. */
export interface KeptWork {
  readonly whatIf: WhatIf
  readonly change: (change: (before: WhatIf) => WhatIf) => void
  /** Absent where there is no step to go back to. */
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  /** The address of the page as it stands. */
  readonly fragment: string
}

const stepNow = (): number => Number((history.state as { step?: unknown } | null)?.step) || 0

/** Keeps what is left on the page in its address: a step of the browser for each change that rests. */
export function useWork(base: Work, first: WhatIf): KeptWork {
  const [whatIf, setWhatIf] = useState(first)
  const [step, setStep] = useState(stepNow)
  const [last, setLast] = useState(stepNow)
  const fragment = toFragment({ ...base, whatIf })
  const pending = useRef(fragment)
  pending.current = fragment
  const isTouched = useRef(false)
  isTouched.current ||= whatIf !== first

  const isKept = (): boolean => location.hash === `#${pending.current}`
  const keep = (): void => {
    if (isKept()) return
    const here = `${location.pathname}${location.search}#${pending.current}`
    if (!isTouched.current) {
      history.replaceState({ step: stepNow() }, '', here)
      return
    }
    const next = stepNow() + 1
    history.pushState({ step: next }, '', here)
    setStep(next)
    setLast(next)
  }
  // What the page itself adds to a link is no step, and the first change needs a step to go back to.
  useEffect(keep, [])
  useEffect(() => {
    const timer = setTimeout(keep, REST_MS)
    return () => clearTimeout(timer)
  }, [fragment])
  useEffect(() => {
    const look = (): void => {
      const left = readWhatIf(linkedHere()?.whatIf)
      if (!left) return
      setWhatIf(left)
      setStep(stepNow())
      setLast((before) => Math.max(before, stepNow()))
    }
    addEventListener('popstate', look)
    return () => removeEventListener('popstate', look)
  }, [])

  const go = (steps: number): void => {
    keep()
    history.go(steps)
  }
  return {
    whatIf,
    change: setWhatIf,
    undo: step > 0 || (isTouched.current && !isKept()) ? () => go(-1) : undefined,
    redo: step < last && isKept() ? () => go(1) : undefined,
    fragment,
  }
}

function linkedHere(): Work | undefined {
  const linked = fromFragment(location.hash)
  return linked === 'cut' || linked === 'newer' ? undefined : linked
}
