import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

const eslint = new ESLint({
  cwd: new URL('../..', import.meta.url).pathname,
  // The rules with types need the file on disk; the layer table does not.
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, project: null } },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/await-thenable': 'off' }
    }
  ]
})

/** The rules that refuse `code` when it stands in `file`, a path from the root; nothing is read from disk. */
async function refusals(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file })
  const broken = result?.messages.find((message) => message.fatal)
  if (broken) throw new Error(`${file}: ${broken.message}`)
  return (result?.messages ?? [])
    .map((message) => message.ruleId ?? '')
    .filter((rule) => rule !== '@typescript-eslint/no-unused-vars')
}

const layers = 'copydesk/layers'

describe('an import that the layer table forbids is refused', () => {
  test.each([
    // Pure everywhere: no Node, no Electron.
    ['src/shared/result.ts', 'node:fs'],
    ['src/shared/document/planted.ts', 'node:fs'],
    ['src/shared/document/planted.ts', 'fs/promises'],
    ['src/shared/document/planted.ts', 'electron'],
    ['src/shared/document/planted.ts', '#shared/article/article.ts'],
    ['src/shared/document/planted.ts', '../article/article.ts'],
    ['src/shared/document/nodes/planted.ts', '../../contract/index.ts'],
    ['src/shared/document/planted.ts', '#main/core.ts'],
    ['src/shared/article/planted.ts', '#shared/formats/index.ts'],
    ['src/shared/article/planted.ts', '#shared/contract/index.ts'],
    ['src/shared/merge/planted.ts', '#shared/contract/index.ts'],
    ['src/shared/merge/planted.ts', '#shared/formats/format.ts'],
    ['src/shared/formats/planted.ts', '#shared/contract/index.ts'],
    ['src/shared/formats/html/write.ts', 'node:crypto'],
    ['src/shared/formats/html/write.ts', 'electron'],
    ['src/shared/formats/html/write.ts', '#main/store/open.ts'],
    ['src/shared/contract/planted.ts', '#shared/formats/index.ts'],
    ['src/shared/contract/planted.ts', 'node:path'],
    ['src/shared/contract/planted.ts', 'svelte'],
    // Main: one place knows Electron, and the store knows nobody above it.
    ['src/main/dispatch.ts', 'electron'],
    ['src/main/web.ts', 'electron'],
    ['src/main/store/planted.ts', 'electron'],
    ['src/main/store/planted.ts', '#main/handlers/articles.ts'],
    ['src/main/store/planted.ts', '../handlers/articles.ts'],
    ['src/main/store/planted.ts', '#shared/formats/index.ts'],
    ['src/main/handlers/planted.ts', 'electron'],
    ['src/main/handlers/planted.ts', '#main/electron/window.ts'],
    ['src/main/handlers/planted.ts', '#renderer/bridge.ts'],
    ['src/main/media/planted.ts', '#main/handlers/media.ts'],
    ['src/main/electron/planted.ts', '#renderer/bridge.ts'],
    ['src/preload/index.ts', '#shared/result.ts'],
    ['src/preload/index.ts', '#main/core.ts'],
    ['src/preload/index.ts', 'node:fs'],
    // The window.
    ['src/renderer/main.ts', 'electron'],
    ['src/renderer/main.ts', 'node:fs'],
    ['src/renderer/main.ts', '#main/core.ts'],
    ['src/renderer/bridge.ts', '#renderer/state/session.svelte.ts'],
    ['src/renderer/ui/planted.ts', '#renderer/bridge.ts'],
    ['src/renderer/ui/planted.ts', '../bridge.ts'],
    ['src/renderer/ui/planted.ts', '#renderer/state/session.svelte.ts'],
    ['src/renderer/ui/planted.ts', '#renderer/features/desk/Desk.svelte'],
    ['src/renderer/ui/Planted.svelte', '#renderer/state/session.svelte.ts'],
    ['src/renderer/state/planted.svelte.ts', '#renderer/features/desk/desk.svelte.ts'],
    ['src/renderer/state/planted.svelte.ts', '#main/core.ts'],
    ['src/renderer/features/desk/planted.ts', '#renderer/features/editor/session.svelte.ts'],
    ['src/renderer/features/desk/planted.ts', '../editor/session.svelte.ts'],
    ['src/renderer/features/desk/Planted.svelte', '../editor/Editor.svelte'],
    ['src/renderer/features/desk/planted.ts', '#shared/formats/index.ts'],
    ['src/renderer/features/desk/planted.ts', '#main/store/open.ts'],
    ['src/renderer/features/desk/planted.ts', 'node:path'],
    ['src/renderer/features/desk/planted.ts', 'electron']
  ])('%s ← %s', async (file, name) => {
    expect(await refusals(file, planted(file, `import planted from '${name}'\nconsole.debug(planted)\n`))).toContain(
      layers
    )
  })
})

describe('it is refused however it is written', () => {
  test.each([
    ['a bare import', `import '#main/core.ts'`],
    ['a type', `import type { Core } from '#main/core.ts'\nexport type Planted = Core`],
    ['import() in a type', `export type Planted = import('#main/core.ts').Core`],
    ['export from', `export { core } from '#main/core.ts'`],
    ['export all', `export * from '#main/core.ts'`],
    ['import()', `export const planted = import('#main/core.ts')`],
    ['a path with a query', `import '#main/core.ts?raw'`],
    ['a relative path', `import '../../main/core.ts'`]
  ])('%s', async (_title, code) => {
    expect(await refusals('src/renderer/features/desk/planted.ts', `${code}\n`)).toContain(layers)
  })
})

