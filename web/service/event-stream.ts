/** One event of a stream. */
export interface StreamEvent {
  readonly event: string
  readonly data: unknown
}

/** The events of an answer, until it ends. They are read by `fetch`, because an `EventSource` cannot send a key. */
export async function* eventsIn(response: Response): AsyncGenerator<StreamEvent> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value = '' } = await reader.read()
    const parts = `${text}${value}`.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (data !== undefined)
        yield { event: /^event: (.*)$/m.exec(part)?.[1] ?? 'message', data: JSON.parse(data) as unknown }
    }
    if (done) return
  }
}
