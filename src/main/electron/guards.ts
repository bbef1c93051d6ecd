import { app, type Session, type WebContents } from 'electron'
import { reloadAddress } from './dev-server.ts'
import { isHome } from './protocol.ts'

/** Shuts what a window could be made to reach: the network, the machine's devices, downloads, dictionaries. */
export function guardSession(session: Session, dev: boolean, devServer: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isInside(details.url, dev, devServer) }))
  // Elsewhere than on a Mac the built-in checker fetches its dictionaries from the network.
  if (process.platform !== 'darwin') {
    session.setSpellCheckerEnabled(false)
    session.setSpellCheckerLanguages([])
    session.setSpellCheckerDictionaryDownloadURL('app://copydesk/no-dictionaries/')
  }
}

function isInside(address: string, dev: boolean, devServer: string | null): boolean {
  if (isHome(address)) return true
  if (address.startsWith('blob:')) return isHome(address.slice('blob:'.length))
  if (devServer && URL.parse(address)?.origin === reloadAddress(devServer)) return true
  return dev && address.startsWith('devtools:')
}

/** A window stays where it is: no page leads it elsewhere, opens another or takes a guest in. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Has to run before the app is ready. */
export function guardApp(devServer: string | null): void {
  app.enableSandbox()
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch(
    'host-resolver-rules',
    devServer ? 'MAP * ~NOTFOUND, EXCLUDE localhost' : 'MAP * ~NOTFOUND'
  )
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}
