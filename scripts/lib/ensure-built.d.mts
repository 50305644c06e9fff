// Types of ensure-built.mjs, which is plain JavaScript so that `npm start` needs no compiler.
// They must never promise more than it does.
export function isFresh(): boolean
export function ensureBuilt(): Promise<boolean>
