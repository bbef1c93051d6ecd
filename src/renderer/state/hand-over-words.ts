import type { TakenArticle } from '#shared/contract/bundles.ts'

export function nameOf({ slugline, headline }: TakenArticle): string {
  return slugline || headline || 'An article without a name'
}

/** What taking it in does to the article, in a sentence. */
export function whatHappens({ kinship, conflicts, kept, versions, comments }: TakenArticle): string {
  if (kept !== null) return kept
  switch (kinship) {
    case 'new':
      return 'New on this desk.'
    case 'newer':
      return 'Newer than here: this becomes the text, and what stands now stays under Versions.'
    case 'diverged':
      return conflicts === 0
        ? 'Both desks went on writing: the two texts become one.'
        : `Both desks went on writing: the two texts become one, with ${conflicts === 1 ? 'one place' : `${conflicts} places`} where somebody has to choose.`
    case 'same':
    case 'older':
      return versions + comments === 0 ? 'Nothing new: all of it is here already.' : 'The text here stays as it is.'
  }
}

/** "3 versions, 1 comment"; empty where there are none. */
export function countsOf({ versions, comments }: Pick<TakenArticle, 'versions' | 'comments'>): string {
  const count = (number: number, one: string) => (number === 0 ? [] : [`${number} ${number === 1 ? one : `${one}s`}`])
  return [...count(versions, 'version'), ...count(comments, 'comment')].join(', ')
}

/** What an approval from another desk is worth here, as it is shown everywhere. */
export function approvedElsewhereText(name: string, sameText: boolean): string {
  return `Approved elsewhere by ${name || 'somebody'}, on ${sameText ? 'this text' : 'another text'}; not confirmed here.`
}
