import { ninjsCarries } from '../ninjs/carries.ts'
import { ninjsFormat } from '../ninjs/format.ts'

export const ninjs31 = ninjsFormat('3.1', ninjsCarries, (item) => item)
