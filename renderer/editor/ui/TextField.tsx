// A labelled text box with its line of help and its error. Inside a FormDialog its `name` is what the form reads.
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import styles from './field.module.css'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string
  readonly hint?: string
  readonly area?: boolean
}

export function TextField({ label, hint, area = false, ...rest }: TextFieldProps) {
  return (
    <AriaTextField autoComplete="off" spellCheck="false" {...rest} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {area ? (
        <TextArea className={`${styles.control} ${styles.area}`} />
      ) : (
        <Input className={styles.control ?? ''} />
      )}
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''} />
    </AriaTextField>
  )
}
