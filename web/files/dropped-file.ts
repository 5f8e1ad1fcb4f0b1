/**
 * Takes a file that is dropped anywhere: a browser would open it, and leave the page.
 *
 * @returns a function that ends this
 */
export function onDroppedFile(taken: (file: File) => void): () => void {
  const over = (event: DragEvent): void => event.preventDefault()
  const drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? []
    if (!file) return
    event.preventDefault()
    taken(file)
  }
  addEventListener('dragover', over)
  addEventListener('drop', drop)
  return () => {
    removeEventListener('dragover', over)
    removeEventListener('drop', drop)
  }
}
