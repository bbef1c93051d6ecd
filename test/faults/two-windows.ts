import { readBody } from '#shared/document/body.ts'
import { wordLines } from '#test/support/offline-sessions.ts'
import type { Article } from '#shared/article/article.ts'
import { openTestDesk, sitDown, type Sitting } from '#test/support/desk.ts'
import { line } from '#test/support/bodies.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'

/**
 * Two windows of one article on a real core type, store, follow, and miss each other's answers in any order. Lost is a
 * word that was acknowledged and stands nowhere: not in the article, not in a version; corrupt a body that does not check.
 */
export const twoWindows: Fault = {
  name: 'two-windows',
  times: { quick: 40, full: 1000 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const desk = await openTestDesk()
    const editor = await desk.join('Ed Itor', 'editor')
    let saves = 0
    let conflicts = 0
    for (let time = 0; time < times; time++) {
      const first = await sitDown(editor)
      const id = first.opened.info.id
      await first.save(put(2, `Begun${time}.`))
      const sittings: [Sitting, Sitting] = [first, await sitDown(editor, id)]
      const typed: string[] = []
      for (let step = 0; step < 6; step++) {
        const sitting = sittings[random() < 0.5 ? 0 : 1]
        const word = `w${time}x${step}`
        const before = { version: sitting.version, article: sitting.opened.article }
        if (random() < 0.2 && typed.length === 0)
          sitting.opened = await editor.get('articles.open', { id, session: sitting.opened.session })
        // The control says that it has seen what it has not: then the other’s words must be missed.
        if (control) sitting.version = (await editor.get('articles.open', { id })).version
        const reply = await sitting.save(random() < 0.3 ? put(3, word) : append(word, random))
        saves++
        if (!reply.ok) {
          outcome.lost++
          outcome.notes.push(`time ${time}: ${reply.error.message}`)
          continue
        }
        typed.push(word)
        // Words were typed while the answer was on its way: the window goes on from what it sent.
        if (reply.value.merged && random() < 0.4) {
          sitting.version = before.version
          sitting.opened = { ...sitting.opened, article: append(word, () => 0.99)(before.article) }
          const again = await sitting.save((article) => article)
          if (again.ok && again.value.merged) saves++
        }
      }
      const opened = await editor.get('articles.open', { id })
      if (!readBody(opened.article.body, opened.schemaVersion).ok) outcome.corrupt++
      const standing = JSON.stringify(opened.article)
      const missing = typed.filter((word) => !standing.includes(word))
      if (missing.length > 0) {
        outcome.lost++
        if (outcome.notes.length < 10)
          outcome.notes.push(`time ${time}: ${missing.join(' ')} of ${wordLines(opened.article.body).flat().join(' ')}`)
      }
      conflicts += (await editor.get('conflicts.list', { articleId: id })).length
    }
    await desk.close()
    outcome.notes.unshift(`${saves} saves, ${conflicts} conflicts shown`)
    return outcome
  }
}

const put =
  (at: number, word: string) =>
  (article: Article): Article => ({
    ...article,
    body: {
      ...article.body,
      content: (article.body.content ?? []).toSpliced(at, 0, line('paragraph', word, `p${word.replace(/\W/g, '')}`))
    }
  })

/** A word more somewhere in the last paragraph. */
const append =
  (word: string, random: () => number) =>
  (article: Article): Article => {
    const content = article.body.content ?? []
    const last = content.length - 1
    const node = content[last]
    if (!node || JSON.stringify(node).includes(word)) return article
    const runs = node.content ?? []
    const at = Math.floor(random() * (runs.length + 1))
    return {
      ...article,
      body: {
        ...article.body,
        content: content.with(last, {
          ...node,
          content: runs.toSpliced(at, 0, { type: 'text', text: `${at > 0 ? ' ' : ''}${word} ` })
        })
      }
    }
  }
