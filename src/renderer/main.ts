import './no-eval.ts'
import { mount } from 'svelte'
import App from './App.svelte'
import { appearance } from './state/appearance.svelte.ts'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'

const target = document.getElementById('app')
if (!target) throw new Error('The page has no #app.')

appearance.restore()
mount(App, { target })
