import type { SavedFiled } from '../../api/store/store.ts'

/** A filed inventory to keep; its text holds what JSON may hold. */
export const savedFiled = (id: string, more: Partial<SavedFiled> = {}): SavedFiled => ({
  id,
  city: "Zürich 'a' 北京",
  year: null,
  rows: 15,
  unread: 2,
  document: JSON.stringify({ id, text: '\u0000\n\ud800 é', value: 0.1 + 0.2 }),
  ...more,
})
