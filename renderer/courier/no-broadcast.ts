// Takes BroadcastChannel away before lib0 looks for it: y-webrtc would otherwise talk to other tabs of the same origin behind
// the host's back. It must be imported before y-webrtc, and never anywhere but in the courier.

class SilentChannel {
  onmessage: unknown = null
  postMessage(): void {}
  close(): void {}
}

Object.defineProperty(globalThis, 'BroadcastChannel', { value: SilentChannel, configurable: true })
