// The stock stack, for comparison: TipTap with its Collaboration extension, and y-webrtc attached to the very document, as their
// manuals show it. It must never be helped or hindered: only the third-party servers are left out.
import { Editor, Node } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'

const nodes = [
  Node.create({ name: 'doc', topNode: true, content: 'block+' }),
  Node.create({
    name: 'paragraph',
    group: 'block',
    content: 'inline*',
    parseHTML: () => [{ tag: 'p' }],
    renderHTML: () => ['p', 0],
  }),
  Node.create({ name: 'text', group: 'inline' }),
]

const { searchParams } = new URL(location.href)
const room = searchParams.get('room') ?? ''
const ydoc = new Y.Doc()
const provider = new WebrtcProvider(room, ydoc, {
  signaling: [searchParams.get('signalling') ?? ''],
  peerOpts: { config: { iceServers: [] } },
})
new Editor({
  element: document.querySelector('#text') ?? document.body,
  extensions: [...nodes, Collaboration.configure({ document: ydoc })],
})

const stock = {
  /** Peers that the provider counts as connected. */
  peers: (): number =>
    [...(provider.room?.webrtcConns.values() ?? [])].filter(({ connected }) => connected).length,
}
Object.assign(window, { stock })
