import type { Carries } from '../format.ts'
import { ninjsCarries } from '../ninjs/carries.ts'
import { ninjsFormat } from '../ninjs/format.ts'
import { ninjsItem22 } from '../ninjs/item-2.2.ts'
import { ninjsItem16 } from './item.ts'

const carries: Carries = {
  ...ninjsCarries,
  headline: 'as headline',
  standfirst: 'as headline_subhead',
  kicker: 'as headline_kicker',
  summary: 'as description_text',
  byline: 'as byline',
  authors: 'as person and infosource',
  published: 'as firstcreated',
  updated: 'as versioncreated',
  copy: 'as body_html and body_text',
  captions: 'as description_text of the association',
  credits: 'as an infosource of rel credit',
  'alt text': 'as body_text of the association',
  'picture rights': 'as byline, copyrightnotice and usageterms of the association',
  'lead picture': 'as the association featuremedia',
  portrait: 'as an association portrait-1, portrait-2 and so on',
  'alternative headlines': 'as headline_search, headline_social and headline_print',
  embargo: 'as embargoed',
  ednote: 'as ednote',
  copyright: 'as copyrightnotice',
  'usage terms': 'as usageterms',
  corrections: 'at the end of the bodies, and in ednote'
}

export const ninjs16 = ninjsFormat('1.6', carries, (item) => ninjsItem16(ninjsItem22(item)))
