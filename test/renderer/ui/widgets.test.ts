import { createRawSnippet } from 'svelte'
import { render } from 'svelte/server'
import { expect, test } from 'vitest'
import Face from '#renderer/ui/Face.svelte'
import Field from '#renderer/ui/Field.svelte'
import Keys from '#renderer/ui/Keys.svelte'
import Select from '#renderer/ui/Select.svelte'
import StateChip from '#renderer/ui/StateChip.svelte'
import TextInput from '#renderer/ui/TextInput.svelte'

/** The words of the markup, without comments and tags. */
const words = (html: string) =>
  html
    .replace(/<!--.*?-->|<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

test('a state is named in the newsroom’s words, and an approval that no longer holds says so', () => {
  expect(words(render(StateChip, { props: { state: 'changes_requested' } }).body)).toBe('Changes asked')
  expect(words(render(StateChip, { props: { state: 'approved', stale: true } }).body)).toBe('Approved, changed')
})

test('a face is its portrait’s small preview, or two letters', () => {
  expect(words(render(Face, { props: { name: 'Ruth Anne Okafor' } }).body)).toBe('RO')
  expect(render(Face, { props: { name: 'Ruth Okafor', portrait: 'a'.repeat(64) } }).body).toContain(
    `src="/media/${'a'.repeat(64)}/small.webp"`
  )
})

test('a field’s error and hint are tied to its control', () => {
  const children = createRawSnippet<[{ id: string; 'aria-describedby': string | undefined }]>((control) => ({
    render: () => `<input id="${control().id}" aria-describedby="${control()['aria-describedby']}">`
  }))
  const { body } = render(Field, {
    props: { label: 'Name', hint: 'As in a byline.', error: 'Give your name.', children }
  })
  const described = /aria-describedby="(\S+) (\S+)"/.exec(body)
  expect(body).toContain(`id="${described?.[1]}">As in a byline.`)
  expect(body).toContain(`id="${described?.[2]}">Give your name.`)
  expect(body).toContain(`for="${/<input id="([^"]+)"/.exec(body)?.[1]}"`)
})

test('no widget has a style attribute in its markup, which the window’s policy would drop', () => {
  const bodies = [
    render(Keys, { props: { combo: 'n' } }).body,
    render(Select, { props: { value: 'a', options: [{ value: 'a', label: 'A' }] } }).body,
    render(TextInput, { props: { value: 'x', 'aria-label': 'X' } }).body
  ]
  for (const body of bodies) expect(body).not.toMatch(/\sstyle=/)
})
