// The two Noise handshakes of a session, IK and IKpsk1 over X25519, ChaChaPoly and BLAKE2b, as the framework's section 7 and 9
// list their tokens. Two messages, no transport: frames are session.ts's. It must never be given the same ephemeral key twice.
import { concat, utf8 } from '../bytes/codec.ts'
import { type Crypto, KEY_BYTES, type KeyPair, TAG_BYTES } from '../crypto/crypto.ts'
import { type CipherState, SymmetricState } from './symmetric.ts'

export const PROLOGUE = utf8('rapporteur/1/session')
/** The framework's limit for one message; ours for handshake messages. */
export const MAX_HANDSHAKE_MESSAGE = 65_535

type Token = 'e' | 'es' | 's' | 'ss' | 'psk' | 'ee' | 'se'

interface Pattern {
  readonly name: string
  readonly messages: readonly [readonly Token[], readonly Token[]]
}

const IK: Pattern = {
  name: 'Noise_IK_25519_ChaChaPoly_BLAKE2b',
  messages: [
    ['e', 'es', 's', 'ss'],
    ['e', 'ee', 'se'],
  ],
}

const IKPSK1: Pattern = {
  name: 'Noise_IKpsk1_25519_ChaChaPoly_BLAKE2b',
  messages: [
    ['e', 'es', 's', 'ss', 'psk'],
    ['e', 'ee', 'se'],
  ],
}

export interface HandshakeOptions {
  readonly role: 'initiator' | 'responder'
  readonly prologue: Uint8Array
  /** Static X25519 keys of this side; stay the caller's to wipe. */
  readonly local: KeyPair
  /** Draws this side's one-time keys when it writes; wiped by the handshake. */
  readonly ephemeral: () => KeyPair
  /** The responder's static key; known to the initiator beforehand. */
  readonly remote?: Uint8Array
  /** 32 bytes: makes it IKpsk1. */
  readonly psk?: Uint8Array
}

export interface HandshakeResult {
  readonly send: CipherState
  readonly receive: CipherState
  /** 64 bytes, the same on both sides and different in every session: safety words come from it. */
  readonly hash: Uint8Array
  readonly remote: Uint8Array
}

/** A read or a key agreement that failed. Never leaves this folder: a caller's bytes are refused in silence. */
class HandshakeFailure extends Error {}

/** One side of one handshake: the initiator writes, then reads; the responder reads, then writes; then `finish`. */
export class Handshake {
  readonly #crypto: Crypto
  readonly #options: HandshakeOptions
  readonly #pattern: Pattern
  readonly #state: SymmetricState
  #remote: Uint8Array | undefined
  #ephemeral: KeyPair | undefined
  #remoteEphemeral: Uint8Array | undefined

  constructor(crypto: Crypto, options: HandshakeOptions) {
    this.#crypto = crypto
    this.#options = options
    this.#pattern = options.psk ? IKPSK1 : IK
    this.#state = new SymmetricState(crypto, this.#pattern.name)
    this.#state.mixHash(options.prologue)
    const responder = options.role === 'responder' ? options.local.publicKey : options.remote
    if (responder === undefined) throw new TypeError('an initiator knows whom it calls')
    this.#remote = options.role === 'initiator' ? responder : undefined
    this.#state.mixHash(responder)
  }

  /** Message 1 of the initiator, message 2 of the responder. Throws RangeError when it would be over 65,535 bytes. */
  write(payload: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = []
    for (const token of this.#pattern.messages[this.#isInitiator ? 0 : 1]) {
      if (token === 'e') parts.push(this.#writeEphemeral())
      else if (token === 's') parts.push(this.#state.encryptAndHash(this.#options.local.publicKey))
      else this.#mix(token)
    }
    parts.push(this.#state.encryptAndHash(payload))
    const message = concat(...parts)
    if (message.length > MAX_HANDSHAKE_MESSAGE) throw new RangeError('handshake message over 65535 bytes')
    return message
  }

  /** The payload, or undefined when the message is not for these keys, damaged, or of another version. */
  read(message: Uint8Array): Uint8Array | undefined {
    if (message.length > MAX_HANDSHAKE_MESSAGE) return undefined
    try {
      return this.#read(message)
    } catch (error) {
      if (error instanceof HandshakeFailure) return undefined
      throw error
    }
  }

  /** The caller's static key, once the responder has read message 1. */
  get remote(): Uint8Array {
    if (this.#remote === undefined) throw new TypeError('the remote key is not known yet')
    return this.#remote
  }

  finish(): HandshakeResult {
    const hash = this.#state.hash
    const [first, second] = this.#state.split()
    this.wipe()
    const [send, receive] = this.#isInitiator ? [first, second] : [second, first]
    return { send, receive, hash, remote: this.remote }
  }

  /** Forgets the ephemeral and chaining keys; after `finish` only the ciphers are left. */
  wipe(): void {
    if (this.#ephemeral) this.#crypto.wipe(this.#ephemeral.secretKey)
    this.#state.wipe()
  }

  get #isInitiator(): boolean {
    return this.#options.role === 'initiator'
  }

  #read(message: Uint8Array): Uint8Array {
    let at = 0
    const take = (length: number): Uint8Array => {
      if (at + length > message.length) throw new HandshakeFailure()
      at += length
      return message.slice(at - length, at)
    }
    for (const token of this.#pattern.messages[this.#isInitiator ? 1 : 0]) {
      if (token === 'e') this.#readEphemeral(take(KEY_BYTES))
      else if (token === 's') this.#remote = this.#decrypt(take(KEY_BYTES + TAG_BYTES))
      else this.#mix(token)
    }
    return this.#decrypt(take(message.length - at))
  }

  #decrypt(ciphertext: Uint8Array): Uint8Array {
    const plaintext = this.#state.decryptAndHash(ciphertext)
    if (plaintext === undefined) throw new HandshakeFailure()
    return plaintext
  }

  #writeEphemeral(): Uint8Array {
    this.#ephemeral = this.#options.ephemeral()
    this.#mixEphemeral(this.#ephemeral.publicKey)
    return this.#ephemeral.publicKey
  }

  #readEphemeral(publicKey: Uint8Array): void {
    this.#remoteEphemeral = publicKey
    this.#mixEphemeral(publicKey)
  }

  /** In a psk handshake the ephemeral key is also mixed into the key (section 9.2). */
  #mixEphemeral(publicKey: Uint8Array): void {
    this.#state.mixHash(publicKey)
    if (this.#options.psk) this.#state.mixKey(publicKey)
  }

  /** The letter of the initiator comes first in a token's name. */
  #mix(token: Exclude<Token, 'e' | 's'>): void {
    if (token === 'psk') {
      if (this.#options.psk) this.#state.mixKeyAndHash(this.#options.psk)
      return
    }
    const [initiators, responders] = token
    const [own, theirs] = this.#isInitiator ? [initiators, responders] : [responders, initiators]
    const keys = own === 'e' ? this.#ephemeral : this.#options.local
    const shared = this.#agree(keys?.secretKey, theirs === 'e' ? this.#remoteEphemeral : this.#remote)
    this.#state.mixKey(shared)
    this.#crypto.wipe(shared)
  }

  /** libsodium refuses a key of small order by throwing: such a caller is not answered. */
  #agree(secretKey: Uint8Array | undefined, publicKey: Uint8Array | undefined): Uint8Array {
    if (secretKey === undefined || publicKey === undefined) throw new HandshakeFailure()
    try {
      return this.#crypto.sodium.crypto_scalarmult(secretKey, publicKey)
    } catch {
      throw new HandshakeFailure()
    }
  }
}
