import type { Acknowledgement } from '../estimate/input.ts'
import { NOTICE_TITLES, type Notice, type Refusal } from '../issues/issue.ts'

/** Marks each acknowledged notice with the caller's reason, and adds a notice for each code that was not raised. */
export function acknowledge(
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
        detail: `This estimate does not raise ${code}. Remove the acknowledgement.`,
        pointer,
      }),
    )
  return [...markAcknowledged(notices, acknowledgements), ...unused]
}

/**
 * Marks acknowledged notices only: a table shows some of the notices, so a missing one does not count as not raised.
 */
export function markAcknowledged(
  notices: readonly Notice[],
  acknowledgements: readonly Acknowledgement[],
): readonly Notice[] {
  const reasons = new Map<string, string>(acknowledgements.map(({ code, reason }) => [code, reason]))
  return notices.map((notice) => {
    const reason = reasons.get(notice.code)
    return reason === undefined ? notice : { ...notice, acknowledged: reason }
  })
}

/** Refuses acknowledgements of refusals, and a second acknowledgement of the same code. */
export function checkAcknowledgements(acknowledgements: readonly Acknowledgement[]): readonly Refusal[] {
  return acknowledgements.flatMap(({ code, pointer }, index): Refusal[] => {
    if (!Object.hasOwn(NOTICE_TITLES, code)) {
      const detail = `${code} is a refusal and cannot be acknowledged. Correct the value that the refusal points to.`
      return [{ code: 'not-acknowledgeable', pointer: `${pointer}/code`, detail }]
    }
    if (acknowledgements.findIndex((other) => other.code === code) === index) return []
    return [
      {
        code: 'duplicate-row',
        pointer,
        detail: `${code} is already acknowledged above. State one reason for each code.`,
      },
    ]
  })
}
