import type { Core } from '#main/core.ts'
import { writeWire } from '#main/wire.ts'

/** Every event of the core to every window that listens (server-sent events). */
export function streamEvents(core: Core): { open(): Response; close(): void } {
  const windows = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const encoder = new TextEncoder()

  function send(text: string): void {
    const bytes = encoder.encode(text)
    for (const window of windows) {
      try {
        window.enqueue(bytes)
      } catch {
        windows.delete(window)
      }
    }
  }

  const stop = core.onEvent((event) => send(`data: ${writeWire(event)}\n\n`))
  // Keeps the connection from being taken for a dead one, and notices windows that have gone.
  const beat = setInterval(() => send(': here\n\n'), 20_000)
  beat.unref()

  return {
    open() {
      let own: ReadableStreamDefaultController<Uint8Array> | null = null
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller
          windows.add(controller)
          controller.enqueue(encoder.encode('retry: 1000\n\n'))
        },
        cancel() {
          if (own) windows.delete(own)
        }
      })
      return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } })
    },
    close() {
      stop()
      clearInterval(beat)
      for (const window of windows) {
        try {
          window.close()
        } catch {
          // It has gone by itself.
        }
      }
      windows.clear()
    }
  }
}
