/** An http address as RFC 3986 spells it; null where it cannot be one. */
export function termUri(address: string): string | null {
  const spelled = encodeURI(address.toWellFormed()).replace(/%25(?=[0-9a-f]{2})/gi, '%')
  return /^https?:\/\/[\w.~:@!$&'()*+,;=%/?#-]+$/.test(spelled) && (spelled.match(/#/g)?.length ?? 0) < 2
    ? spelled
    : null
}

const mediaTopic = /^https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/(\d{8})$/

/** The eight figures of an IPTC Media Topic; null for any other address. */
export function mediaTopicCode(address: string | null): string | null {
  return mediaTopic.exec(address ?? '')?.[1] ?? null
}
