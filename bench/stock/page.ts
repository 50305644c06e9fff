// The stock stack, for comparison: TipTap with its Collaboration extension, and y-webrtc attached to the very document, as their
// manuals show it. It must never be helped or hindered: no option differs from the defaults but the signalling server.
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
const blobs = ydoc.getMap<Uint8Array>('blobs')
/** Bytes that nothing compresses, so that every message has the size it claims. */
const noise = (bytes: number): Uint8Array => {
  const filled = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(filled.subarray(at, at + 65_536))
  return filled
}

let provider: WebrtcProvider | undefined
const stock = {
  connect(): void {
    provider = new WebrtcProvider(room, ydoc, { signaling: [`ws://${location.host}/`] })
  },
  /** Peers that the provider counts as connected. */
  peers: (): number =>
    [...(provider?.room?.webrtcConns.values() ?? [])].filter((conn) => conn.connected).length,
  /** `count` updates of `bytes` each, in one turn of the loop. */
  fill(count: number, bytes: number): void {
    for (let i = 0; i < count; i++) blobs.set(`blob ${blobs.size}`, noise(bytes))
  },
  held: (): number => blobs.size,
  type(text: string): void {
    ydoc.getText('small').insert(0, text)
  },
  small: (): string => ydoc.getText('small').toString(),
}
Object.assign(window, { stock })

if (searchParams.has('editor')) {
  const element = document.querySelector('#text') ?? document.body
  new Editor({ element, extensions: [...nodes, Collaboration.configure({ document: ydoc })] })
  stock.connect()
}
