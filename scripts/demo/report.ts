// The table that the demo prints: each step with its time and outcome. A step that fails ends the demo.

interface Line {
  readonly name: string
  readonly outcome: string
  readonly seconds: number | undefined
}

export class Report {
  readonly #lines: Line[] = []
  #good = true

  get good(): boolean {
    return this.#good
  }

  async step<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const started = performance.now()
    const seconds = (): number => (performance.now() - started) / 1000
    try {
      const result = await run()
      this.#lines.push({ name, outcome: 'done', seconds: seconds() })
      process.stdout.write(`  ✓ ${name} (${seconds().toFixed(1)} s)\n`)
      return result
    } catch (error) {
      this.#lines.push({ name, outcome: 'FAILED', seconds: seconds() })
      process.stdout.write(`  ✗ ${name}\n`)
      throw error
    }
  }

  note(name: string, outcome: string): void {
    this.#lines.push({ name, outcome, seconds: undefined })
  }

  failed(error: unknown): void {
    this.#good = false
    process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  }

  print(pictures: string): void {
    const width = Math.max(...this.#lines.map((line) => line.name.length))
    process.stdout.write('\n')
    for (const line of this.#lines) {
      const time = line.seconds === undefined ? '' : `  ${line.seconds.toFixed(1)} s`
      process.stdout.write(`${line.name.padEnd(width)}  ${line.outcome}${time}\n`)
    }
    process.stdout.write(`\nPictures: ${pictures}\n${this.#good ? 'All of it held.' : 'The demo failed.'}\n`)
  }
}
