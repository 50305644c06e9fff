// The globals that every runtime has (page, Node, worker) and that `shared/` may therefore use beside the language's own.
// It must never grow to hold what only one of them has: `shared/` is pure, and clocks, random, disk and network are passed in.

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number }
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBuffer | ArrayBufferView): string
}
