// A labelled text box with its line of help and its error. Inside a FormDialog its `name` is what the form reads.
import { useContext } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import { useSay } from '../i18n/say.ts'
import { BlankFieldsContext } from './blank-fields.ts'
import styles from './field.module.css'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string
  readonly hint?: string
  readonly area?: boolean
}

export function TextField({ label, hint, area = false, onChange, ...rest }: TextFieldProps) {
  const say = useSay()
  const blank = useContext(BlankFieldsContext)
  const { name } = rest
  return (
    <AriaTextField
      autoComplete="off"
      spellCheck="false"
      validationBehavior="aria"
      isInvalid={name !== undefined && blank.names.has(name)}
      {...rest}
      onChange={(value) => {
        if (name !== undefined) blank.touch(name)
        onChange?.(value)
      }}
      className={styles.field ?? ''}
    >
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
      <FieldError className={styles.error ?? ''}>{say('app.required')}</FieldError>
    </AriaTextField>
  )
}
