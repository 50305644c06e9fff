// The courier's page inside the editor's, in the browser shell: another site, hidden, in a sandbox.
// It must never be given more than the address that the host said, nor survive the connection that said it.

let frame: HTMLIFrameElement | undefined

export function showCourier(address: string): void {
  hideCourier()
  frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'Courier'
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
  frame.src = address
  document.body.append(frame)
}

export function hideCourier(): void {
  frame?.remove()
  frame = undefined
}
