// Clock: time passed in, so that tests hold it. Milliseconds since 1970, of this device only: no rule of the protocol
// may depend on two devices' clocks agreeing.

export interface Clock {
  now(): number
  /** Calls back once after `milliseconds`; the returned function cancels. */
  after(milliseconds: number, callback: () => void): () => void
}
