// Random: bytes from the operating system in the product, seeded in tests that print their seed.

export interface Random {
  bytes(length: number): Uint8Array
}
