export interface Segment {
  text: string
  marked: boolean
}

/** A text cut at its marks, in order; marks that overlap, run backwards or lie outside the text do no harm. */
export function segmentsOf(text: string, marks: [number, number][]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    const from = Math.max(start, at)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    if (from > at) segments.push({ text: text.slice(at, from), marked: false })
    segments.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false })
  return segments
}
