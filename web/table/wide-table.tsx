import type { ComponentChildren, JSX } from 'preact'

/** A table that may be wider than a phone: it scrolls by itself, with keys too. */
export function WideTable({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1).
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}
