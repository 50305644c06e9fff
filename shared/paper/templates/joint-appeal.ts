// A joint appeal: short, urgent, to somebody who can act, signed by many.
import type { Template } from './template.ts'

export const jointAppeal: Template = {
  id: 'joint-appeal',
  kind: 'joint-statement',
  en: {
    name: 'Joint appeal',
    about: 'Urgent, to somebody who can act, signed by many. One page.',
    body: `
To [name and office of the addressee]

[Place, date]

# What has happened

We, the undersigned organisations, are alarmed by [event, in one sentence, with day and place].

*One paragraph of verified facts. Say how you know. Ask the person concerned, or their family or lawyer, before you name them.*

# Why it matters

*What is at stake if nothing is done, and until when there is time. One paragraph.*

# What obliges you to act

*The law and the commitments that are breached, each with its paragraph. Two or three, not ten.*

# What we ask

Recommendation: [Addressee] should [release, withdraw, stop, guarantee] [whom or what] immediately.

Recommendation: [Addressee] should [investigate, repeal, report] [what] by [date] and make the result public.

Recommendation: [States and organisations that have influence] should [raise, observe, receive, support] [what].

# Signatories

*Organisations in alphabetical order with their country. Whoever signs in a personal capacity is marked as such. Open for signature until
[day and hour, with the time zone].*
`,
  },
  ru: {
    name: 'Совместное обращение',
    about: 'Срочное, к тому, кто может действовать, за многими подписями. Одна страница.',
    body: `
[Должность и имя адресата]

[Место, дата]

# Что произошло

Мы, нижеподписавшиеся организации, встревожены тем, что [событие одним предложением, с днём и местом].

*Один абзац проверенных фактов. Скажите, откуда вы это знаете. Прежде чем назвать человека, спросите его самого, его семью или адвоката.*

# Почему это важно

*Что случится, если ничего не сделать, и сколько ещё есть времени. Один абзац.*

# Что обязывает действовать

*Какие нормы и обязательства нарушены, с указанием пункта. Две-три нормы, а не десять.*

# К чему мы призываем

Рекомендация: [Адресату] следует немедленно [освободить, отозвать, прекратить, гарантировать] [кого или что].

Рекомендация: [Адресату] следует до [даты] [расследовать, отменить, отчитаться] [что] и обнародовать результат.

Рекомендация: [Государствам и организациям, которые могут повлиять] следует [поднять вопрос, направить наблюдателей, принять, поддержать] [что].

# Подписи

*Организации по алфавиту, с указанием страны. Те, кто подписывает в личном качестве, отмечены особо. Подписи принимаются до
[дня и часа, с часовым поясом].*
`,
  },
}
