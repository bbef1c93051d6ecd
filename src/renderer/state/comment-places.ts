import { findAnchor, isOnWords, type Anchor, type AnchorText, type Place } from '#shared/article/anchor.ts'
import { readBody, type Body } from '#shared/document/body.ts'
import { followAnchor, wordWay, type WordWay } from '#shared/merge/anchors.ts'
import { call } from '#renderer/bridge.ts'

/** What an anchor is looked for in, as the editor has it now. */
export interface PlacedText {
  text: AnchorText
  /** Serialises: asked only where quote and context do not say it. */
  body: () => Body
  language: string
  /** Where marks that are on the page have moved to while somebody typed. */
  moved: (id: string) => Place | null
}

/** Where anchors stand; null is nowhere any more. What is not known yet is not in it. */
export type Places = ReadonlyMap<string, Place | null>

/**
 * Finds anchors in the text as it stands. The revisions that they were set in are asked for only when quote and context
 * do not say where the words are, once each; `arrived` is called when one has come, to look again.
 */
export class CommentPlaces {
  #bodies = new Map<string, Body | null>()
  readonly #arrived: () => void

  constructor(arrived: () => void) {
    this.#arrived = arrived
  }

  resolve(anchors: readonly (readonly [string, Anchor])[], now: PlacedText, before: Places): Places {
    const places = new Map<string, Place | null>()
    const ways = new Map<string, WordWay>()
    for (const [id, anchor] of anchors) {
      const sure = findAnchor(now.text, anchor)
      const place = sure ?? (isOnWords(anchor) ? this.#follow(id, anchor, now, before, ways) : null)
      if (place !== undefined) places.set(id, place)
    }
    return places
  }

  #follow(id: string, anchor: Anchor, now: PlacedText, before: Places, ways: Map<string, WordWay>) {
    // A mark that is still on some words has moved with them; an anchor that was lost is sought again by its quote alone.
    const known = before.get(id)
    if (known === null) return null
    const moved = now.moved(id)
    if (moved) return moved
    const { revision } = anchor
    if (revision === null) return null
    const old = this.#bodies.get(revision)
    if (old === undefined) {
      void this.#fetch(revision)
      return undefined
    }
    if (old === null) return null
    let way = ways.get(revision)
    if (!way) ways.set(revision, (way = wordWay(old, now.body(), now.language)))
    return followAnchor(way, anchor)
  }

  async #fetch(revision: string): Promise<void> {
    if (this.#asked.has(revision)) return
    this.#asked.add(revision)
    const reply = await call('revisions.get', { id: revision })
    // What cannot be reached is asked for again the next time; what is not here, or is damaged, shows no way.
    if (!reply.ok && reply.error.code === 'unreachable') return void this.#asked.delete(revision)
    const body = reply.ok ? readBody(reply.value.article.body, reply.value.schemaVersion) : null
    this.#bodies.set(revision, body?.ok ? body.value : null)
    this.#arrived()
  }

  #asked = new Set<string>()
}
