// An open paper on its sheet. The bar above the text stays in sight while the text scrolls.
import type { Editor } from '@tiptap/core'
import { Search } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { EditorClient } from '../../../../shared/contract/editor-api.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert, Note } from '../../ui/Alert.tsx'
import { PageHeading } from '../../ui/Page.tsx'
import { Counts, type SetNumbered } from './Counts.tsx'
import { goToBlock } from './commands/go-to-block.ts'
import { type LinkTarget, linkTarget, removeLink, setLink } from './commands/links.ts'
import { DetailsPanel } from './details/DetailsPanel.tsx'
import { JoinedNote } from './details/JoinedNote.tsx'
import { useMembers } from './details/use-members.ts'
import { ExportMenu } from './export/ExportMenu.tsx'
import { FindBar } from './find/FindBar.tsx'
import { useFindKey } from './find/use-find-key.ts'
import type { SetLimit } from './LimitDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { OutlinePanel } from './outline/OutlinePanel.tsx'
import styles from './PaperPage.module.css'
import { Present } from './Present.tsx'
import { RescuedText } from './rescued/RescuedText.tsx'
import { SyncStatusLine } from './SyncStatusLine.tsx'
import type { OpenSession } from './session/paper-session.ts'
import type { Misspelt } from './spelling/marks.ts'
import { SpellingMenu } from './spelling/SpellingMenu.tsx'
import { useSpelling } from './spelling/use-spelling.ts'
import { Toolbar } from './Toolbar.tsx'
import { useEditor } from './use-editor.ts'
import './text.css'

interface OpenPaperProps {
  readonly client: EditorClient
  readonly group: string
  readonly open: OpenSession
  readonly back: ReactNode
  readonly setLimit: SetLimit
  readonly setNumbered: SetNumbered
}

export function OpenPaper({ client, group, open, back, setLimit, setNumbered }: OpenPaperProps) {
  const explain = useExplain()
  const say = useSay()
  const text = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const findInput = useRef<HTMLInputElement>(null)
  const [finding, setFinding] = useState(false)
  const find = useCallback(() => {
    setFinding(true)
    findInput.current?.select()
  }, [])
  useFindKey(page, find)
  const [explained, setExplained] = useState(false)
  const [failed, setFailed] = useState(false)
  const [tooLarge, setTooLarge] = useState(false)
  const [link, setLinkTarget] = useState<LinkTarget>()
  const [details, setDetails] = useState<number>()
  const askDetails = useRef<(id: string) => void>(() => undefined)
  const members = useMembers(client, group, details !== undefined)
  const mounted = useRef<Editor | null>(null)
  const spelling = useSpelling(client, group, open.mayWrite, mounted)
  const { book } = spelling
  const askSpelling = useRef(spelling.ask)
  askSpelling.current = spelling.ask
  const askLink = useRef(() => undefined as undefined)
  const actions = useMemo(
    () => ({
      openLinkDialog: () => askLink.current(),
      tellSaveState: () => setExplained(true),
      pasteTooLarge: () => setTooLarge(true),
      openDetails: (id: string) => askDetails.current(id),
      exportFailed: () => setFailed(true),
      spelling: { book, openMenu: (misspelt: Misspelt) => askSpelling.current(misspelt) },
    }),
    [book],
  )
  const editor = useEditor(text, open, group, actions)
  mounted.current = editor
  askLink.current = () => {
    if (editor !== null && open.mayWrite) setLinkTarget(linkTarget(editor.state))
  }
  askDetails.current = (id) => {
    if (editor !== null) goToBlock(id)(editor.state, editor.view.dispatch)
    setDetails((asked = 0) => asked + 1)
  }
  const closeLink = () => {
    setLinkTarget(undefined)
    // After the dialog has given the focus back.
    requestAnimationFrame(() => editor?.view.focus())
  }
  const finishLink = (command: ReturnType<typeof removeLink>) => {
    if (editor !== null) command(editor.state, editor.view.dispatch)
    closeLink()
  }

  return (
    <div className={styles.page} ref={page}>
      <div className={styles.paper}>
        <header className={styles.head}>
          {back}
          <div className={styles.title}>
            <PageHeading>{open.about.title}</PageHeading>
          </div>
        </header>
        <div className={styles.bar}>
          {open.mayWrite && editor !== null ? (
            <Toolbar editor={editor} binding={open.binding} onLink={actions.openLinkDialog} />
          ) : null}
          <div className={styles.state}>
            <Present people={open.present} />
            <SyncStatusLine status={open.status} explained={explained} onExplain={setExplained} />
            {editor === null ? null : (
              <RescuedText
                editor={editor}
                binding={open.binding}
                writers={open.writers}
                mayWrite={open.mayWrite}
              />
            )}
            <button
              type="button"
              className={styles.tool}
              aria-label={say('paper.find.open')}
              title={say('paper.find.open')}
              onClick={find}
            >
              <Search aria-hidden="true" />
            </button>
            {editor === null || open.binding.isNewer ? null : (
              <ExportMenu
                editor={editor}
                binding={open.binding}
                title={open.about.title}
                numbered={open.about.numbered === true}
                onFailure={actions.exportFailed}
              />
            )}
          </div>
          {finding && editor !== null ? (
            <FindBar
              editor={editor}
              mayWrite={open.mayWrite}
              input={findInput}
              onClose={() => setFinding(false)}
            />
          ) : null}
        </div>
        {open.mayWrite ? null : <Note>{explain(open.reason ?? 'E_PAPER_READ_ONLY')}</Note>}
        {failed ? <Alert>{explain('E_INTERNAL')}</Alert> : null}
        {spelling.trouble === undefined ? null : <Alert>{explain(spelling.trouble)}</Alert>}
        {tooLarge ? <Alert>{explain('E_PASTE_TOO_LARGE')}</Alert> : null}
        <JoinedNote binding={open.binding} />
        <div className={styles.columns} data-details={details === undefined ? undefined : ''}>
          {editor === null ? <div /> : <OutlinePanel editor={editor} />}
          <div ref={text} className={styles.sheet} />
          {editor === null || details === undefined ? null : (
            <DetailsPanel
              editor={editor}
              binding={open.binding}
              mayWrite={open.mayWrite}
              members={members}
              asked={details}
              onClose={() => setDetails(undefined)}
            />
          )}
        </div>
        {editor === null ? null : (
          <Counts
            editor={editor}
            limit={open.about.limit}
            setLimit={open.mayWrite ? setLimit : undefined}
            numbered={open.about.numbered === true}
            setNumbered={open.mayWrite ? setNumbered : undefined}
          />
        )}
        {editor === null ? null : <SpellingMenu editor={editor} spelling={spelling} />}
        <LinkDialog
          href={link?.href}
          onClose={closeLink}
          onSet={(href) => link && finishLink(setLink(link, href))}
          onRemove={() => link && finishLink(removeLink(link))}
        />
      </div>
    </div>
  )
}
