import type { Carries } from '../format.ts'
import { ninjsCarries } from '../ninjs/carries.ts'
import { ninjsFormat } from '../ninjs/format.ts'
import { ninjsItem22 } from '../ninjs/item-2.2.ts'

const carries: Carries = {
  ...ninjsCarries,
  authors: 'as people and infosources',
  portrait: 'as an association portrait-1, portrait-2 and so on',
  'lead picture': 'as the association featuremedia',
  published: 'as firstcreated',
  updated: 'as versioncreated',
  credits: 'as infosources of role credit',
  'picture rights': 'as by, copyrightnotice and usageterms of the association',
  embargo: 'as embargoed',
  ednote: 'as ednote',
  copyright: 'as copyrightnotice',
  'usage terms': 'as usageterms',
  corrections: 'at the end of the bodies, and in ednote'
}

export const ninjs22 = ninjsFormat('2.2', carries, ninjsItem22)
