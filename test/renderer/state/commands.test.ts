import { expect, test } from 'vitest'

// The bridge takes its door when it is first imported: a silent one, since these commands are pressed, never sent.
Object.assign(globalThis, {
  window: { copydesk: { call: async () => ({ ok: true, value: null }), listen: () => () => {} } }
})
const { Commands, isTypingCombo, matches } = await import('#renderer/state/commands.svelte.ts')

interface Held {
  ctrlKey?: boolean
  metaKey?: boolean
  shiftKey?: boolean
  altKey?: boolean
  code?: string
}

const press = (key: string, held: Held = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held
})
const ctrl = { ctrlKey: true }
const meta = { metaKey: true }
const shift = { shiftKey: true }

test.each([
  ['Mod-Shift-P', press('P', { ...ctrl, ...shift }), false, true],
  ['Mod-Shift-P', press('P', { ...meta, ...shift }), true, true],
  ['Mod-Shift-P', press('P', { ...ctrl, ...shift }), true, false],
  ['Mod-P', press('P', { ...ctrl, ...shift }), false, false],
  ['Mod-P', press('p', { ...ctrl, altKey: true }), false, false],
  ['Mod-P', press('p', { ...ctrl, ...meta }), false, false],
  ['?', press('?', shift), false, true],
  ['?', press('?', ctrl), false, false],
  ['/', press('/', shift), false, true],
  ['n', press('n'), false, true],
  ['n', press('N', shift), false, false],
  ['Mod-S', press('ы', { ...ctrl, code: 'KeyS' }), false, true],
  ['Mod-,', press(',', ctrl), false, true],
  ['Mod--', press('-', ctrl), false, true],
  ['Alt-Enter', press('Enter', { altKey: true }), false, true],
  ['F1', press('F1'), false, true]
])('%s and a press of %j (Mac: %s): %s', (combo, pressed, mac, means) => {
  expect(matches(combo, pressed, mac)).toBe(means)
})

test.each([
  ['n', true],
  ['?', true],
  ['Enter', true],
  ['Shift-N', true],
  ['Alt-3', true],
  ['Mod-P', false],
  ['F1', false],
  ['Alt-Enter', false]
])('while typing, %s belongs to the text: %s', (combo, typed) => {
  expect(isTypingCombo(combo)).toBe(typed)
})

test('a screen’s command goes before the window’s, and leaves with its screen', () => {
  const commands = new Commands()
  const ran: string[] = []
  const command = (id: string, name: string) => ({ id, label: name, keys: 'Mod-F', run: () => void ran.push(name) })
  commands.register([command('find', 'window')])
  const leave = commands.register([command('find', 'screen')])
  commands.find(press('f', ctrl), true, false)?.run()
  commands.run('find')
  leave()
  commands.run('find')
  expect(ran).toEqual(['screen', 'screen', 'window'])
})

test('a command that cannot be done now is neither found nor run, and lets the next one through', () => {
  const commands = new Commands()
  const ran: string[] = []
  commands.register([{ id: 'spike', label: 'Spike', keys: 's', run: () => void ran.push('window') }])
  commands.register([{ id: 'spike', label: 'Spike', keys: 's', when: () => false, run: () => void ran.push('screen') }])
  expect(commands.run('spike')).toBe(true)
  expect(ran).toEqual(['window'])
  expect(commands.run('nothing')).toBe(false)
})

test('a letter typed into a text runs nothing', () => {
  const commands = new Commands()
  commands.register([{ id: 'new', label: 'New article', keys: ['n', 'Mod-N'], run: () => {} }])
  expect(commands.find(press('n'), true, false)).toBeNull()
  expect(commands.find(press('n'), false, false)?.id).toBe('new')
  expect(commands.find(press('n', ctrl), true, false)?.id).toBe('new')
})
