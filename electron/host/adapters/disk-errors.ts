// Turns what the operating system or LevelDB says about the disk into the codes that a Store may throw.
// It must never carry the system's message onward: it holds paths.
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'

/** In order: the first row whose code or wording appears anywhere in the chain of causes decides. */
const SIGNS: readonly (readonly [ErrorCode, RegExp])[] = [
  ['E_PROFILE_IN_USE', /^LEVEL_LOCKED$/],
  ['E_DISK_FULL', /^(ENOSPC|EDQUOT)$|No space left on device|Disk quota exceeded|not enough space/i],
  ['E_DISK_READ_ONLY', /^(EROFS|EACCES|EPERM)$|Read-only file system|Permission denied|Access is denied/i],
  ['E_STORE_DAMAGED', /^LEVEL_CORRUPTION$|^LEVEL_NOT_FOUND$|does not exist \(create_if_missing/],
  ['E_STORE_CLOSED', /^LEVEL_(DATABASE|ITERATOR)_NOT_OPEN$/],
]

function* causesOf(error: unknown): Generator<Error & { code?: unknown }> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause
}

/** The code for a failure of the disk or of LevelDB; `E_INTERNAL` for anything else. */
export function diskCode(error: unknown): ErrorCode {
  const causes = [...causesOf(error)]
  for (const cause of causes) if (cause instanceof RapporteurError) return cause.code
  for (const [code, sign] of SIGNS) {
    if (causes.some((cause) => sign.test(String(cause.code ?? '')) || sign.test(cause.message))) return code
  }
  return 'E_INTERNAL'
}

/** The same, as the error to throw. What is not the disk's doing stays as it is: it is a bug, to be seen as one. */
export function diskError(error: unknown): unknown {
  const code = diskCode(error)
  return code === 'E_INTERNAL' ? error : new RapporteurError(code)
}
