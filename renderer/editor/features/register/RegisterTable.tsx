// The table of the register, also with thousands of rows: only what is in view is in the page. One row has the focus; arrows, Page up and
// down, Home and End move it, Enter opens its details, and Tab goes through its own fields.
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RegisterRow, TableLine } from '../../../../shared/paper/recommendation-table.ts'
import { useSay } from '../../i18n/say.ts'
import { type RowActions, RowCells } from './RowCells.tsx'
import styles from './register.module.css'
import { COLUMNS, HEAD, ROWS, row, WHOLE_ROW } from './roles.ts'
import { heightOf, layOut, scrollTo, windowOf } from './scroll-window.ts'

/** In pixels; the style sheet gives rows just these. */
const ROW_HEIGHT = 68
const NARROW_ROW = 184
const GROUP_HEIGHT = 40
const NARROW_WIDTH = 720
const HEAD_HEIGHT = 36

interface RegisterTableProps {
  readonly lines: readonly TableLine[]
  readonly groupName: (key: string) => string
  readonly actions: RowActions
  readonly onOpen: (row: RegisterRow) => void
}

export function RegisterTable({ lines, groupName, actions, onOpen }: RegisterTableProps) {
  const say = useSay()
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [size, setSize] = useState({ width: 1000, height: 600 })
  const [chosen, setActive] = useState(0)
  const active = Math.min(chosen, Math.max(0, lines.length - 1))
  const isNarrow = size.width < NARROW_WIDTH
  const laid = useMemo(
    () =>
      layOut(lines.map(({ kind }) => (kind === 'group' ? GROUP_HEIGHT : isNarrow ? NARROW_ROW : ROW_HEIGHT))),
    [lines, isNarrow],
  )
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])

  const head = isNarrow ? 0 : HEAD_HEIGHT
  const { from, to } = windowOf(laid, top, size.height)
  const drawn = Array.from({ length: to - from }, (_, index) => from + index)
  // The row with the focus stays in the page wherever one scrolls to, or the focus would be gone.
  if (active < from && lines.length > 0) drawn.unshift(active)
  if (active >= to && lines.length > 0) drawn.push(active)

  const goTo = (index: number): void => {
    const next = Math.max(0, Math.min(lines.length - 1, index))
    const element = box.current
    if (element === null) return
    flushSync(() => setActive(next))
    element.scrollTop = scrollTo(laid, next, element.scrollTop, element.clientHeight - head)
    element.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus({ preventScroll: true })
  }
  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(size.height / (isNarrow ? NARROW_ROW : ROW_HEIGHT)) - 1)
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: lines.length - 1,
    }
    const line = lines[active]
    const onRow = target.getAttribute('role') === 'row'
    if (key === 'Enter' && onRow && line?.kind === 'row') onOpen(line.row)
    else if (moves[key] === undefined || (!onRow && /^(?:SELECT|INPUT)$/.test(target.tagName))) return
    else goTo(moves[key])
    event.preventDefault()
  }

  const hearing = (index: number, line: TableLine) => ({
    onFocus: () => setActive(index),
    onDoubleClick: () => line.kind === 'row' && onOpen(line.row),
  })

  return (
    <>
      <p className={styles.keys} id="register-keys">
        {say('register.keys')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a table that is drawn in part cannot be a <table>. */}
      <div
        ref={box}
        role="grid"
        aria-rowcount={lines.length + 1}
        aria-colcount={COLUMNS}
        aria-label={say('register.table')}
        aria-describedby="register-keys"
        tabIndex={-1}
        className={styles.table}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={keys}
      >
        <div {...row(1)} className={styles.head}>
          {HEADS.map((id) => (
            <div key={id} {...HEAD}>
              {say(`register.column.${id}`)}
            </div>
          ))}
        </div>
        <div {...ROWS} className={styles.body} style={{ height: heightOf(laid) }}>
          {drawn.map((index) => {
            const line = lines[index]
            if (line === undefined) return null
            const isActive = index === active
            return (
              <div
                key={index}
                {...row(index + 2)}
                {...hearing(index, line)}
                data-line={index}
                tabIndex={isActive ? 0 : -1}
                className={line.kind === 'group' ? styles.groupRow : styles.row}
                style={{
                  transform: `translateY(${laid.starts[index] ?? 0}px)`,
                  height: (laid.starts[index + 1] ?? 0) - (laid.starts[index] ?? 0),
                }}
              >
                {line.kind === 'group' ? (
                  <div {...WHOLE_ROW}>
                    {say('register.group', { name: groupName(line.key), count: line.count })}
                  </div>
                ) : (
                  <RowCells row={line.row} isActive={isActive} actions={actions} onOpen={onOpen} />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}

const HEADS = ['number', 'text', 'addressees', 'status', 'responsible', 'date', 'details'] as const