test('a relative import that leaves its layer or climbs two folders is refused even where the target is allowed', async () => {
  expect(await refusals('src/main/store/planted.ts', `import '../../shared/result.ts'\n`)).toEqual([layers])
  expect(await refusals('src/renderer/features/desk/planted.ts', `import '../../state/session.svelte.ts'\n`)).toEqual([
    layers
  ])
})

describe('an import that the table allows is accepted', () => {
  test.each([
    ['src/shared/document/nodes/planted.ts', '../attributes.ts'],
    ['src/shared/document/planted.ts', '@tiptap/core'],
    ['src/shared/document/planted.ts', '@tiptap/pm/model'],
    ['src/shared/article/planted.ts', '#shared/document/body.ts'],
    ['src/shared/merge/planted.ts', '#shared/article/article.ts'],
    ['src/shared/formats/html/planted.ts', '#shared/document/schema.ts'],
    ['src/shared/formats/html/planted.ts', '../format.ts'],
    ['src/shared/contract/planted.ts', 'zod'],
    ['src/main/store/planted.ts', 'better-sqlite3'],
    ['src/main/store/planted.ts', 'node:fs'],
    ['src/main/store/planted.ts', '#shared/document/body.ts'],
    ['src/main/handlers/planted.ts', '#main/store/open.ts'],
    ['src/main/handlers/planted.ts', '#shared/formats/index.ts'],
    ['src/main/electron/planted.ts', 'electron'],
    ['src/main/index.ts', 'electron'],
    ['src/preload/index.ts', 'electron'],
    ['src/renderer/ui/planted.ts', 'bits-ui'],
    ['src/renderer/state/planted.svelte.ts', '#renderer/bridge.ts'],
    ['src/renderer/features/desk/planted.ts', '#renderer/state/session.svelte.ts'],
    ['src/renderer/features/desk/planted.ts', './row.ts'],
    ['src/renderer/features/desk/planted.ts', '#renderer/ui/Button.svelte'],
    ['src/renderer/features/desk/Planted.svelte', '#shared/contract/articles.ts']
  ])('%s ← %s', async (file, name) => {
    const says = file.startsWith('src/shared') ? 'export { planted }' : 'console.debug(planted)'
    expect(await refusals(file, planted(file, `import planted from '${name}'\n${says}\n`))).toEqual([])
  })

  test('the preload script may know the contract’s types', async () => {
    expect(
      await refusals(
        'src/preload/index.ts',
        `import type { AnyEvent } from '#shared/contract/events.ts'\nexport type Planted = AnyEvent\n`
      )
    ).toEqual([])
  })
})

describe('what no code here may say is refused', () => {
  test.each([
    ['src/renderer/features/desk/planted.ts', `eval('1')`, 'no-eval'],
    ['src/renderer/features/desk/planted.ts', `new Function('1')`, 'no-new-func'],
    ['src/renderer/features/desk/planted.ts', `document.body.innerHTML = ''`, 'no-restricted-syntax'],
    ['src/renderer/features/desk/planted.ts', `document.body['innerHTML'] = ''`, 'no-restricted-syntax'],
    ['src/renderer/features/desk/planted.ts', `document.body.outerHTML = ''`, 'no-restricted-syntax'],
    [
      'src/renderer/features/desk/planted.ts',
      `Object.assign(document.body, { innerHTML: '' })`,
      'no-restricted-syntax'
    ],
    [
      'src/renderer/features/desk/planted.ts',
      `document.body.insertAdjacentHTML('beforeend', '')`,
      'no-restricted-syntax'
    ],
    ['src/main/planted.ts', `document.write('')`, 'no-restricted-syntax'],
    ['src/shared/formats/html/planted.ts', `document.body.innerHTML = ''`, 'no-restricted-syntax'],
    ['src/shared/formats/html/planted.ts', `export const now = Date.now()`, 'no-restricted-syntax'],
    ['src/shared/formats/html/planted.ts', `export const now = new Date()`, 'no-restricted-syntax'],
    ['src/shared/formats/planted.ts', `export const chance = Math.random()`, 'no-restricted-syntax'],
    ['src/shared/article/planted.ts', `console.log('')`, 'no-console']
  ])('%s: %s', async (file, code, rule) => {
    expect(await refusals(file, `${code}\n`)).toContain(rule)
  })

  test.each([
    ['{@html}', '<p>{@html text}</p>', 'svelte/no-at-html-tags'],
    ['a style attribute', '<p style="color: red">{text}</p>', 'no-restricted-syntax'],
    ['bind:innerHTML', '<p contenteditable bind:innerHTML={text}></p>', 'no-restricted-syntax']
  ])('in markup: %s', async (_title, markup, rule) => {
    expect(
      await refusals(
        'src/renderer/ui/Planted.svelte',
        `<script lang="ts">\n  let text = $state('')\n</script>\n\n${markup}\n`
      )
    ).toContain(rule)
  })

  test('a style: directive is accepted', async () => {
    expect(
      await refusals(
        'src/renderer/ui/Planted.svelte',
        `<script lang="ts">\n  const width = '1px'\n</script>\n\n<p style:width>{width}</p>\n`
      )
    ).toEqual([])
  })
})

function planted(file: string, code: string): string {
  return file.endsWith('.svelte') ? `<script lang="ts">\n${code}</script>\n` : code
}
