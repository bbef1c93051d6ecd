/** The few words that an export adds to what was written, in the article's language where it is known, else English. */
export interface PrintedWords {
  /** BCP 47 of the words themselves: the article's own where they speak it. */
  language: string
  published: string
  updated: string
  relatedTopics: string
  embargoedUntil: string
  noteToEditors: string
  withheld: string
  canceled: string
  /** On every page of a copy that people read before the article goes out; `notApproved` where it still lacks an approval. */
  forReview: string
  notApproved: string
  /** Before the note that tells readers what was wrong. */
  correction: string
}

const printed: Record<string, PrintedWords> = {
  en: {
    language: 'en',
    published: 'Published',
    updated: 'Updated',
    relatedTopics: 'Related topics',
    embargoedUntil: 'Embargoed until',
    noteToEditors: 'Note to editors',
    withheld: 'Withheld: do not publish yet',
    canceled: 'Killed: do not publish',
    forReview: 'For review – not for publication',
    notApproved: 'For review – not approved',
    correction: 'Correction'
  },
  de: {
    language: 'de',
    published: 'Veröffentlicht',
    updated: 'Aktualisiert',
    relatedTopics: 'Mehr zum Thema',
    embargoedUntil: 'Sperrfrist bis',
    noteToEditors: 'Hinweis an die Redaktion',
    withheld: 'Zurückgehalten: noch nicht veröffentlichen',
    canceled: 'Zurückgezogen: nicht veröffentlichen',
    forReview: 'Zur Durchsicht – nicht zur Veröffentlichung',
    notApproved: 'Zur Durchsicht – nicht freigegeben',
    correction: 'Korrektur'
  },
  fr: {
    language: 'fr',
    published: 'Publié',
    updated: 'Mis à jour',
    relatedTopics: 'Sujets associés',
    embargoedUntil: 'Sous embargo jusqu’au',
    noteToEditors: 'Note à la rédaction',
    withheld: 'Retenu : ne pas encore publier',
    canceled: 'Annulé : ne pas publier',
    forReview: 'Pour relecture – ne pas publier',
    notApproved: 'Pour relecture – non validé',
    correction: 'Rectificatif'
  },
  es: {
    language: 'es',
    published: 'Publicado',
    updated: 'Actualizado',
    relatedTopics: 'Temas relacionados',
    embargoedUntil: 'Embargado hasta el',
    noteToEditors: 'Nota para la redacción',
    withheld: 'Retenido: no publicar todavía',
    canceled: 'Anulado: no publicar',
    forReview: 'Para revisión – no publicar',
    notApproved: 'Para revisión – no aprobado',
    correction: 'Corrección'
  },
  nb: {
    language: 'nb',
    published: 'Publisert',
    updated: 'Oppdatert',
    relatedTopics: 'Relaterte emner',
    embargoedUntil: 'Sperrefrist til',
    noteToEditors: 'Til redaksjonen',
    withheld: 'Holdt tilbake: skal ikke publiseres ennå',
    canceled: 'Trukket: skal ikke publiseres',
    forReview: 'Til gjennomlesning – ikke til publisering',
    notApproved: 'Til gjennomlesning – ikke godkjent',
    correction: 'Rettelse'
  }
}

export function printedWords(language: string): PrintedWords {
  const own = printed[language.split('-')[0]?.toLowerCase() ?? '']
  if (own) return { ...own, language }
  if (!printed.en) throw new Error('No printed words for English.')
  return printed.en
}

/** The day of a UTC instant as printed: "5 January 2026". */
export function printedDay(at: string, words: PrintedWords): string {
  return dayFormat(words.language).format(new Date(at))
}

/** A UTC instant as printed: "5 January 2026, 09:45 UTC" in the words' own language, whatever the machine's. */
export function printedTime(at: string, words: PrintedWords): string {
  return `${printedDay(at, words)}, ${new Date(at).toISOString().slice(11, 16)} UTC`
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** Kept, for to make one takes longer than to write the rest of an article. */
function dayFormat(language: string): Intl.DateTimeFormat {
  const format =
    dayFormats.get(language) ??
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  dayFormats.set(language, format)
  return format
}

const rightToLeft = /^(ar|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Thaa|Nkoo|Syrc)(-|$)/i

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) && !/-(Latn|Cyrl)(-|$)/i.test(language) ? 'rtl' : 'ltr'
}
