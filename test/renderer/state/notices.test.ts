import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Notices, noticeTime } from '#renderer/state/notices.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const messages = (notices: Notices) => notices.list.map(({ message }) => message)

test('a notice goes by itself, a bad one stays until it is closed', () => {
  const notices = new Notices()
  notices.notify('Spiked.')
  const bad = notices.notify('The disk is full.', { tone: 'bad' })
  vi.advanceTimersByTime(noticeTime)
  expect(messages(notices)).toEqual(['The disk is full.'])
  notices.close(bad)
  expect(messages(notices)).toEqual([])
})

test('time stands still while somebody reads', () => {
  const notices = new Notices()
  notices.notify('Spiked.')
  notices.pause()
  vi.advanceTimersByTime(noticeTime * 10)
  expect(messages(notices)).toEqual(['Spiked.'])
  notices.resume()
  vi.advanceTimersByTime(noticeTime)
  expect(messages(notices)).toEqual([])
})

test('the same words twice are one notice, with its time from the start', () => {
  const notices = new Notices()
  notices.notify('Spiked.')
  vi.advanceTimersByTime(noticeTime - 1)
  notices.notify('Spiked.')
  expect(messages(notices)).toEqual(['Spiked.'])
  vi.advanceTimersByTime(noticeTime - 1)
  expect(messages(notices)).toEqual(['Spiked.'])
})
