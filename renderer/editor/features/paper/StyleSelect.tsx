// The combobox `Paragraph style`: a native select, because that is what every screen reader and keyboard knows. List items have their
// own buttons; where the caret is in one, the select says so and offers it as the current choice only.
import { ChevronDown } from 'lucide-react'
import { useSay } from '../../i18n/say.ts'
import type { BlockStyle } from './commands/blocks.ts'
import styles from './Toolbar.module.css'
import type { StyleName } from './toolbar-state.ts'

const STYLES: Readonly<Partial<Record<StyleName, BlockStyle>>> = {
  text: { kind: 'paragraph' },
  heading1: { kind: 'heading', level: 1 },
  heading2: { kind: 'heading', level: 2 },
  heading3: { kind: 'heading', level: 3 },
  heading4: { kind: 'heading', level: 4 },
  quote: { kind: 'quote' },
  recommendation: { kind: 'recommendation' },
}

interface StyleSelectProps {
  readonly value: StyleName
  readonly onChange: (style: BlockStyle) => void
}

export function StyleSelect({ value, onChange }: StyleSelectProps) {
  const say = useSay()
  const current =
    value === 'bullet' || value === 'ordered' || value === 'mixed' ? say(`paper.style.${value}`) : null
  return (
    <span className={styles.style}>
      <select
        aria-label={say('paper.style')}
        value={value}
        onChange={(event) => {
          const style = STYLES[event.target.value as StyleName]
          if (style !== undefined) onChange(style)
        }}
      >
        {current === null ? null : (
          <option value={value} disabled>
            {current}
          </option>
        )}
        <option value="text">{say('paper.style.text')}</option>
        {([1, 2, 3, 4] as const).map((level) => (
          <option key={level} value={`heading${level}`}>
            {say('paper.style.heading', { level })}
          </option>
        ))}
        <option value="quote">{say('paper.style.quote')}</option>
        <option value="recommendation">{say('paper.style.recommendation')}</option>
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  )
}
