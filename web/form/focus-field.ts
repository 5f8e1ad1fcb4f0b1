/** Puts the focus on a field; the group that it stands in is opened. */
export function focusField(id: string): void {
  const field = document.getElementById(id)
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
}
