import type { AnyEvent } from '#shared/contract/events.ts'

const name = 'copydesk-events'

/** What the tab that has the stream passes on: an event as it came, or that the stream has been opened. */
type Passed = { data: string } | 'opened'

/**
 * The events of the core, to every listener of this tab. A browser allows six connections to one door, and a stream keeps
 * one: so the tabs share one stream. The tab that has the lock has the stream, and passes on what it hears; when it closes
 * or crashes, the lock goes to one that waits. What nobody could hear meanwhile is not told again: after every opening but
 * a tab's own first, whoever shows lists is told `door.reopened` and asks anew.
 */
export function createEventStream(
  readEvent: (data: string) => AnyEvent
): (listener: (event: AnyEvent) => void) => () => void {
  const listeners = new Set<(event: AnyEvent) => void>()
  let leave: (() => void) | null = null

  function tell(event: AnyEvent): void {
    for (const listener of listeners) listener(event)
  }

  function join(): () => void {
    const channel = new BroadcastChannel(name)
    const left = new AbortController()
    /** Whether something may have been missed when the stream is opened here: another tab had it, or it was open before. */
    let late = false

    function take(passed: Passed): void {
      tell(passed === 'opened' ? { name: 'door.reopened', detail: {} } : readEvent(passed.data))
    }
    function pass(passed: Passed): void {
      channel.postMessage(passed)
      if (passed !== 'opened' || late) take(passed)
      late = true
    }
    channel.onmessage = ({ data }: MessageEvent<Passed>) => take(data)

    /** Has the lock, and so the stream, until the tab leaves. */
    const lead = () =>
      new Promise<void>((resolve) => {
        if (left.signal.aborted) return resolve()
        const close = openStream(pass)
        left.signal.addEventListener('abort', () => {
          close()
          resolve()
        })
      })
    void (async () => {
      await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? lead() : undefined))
      if (left.signal.aborted) return
      late = true
      await navigator.locks.request(name, { signal: left.signal }, lead).catch(() => {})
    })()

    return () => {
      left.abort()
      channel.close()
    }
  }

  return (listener) => {
    listeners.add(listener)
    leave ??= join()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      leave?.()
      leave = null
    }
  }
}

/** Comes back by itself when the core was away; gives the way to close it. */
function openStream(pass: (passed: Passed) => void): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  let source: EventSource

  function open(): void {
    const stream = new EventSource('/events')
    source = stream
    stream.onmessage = ({ data }: MessageEvent<string>) => pass({ data })
    stream.onopen = () => pass('opened')
    // The browser itself tries again after a lost connection, but not after a refusal.
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED && source === stream) again = setTimeout(open, 3000)
    }
  }

  open()
  return () => {
    clearTimeout(again)
    source.close()
  }
}
