import type { ArticleSession } from '#renderer/state/article-session.svelte.ts'
import type { Command } from '#renderer/state/commands.svelte.ts'
import { spelling } from '#renderer/state/spelling.svelte.ts'
import { onMac } from '#renderer/ui/key-names.ts'
import type { ArticleEditor } from './editor/article-editor.svelte.ts'

/** Find and replace, and the way from hit to hit of spelling and house style. */
export function editingCommands(session: ArticleSession, page: ArticleEditor): Command[] {
  const open = () => page.editor !== null
  const writable = () => session.writable && page.editor !== null
  return [
    {
      id: 'article.find',
      label: 'Find in the article',
      keys: 'Mod-F',
      group: 'Article',
      when: open,
      run: () => page.find.show(false)
    },
    {
      id: 'article.replace',
      label: 'Find and replace in the article',
      keys: onMac ? 'Mod-Alt-F' : ['Mod-H', 'Mod-Alt-F'],
      group: 'Article',
      when: writable,
      run: () => page.find.show(true)
    },
    {
      id: 'article.findNext',
      label: 'Find the next one',
      keys: ['Mod-G', 'F3'],
      group: 'Article',
      when: open,
      run: () => page.find.step(1)
    },
    {
      id: 'article.findBefore',
      label: 'Find the one before',
      keys: ['Mod-Shift-G', 'Shift-F3'],
      group: 'Article',
      when: open,
      run: () => page.find.step(-1)
    },
    {
      id: 'article.nextHit',
      label: 'Next word of spelling or house style',
      keys: 'F7',
      group: 'Article',
      when: () => page.hits.any,
      run: () => page.hits.step(1)
    },
    {
      id: 'article.hitBefore',
      label: 'Word of spelling or house style before this one',
      keys: 'Shift-F7',
      group: 'Article',
      when: () => page.hits.any,
      run: () => page.hits.step(-1)
    },
    {
      id: 'article.hit',
      label: 'What may be meant: spelling or house style at the caret',
      keys: 'Mod-;',
      group: 'Article',
      when: () => page.hits.any,
      run: () => void page.hits.openHere()
    },
    {
      id: 'article.spelling',
      label: spelling.on ? 'Stop checking spelling' : 'Check spelling while writing',
      group: 'Article',
      run: () => spelling.turn(!spelling.on)
    }
  ]
}
