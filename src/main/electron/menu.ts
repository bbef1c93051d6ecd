import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { tellWindow } from './ipc.ts'

/** Commands of the palette that the menu has too. The window knows their keys; here they are only shown. */
function command(label: string, id: string, accelerator?: string): MenuItemConstructorOptions {
  return {
    label,
    id,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      if (window) tellWindow(window.webContents, { name: 'menu.command', detail: { command: id } })
    }
  }
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function setMenu(dev: boolean): void {
  const mac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        command('New article', 'article.new', 'CmdOrCtrl+N'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' }
      ]
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'selectAll' },
        separator,
        command('Find', 'article.find', 'CmdOrCtrl+F'),
        command('Replace…', 'article.replace', mac ? 'Alt+Cmd+F' : 'Ctrl+H')
      ]
    },
    {
      label: '&Go',
      submenu: [
        command('Go to the desk', 'go.desk', 'CmdOrCtrl+Shift+D'),
        command('Open article…', 'article.pick', 'CmdOrCtrl+P'),
        command('People', 'go.people'),
        command('Settings', 'go.settings', 'CmdOrCtrl+,'),
        separator,
        command('Command palette', 'palette.open', 'CmdOrCtrl+Shift+P')
      ]
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(dev ? [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions] : [])
      ]
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [command('Keyboard shortcuts', 'keys.show')] }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  app.setAboutPanelOptions({ applicationName: 'Copydesk', applicationVersion: app.getVersion() })
}
