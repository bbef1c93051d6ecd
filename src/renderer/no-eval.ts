import { config } from 'zod'

// The window's policy forbids eval, which zod tries as soon as a schema is made: imported before any of them.
config({ jitless: true })
