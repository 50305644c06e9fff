// A miniature project in which each import rule is broken once, and every allowed road is used once.
// It must never be a list kept beside the rules by hand alone: the test asks for one entry per rule name.

export interface Planted {
  /** The file that imports, and the line it does it with. */
  readonly file: string
  readonly line: string
}

/** Files that the planted lines point at. */
export const TARGETS: Readonly<Record<string, string>> = {
  'shared/contract/errors.ts': 'export const x = 1\n',
  'shared/contract/channels.ts': 'export const x = 1\n',
  'shared/ledger/codec.ts': 'export const x = 1\nexport type T = number\n',
  'electron/host/api.ts': 'export const x = 1\nexport type T = number\n',
  'electron/host/adapters/electron-settings.ts':
    "import Store from 'electron-store'\nexport const x = Store\n",
  'electron/hub/hub.ts': 'export const x = 1\n',
  'electron/shell/windows.ts': 'export const x = 1\n',
  'electron/browser-shell/server.ts': 'export const x = 1\n',
  'renderer/editor/app.ts': 'export const x = 1\n',
  'renderer/host/client.ts': 'export const x = 1\n',
  'renderer/courier/page.ts': 'export const x = 1\n',
  'tests/helper.ts': 'export const x = 1\n',
  'shared/ring/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
}

/** Rule name → a line that breaks it. */
export const VIOLATIONS: Readonly<Record<string, Planted>> = {
  'shared-project': { file: 'shared/v1.ts', line: "import { x } from '../electron/host/api.ts'" },
  'shared-packages': { file: 'shared/v2.ts', line: "import x from 'react'" },
  'shared-package-types-only': { file: 'shared/v3.ts', line: "import x from 'libsodium-wrappers'" },
  'shared-no-node': { file: 'shared/v4.ts', line: "import * as x from 'node:fs'" },
  'host-project': { file: 'electron/host/v5.ts', line: "import { x } from '../shell/windows.ts'" },
  'host-packages': { file: 'electron/hub/v6.ts', line: "import { app as x } from 'electron'" },
  'browser-shell-project': {
    file: 'electron/browser-shell/v7.ts',
    line: "import { x } from '../shell/windows.ts'",
  },
  'browser-shell-packages': {
    file: 'electron/browser-shell/v8.ts',
    line: "import { app as x } from 'electron'",
  },
  'electron-shell-project': {
    file: 'electron/shell/v9.ts',
    line: "import { x } from '../browser-shell/server.ts'",
  },
  'electron-shell-packages': { file: 'electron/shell/v10.ts', line: "import * as x from 'y-webrtc'" },
  'preloads-project': { file: 'electron/shell/preload-v11.ts', line: "import { x } from './windows.ts'" },
  'preloads-types-only': {
    file: 'electron/shell/preload-v12.ts',
    line: "import { x } from '../../shared/contract/errors.ts'",
  },
  'preloads-packages': { file: 'electron/shell/preload-v13.ts', line: "import { z as x } from 'zod'" },
  'preloads-no-node': { file: 'electron/shell/preload-v14.ts', line: "import * as x from 'node:fs'" },
  'editor-project': { file: 'renderer/editor/v15.ts', line: "import { x } from '../courier/page.ts'" },
  'editor-types-only': {
    file: 'renderer/editor/v16.ts',
    line: "import { x } from '../../electron/host/api.ts'",
  },
  'editor-packages': { file: 'renderer/editor/v17.ts', line: "import * as x from 'y-webrtc'" },
  'editor-no-node': { file: 'renderer/editor/v18.ts', line: "import * as x from 'node:fs'" },
  'host-client-project': { file: 'renderer/host/v19.ts', line: "import { x } from '../editor/app.ts'" },
  'host-client-types-only': {
    file: 'renderer/host/v20.ts',
    line: "import { x } from '../../electron/host/api.ts'",
  },
  'host-client-packages': { file: 'renderer/host/v21.ts', line: "import x from 'react'" },
  'host-client-no-node': { file: 'renderer/host/v22.ts', line: "import * as x from 'node:net'" },
  'courier-project': { file: 'renderer/courier/v23.ts', line: "import { x } from '../editor/app.ts'" },
  'courier-types-only': {
    file: 'renderer/courier/v24.ts',
    line: "import { x } from '../../shared/ledger/codec.ts'",
  },
  'courier-packages': { file: 'renderer/courier/v25.ts', line: "import x from 'libsodium-wrappers'" },
  'courier-no-node': { file: 'renderer/courier/v26.ts', line: "import * as x from 'node:fs'" },
  'every-file-has-a-room': {
    file: 'electron/elsewhere/v27.ts',
    line: "import { x } from '../../shared/contract/errors.ts'",
  },
  'electron-store-in-its-adapter': { file: 'electron/host/v28.ts', line: "import x from 'electron-store'" },
  'electron-settings-under-electron-only': {
    file: 'electron/host/v29.ts',
    line: "import { x } from './adapters/electron-settings.ts'",
  },
  'contract-first': { file: 'shared/contract/v30.ts', line: "import { x } from '../ledger/codec.ts'" },
  'no-development-package-in-product': {
    file: 'electron/host/v31.ts',
    line: "import * as x from 'fast-check'",
  },
  'no-circular': { file: 'shared/ring/a.ts', line: "import { b as x } from './b.ts'\nexport const a = x" },
  resolvable: { file: 'shared/v32.ts', line: "import { x } from './nowhere.ts'" },
}

/** Lines that the table allows: a rule that fires on one of these is too wide. */
export const ALLOWED: readonly Planted[] = [
  { file: 'shared/a1.ts', line: "import { z as x } from 'zod'" },
  { file: 'shared/a2.ts', line: "import type x from 'libsodium-wrappers'" },
  { file: 'electron/host/a3.ts', line: "import { x } from '../hub/hub.ts'" },
  { file: 'electron/host/a4.ts', line: "import { ClassicLevel as x } from 'classic-level'" },
  { file: 'electron/host/a5.ts', line: "import * as x from 'node:fs'" },
  { file: 'electron/shell/a6.ts', line: "import { app as x } from 'electron'" },
  { file: 'electron/shell/a7.ts', line: "import { x } from '../host/adapters/electron-settings.ts'" },
  {
    file: 'electron/shell/preload-a8.ts',
    line: "import { x } from '../../shared/contract/channels.ts'",
  },
  { file: 'electron/shell/preload-a9.ts', line: "import { ipcRenderer as x } from 'electron'" },
  { file: 'electron/browser-shell/a10.ts', line: "import { WebSocketServer as x } from 'ws'" },
  { file: 'renderer/editor/a11.ts', line: "import type { T as x } from '../../electron/host/api.ts'" },
  { file: 'renderer/editor/a12.ts', line: "import { Editor as x } from '@tiptap/core'" },
  { file: 'renderer/editor/a13.ts', line: "import { x } from '../host/client.ts'" },
  { file: 'renderer/courier/a14.ts', line: "import { WebrtcProvider as x } from 'y-webrtc'" },
  { file: 'renderer/courier/a15.ts', line: "import type { T as x } from '../../shared/ledger/codec.ts'" },
]
