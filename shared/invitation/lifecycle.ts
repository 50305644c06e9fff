// The life of an issued invitation, as a pure reducer. It works once: the first device that proves the secret binds it, and
// every other device must be told that it is used, for ever. Only people move it on from there.
import type { DeviceId, Hash } from '../ids/ids.ts'

export type InvitationState =
  | { readonly kind: 'open' }
  /** `others`: how many times a different device has since proved the secret: the invitation has leaked. */
  | { readonly kind: 'claimed'; readonly by: DeviceId; readonly others: number }
  | { readonly kind: 'admitted'; readonly by: DeviceId; readonly statement: Hash; readonly others: number }
  | { readonly kind: 'refused'; readonly by: DeviceId; readonly others: number }
  | { readonly kind: 'expired' }

export type InvitationEvent =
  /** A device has completed the handshake with the secret and signed it. `now` by the issuer's clock. */
  | { readonly kind: 'claim'; readonly by: DeviceId; readonly now: number }
  | { readonly kind: 'admit'; readonly statement: Hash }
  | { readonly kind: 'refuse' }
  /** The issuer takes it back before anyone came with it. */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'tick'; readonly now: number }

/** What to tell the claiming device. `welcome` again and again: the first one may have been lost. */
export type ClaimAnswer = 'waiting' | 'welcome' | 'refused' | 'used' | 'expired'

const MOST_OTHERS = 99

/** What a state becomes; the same object when nothing changed. Events that do not fit the state change nothing. */
export function nextInvitationState(
  state: InvitationState,
  expires: number,
  event: InvitationEvent,
): InvitationState {
  switch (event.kind) {
    case 'claim':
      if (state.kind === 'open') {
        return event.now > expires ? { kind: 'expired' } : { kind: 'claimed', by: event.by, others: 0 }
      }
      if (state.kind === 'expired' || state.by === event.by || state.others >= MOST_OTHERS) return state
      return { ...state, others: state.others + 1 }
    case 'admit':
      if (state.kind !== 'claimed') return state
      return { kind: 'admitted', by: state.by, statement: event.statement, others: state.others }
    case 'refuse':
      return state.kind === 'claimed' ? { kind: 'refused', by: state.by, others: state.others } : state
    case 'withdraw':
      return state.kind === 'open' ? { kind: 'expired' } : state
    case 'tick':
      // Who claimed it in time may wait for an answer as long as it takes.
      return state.kind === 'open' && event.now > expires ? { kind: 'expired' } : state
  }
}

/** After the claim was put through {@link nextInvitationState}. */
export function answerTo(claimant: DeviceId, state: InvitationState): ClaimAnswer {
  if (state.kind === 'open' || state.kind === 'expired') return 'expired'
  if (state.by !== claimant) return 'used'
  return state.kind === 'claimed' ? 'waiting' : state.kind === 'admitted' ? 'welcome' : 'refused'
}
