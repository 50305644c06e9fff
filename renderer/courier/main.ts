// The courier's page: the host's transport on one side, the browser's WebRTC on the other. It must never show anything.
import '../host/no-eval.ts'
import { createTransport } from '../host/courier-transport.ts'
import { startCourier } from './courier.ts'

startCourier(createTransport(), window)
