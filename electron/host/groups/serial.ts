// Serial: one task after another. A group's state changes only inside its own queue, so no verdict sees half of another's work.

export class Serial {
  #tail: Promise<unknown> = Promise.resolve()

  /** Runs `task` after all earlier ones; its failure is its caller's alone. */
  run<Result>(task: () => Promise<Result> | Result): Promise<Result> {
    const result = this.#tail.then(task)
    this.#tail = result.catch(() => undefined)
    return result
  }

  /** Resolves when everything queued so far has ended, well or badly. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
