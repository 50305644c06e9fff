// Transfers: the one backup or restore under way, piece by piece over the editor's calls: none of them is larger than a transport
// takes. It must never go on once the page is gone or the vault is being locked.
import { toHex } from '../../shared/bytes/text.ts'
import type { Output } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { Crypto } from '../../shared/crypto/crypto.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { Serial } from './groups/serial.ts'
import type { OpenVault } from './open-vault.ts'
import type { BackupWriter } from './vault/backup-writer.ts'
import { type Restore, SEALED_CHUNK } from './vault/restore.ts'

export interface TransfersDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly vault: OpenVault
}

export class Transfers {
  readonly #deps: TransfersDeps
  readonly #turn = new Serial()
  #backup: { readonly id: string; readonly writer: BackupWriter } | undefined
  #restore: { readonly id: string; readonly restore: Restore } | undefined

  constructor(deps: TransfersDeps) {
    this.#deps = deps
    deps.vault.onLetGo(() => void this.cancel().catch(() => undefined))
  }

  beginBackup(passphrase: Uint8Array): Promise<Output<'backup.begin'>> {
    return this.#turn.run(async () => {
      await this.#endBackup()
      const writer = await this.#deps.vault.beginBackup(passphrase)
      const id = this.#newId()
      this.#backup = { id, writer }
      return { backup: id, fileName: fileName(this.#deps.clock.now()), size: writer.size }
    })
  }

  nextPiece(backup: string): Promise<Output<'backup.next'>> {
    return this.#turn.run(async () => {
      if (this.#backup?.id !== backup) throw new RapporteurError('E_BACKUP_ENDED')
      const piece = await this.#backup.writer.next()
      if (piece.done) this.#backup = undefined
      return piece
    })
  }

  beginRestore(head: Uint8Array, passphrase: Uint8Array): Promise<Output<'restore.begin'>> {
    return this.#turn.run(async () => {
      await this.#endRestore()
      const restore = await this.#deps.vault.beginRestore(head, passphrase)
      const id = this.#newId()
      this.#restore = { id, restore }
      return { restore: id, from: restore.from, piece: SEALED_CHUNK }
    })
  }

  /** A chunk that is not what was sealed ends the restore: nothing of the file stays. */
  takePiece(id: string, bytes: Uint8Array): Promise<void> {
    return this.#orGiveUp(id, (restore) => restore.take(bytes))
  }

  finishRestore(id: string): Promise<void> {
    return this.#orGiveUp(id, async () => {
      await this.#deps.vault.finishRestore()
      this.#restore = undefined
    })
  }

  /** Whatever is under way. */
  cancel(): Promise<void> {
    return this.#turn.run(async () => {
      await this.#endBackup()
      await this.#endRestore()
    })
  }

  #orGiveUp(id: string, work: (restore: Restore) => Promise<void>): Promise<void> {
    return this.#turn.run(async () => {
      if (this.#restore?.id !== id) throw new RapporteurError('E_BACKUP_ENDED')
      try {
        await work(this.#restore.restore)
      } catch (error) {
        // A disk too full to sweep: the next start does it.
        await this.#endRestore().catch(() => undefined)
        throw error
      }
    })
  }

  async #endBackup(): Promise<void> {
    const backup = this.#backup
    this.#backup = undefined
    await backup?.writer.close()
  }

  async #endRestore(): Promise<void> {
    if (this.#restore === undefined) return
    this.#restore = undefined
    await this.#deps.vault.abandonRestore()
  }

  #newId(): string {
    return toHex(this.#deps.crypto.random(16))
  }
}

/** The day, so that the newest of several is found; nothing of what is in it. */
function fileName(now: number): string {
  const day = new Date(now)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `rapporteur-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.backup`
}
