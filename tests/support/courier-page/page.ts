// The product's courier in a test's page: its own code over the browser's own WebRTC, commanded over a socket of the test.
import { startCourier } from '../../../renderer/courier/courier.ts'
import type { CourierTransport } from '../../../shared/contract/courier-api.ts'
import { pack, unpack } from './codec.ts'

const socket = new WebSocket(`ws://${location.host}/`)
socket.binaryType = 'arraybuffer'
const listeners = new Map<string, (payload: never) => void>()
const transport: CourierTransport = {
  emit: (event, payload) => socket.send(pack(event, payload)),
  on: (command, listener) => listeners.set(command, listener),
}
socket.onmessage = ({ data }) => {
  const { name, payload } = unpack(new Uint8Array(data as ArrayBuffer))
  listeners.get(name)?.(payload as never)
}
socket.onopen = () => startCourier(transport, window)
