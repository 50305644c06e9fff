// Before the tests that open pages on a stand-in host: builds and serves each such page once for all of their files.
// It must never outlive the run: the servers and their folders go with it.
import type { TestProject } from 'vitest/node'
import { type StandInPage, serveEditor } from '../standin/editor/serve.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each page is served, e.g. `http://127.0.0.1:N/`. */
    standinPages: Readonly<Record<StandInPage, string>>
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // One after the other: a build sets NODE_ENV for the time that it takes.
  const editor = await serveEditor('editor')
  const paper = await serveEditor('paper')
  project.provide('standinPages', { editor: editor.address, paper: paper.address })
  return async () => {
    await editor.close()
    await paper.close()
  }
}
