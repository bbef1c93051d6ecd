import { call } from '#renderer/bridge.ts'
import type { ArticleSession } from './article-session.svelte.ts'
import { notify, notifyFailure } from './notices.svelte.ts'
import { preferences } from './preferences.svelte.ts'
import { saveDownload } from './save-download.ts'

export interface ReviewChoice {
  suggestions: boolean
  comments: boolean
}

/** A Word copy of what stands, for people who read it before it goes out. */
class ReviewCopies {
  running = $state(false)

  /** What it has in it, as it was chosen last. */
  get choice(): ReviewChoice {
    return preferences.current.reviewCopy ?? { suggestions: true, comments: true }
  }

  choose(change: Partial<ReviewChoice>): void {
    preferences.change({ reviewCopy: { ...this.choice, ...change } })
  }

  /** Once every word typed here is stored. */
  async take(session: ArticleSession): Promise<void> {
    if (this.running) return
    this.running = true
    try {
      const stored = await session.flush()
      if (!stored.ok) return void notifyFailure(stored.error)
      const taken = await call('exports.review', { articleId: session.id, ...this.choice })
      if (!taken.ok) return void notifyFailure(taken.error)
      const { download, savedTo, untold } = taken.value
      if (!download && savedTo === null) return void notify('Nothing was written.')
      if (download) saveDownload(download)
      notify(
        `${download ? `${download.name} is with your browser’s downloads.` : `Saved to ${savedTo}.`}${leftOut(untold)}`
      )
    } finally {
      this.running = false
    }
  }
}

function leftOut(untold: number): string {
  if (untold === 0) return ''
  return untold === 1
    ? ' One suggestion cannot be shown in Word: there it stands as if it were accepted.'
    : ` ${untold} suggestions cannot be shown in Word: there they stand as if they were accepted.`
}

export const reviewCopies = new ReviewCopies()
