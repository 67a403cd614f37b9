// The least that an Electron application can be: one window of Steward's size and safety, with an empty page.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const webPreferences = { contextIsolation: true, sandbox: true, nodeIntegration: false };
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences });
  window.loadURL('data:text/html,<!doctype html><title>Blank</title><p>Blank');
});
app.on('window-all-closed', () => app.quit());
