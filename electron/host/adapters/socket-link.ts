// A Link over one WebSocket: one binary message each way is one Link message. It must never hold more than its limits, whatever
// the other side does or fails to do.
import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../../../shared/ports/clock.ts'
import { type Link, MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { Inbox } from './inbox.ts'
import { Waiters } from './waiters.ts'

const LOW_WATER = 256 * 1024
/** The sender keeps `buffered` bounded; this is for the one that does not. */
const MAX_BUFFERED = 32 * 1024 * 1024
/** What one read of the socket may bring after it was paused. */
const MAX_UNTAKEN = 4 * 1024 * 1024
/** How long the other side may take to answer a goodbye. */
const CLOSE_WITHIN_MS = 2_000

/** Wraps an open WebSocket. `forget` is called once, when the Link has closed. */
export function socketLink(socket: WebSocket, clock: Clock, forget: (link: Link) => void): Link {
  const drain = new Waiters()
  let closed = false
  let closeListener: (() => void) | undefined

  const gone = (): void => {
    if (closed) return
    closed = true
    inbox.clear()
    drain.wake()
    forget(link)
    closeListener?.()
  }
  const cut = (): void => {
    socket.terminate()
    gone()
  }

  const taken = (): void => {
    if (inbox.waiting === 0 && socket.isPaused) socket.resume()
  }
  const inbox: Inbox = new Inbox(MAX_UNTAKEN, taken, cut)

  socket.on('message', (data: RawData, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) return cut()
    // A copy: ws hands out views of its receive buffer, and a Link's messages may be kept.
    if (!inbox.add(new Uint8Array(data))) return cut()
    if (inbox.waiting > 0) socket.pause()
  })
  socket.on('close', gone)
  // Oversize and malformed frames end here; `close` follows.
  socket.on('error', cut)

  const link: Link = {
    road: 'socket',
    get buffered() {
      return closed ? 0 : socket.bufferedAmount
    },
    send(message) {
      if (closed || socket.readyState !== socket.OPEN) return false
      if (message.length > MAX_MESSAGE || socket.bufferedAmount > MAX_BUFFERED) {
        cut()
        return false
      }
      // A copy: the socket may keep the bytes for a while, and the sender may use its buffer again.
      socket.send(message.slice(), { binary: true, compress: false }, () => {
        if (socket.bufferedAmount <= LOW_WATER) drain.wake()
      })
      return true
    },
    drained: () => (closed || socket.bufferedAmount <= LOW_WATER ? Promise.resolve() : drain.wait()),
    onMessage(listener) {
      if (!closed) inbox.listen(listener)
    },
    onClose(listener) {
      if (closed) listener()
      else closeListener = listener
    },
    close() {
      if (closed) return
      // What was sent is flushed; a peer that does not answer the closing frame is cut after a while.
      socket.close()
      const giveUp = clock.after(CLOSE_WITHIN_MS, () => socket.terminate())
      socket.once('close', giveUp)
      if (socket.isPaused) socket.resume()
      gone()
    },
  }
  return link
}
