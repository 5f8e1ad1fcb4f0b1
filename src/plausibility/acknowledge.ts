import type { Acknowledgement } from '../estimate/input.ts'
import { NOTICE_TITLES, type Notice, type Refusal } from '../issues/issue.ts'

/**
 * Notices with what the caller said of them: each with an acknowledged code is marked with the reason, and a code that
 * was not raised is noticed itself.
 */
export function acknowledged(
  notices: readonly Notice[],
  acknowledgements: readonly Acknowledgement[],
): readonly Notice[] {
  if (acknowledgements.length === 0) return notices
  const raised = new Set<string>(notices.map(({ code }) => code))
  const unused = acknowledgements
    .filter(({ code }) => !raised.has(code))
    .map(
      ({ code, pointer }): Notice => ({
        code: 'acknowledgement-unused',
        detail: `No notice ${code} was raised, so there was nothing to acknowledge.`,
        pointer,
      }),
    )
  return [...marked(notices, acknowledgements), ...unused]
}

/** Notices with what the caller said of them, where only some of those that the caller knows are shown. */
export function marked(
  notices: readonly Notice[],
  acknowledgements: readonly Acknowledgement[],
): readonly Notice[] {
  const reasons = new Map<string, string>(acknowledgements.map(({ code, reason }) => [code, reason]))
  return notices.map((notice) => {
    const reason = reasons.get(notice.code)
    return reason === undefined ? notice : { ...notice, acknowledged: reason }
  })
}

/** Acknowledgements of what cannot be acknowledged, and second ones of one code. */
export function checkAcknowledgements(acknowledgements: readonly Acknowledgement[]): readonly Refusal[] {
  return acknowledgements.flatMap(({ code, pointer }, index): Refusal[] => {
    if (!Object.hasOwn(NOTICE_TITLES, code)) {
      const detail = `${code} is a refusal: what it names cannot be true, so a reason does not help. Correct what the refusal points to.`
      return [{ code: 'not-acknowledgeable', pointer: `${pointer}/code`, detail }]
    }
    if (acknowledgements.findIndex((other) => other.code === code) === index) return []
    return [
      { code: 'duplicate-row', pointer, detail: `${code} is acknowledged above already; state one reason.` },
    ]
  })
}
