// A paper on women, peace and security: by the four pillars of that agenda, then national plan, money and monitoring.
import type { Template } from './template.ts'

export const womenPeaceSecurity: Template = {
  id: 'women-peace-security',
  kind: 'recommendation-paper',
  en: {
    name: 'Women, peace and security paper',
    about: 'By the four pillars of the agenda, then national plans, means and monitoring.',
    body: `
# Purpose and point of view

*Whom the paper is for and which decision it should influence. Say whose experience it rests on, and whose is missing.*

# The situation

*Conflict, aftermath or shrinking space: what it means for women and girls here, and for which of them most: displaced, rural, older, with
disabilities, of minorities, defenders. Figures by sex and age where there are any; where there are none, that is a finding.*

# Commitments

*Resolution 1325 (2000) and those that followed, the OSCE’s Action Plan for the Promotion of Gender Equality of 2004, decisions of the Ministerial
Council, the national action plan: what exactly each asks for.*

# Participation

*Who sits at the table, who is only consulted, who is not asked. What keeps women away: rules, money, childcare, threats.*

Recommendation: [Addressee] should [ensure a share, a seat, a procedure] for women of [which groups] in [which body or talks] by [date].

# Prevention

*Early warning that listens to women’s organisations; arms, hate speech, online violence; who acts on the warning.*

Recommendation: [Addressee] should [introduce or fund] [which mechanism] together with women’s organisations by [date].

# Protection

*Violence related to conflict and in the home, trafficking, reprisals against defenders; access to shelters, health care and justice.*

Recommendation: [Addressee] should [protect, investigate, open access to] [whom or what] by [date].

# Relief and recovery

*Who receives aid, housing, land and work; documents and pensions; psychosocial support; how rebuilding is decided.*

Recommendation: [Addressee] should [allocate or change] [what] so that [which women] can [do what] by [date].

# Plan, means and monitoring

*Is there a national action plan, with a budget, indicators and a place for civil society? Who reports to whom, and how often?*

Recommendation: The government of [State] should [adopt or renew] its national action plan with [budget, indicators, a monitoring body with women’s
organisations] by [date].

# Doing no harm

*How those who told their stories were asked and are protected, what was left out for their sake, and whom a reader may turn to.*
`,
  },
  ru: {
    name: 'Документ «Женщины, мир и безопасность»',
    about: 'По четырём направлениям повестки, затем национальный план, средства и мониторинг.',
    body: `
# Цель и точка зрения

*Для кого этот документ и на какое решение он должен повлиять. Скажите, на чей опыт он опирается и чьего опыта в нём не хватает.*

# Положение дел

*Конфликт, его последствия или сужение гражданского пространства: что это значит здесь для женщин и девочек и кого затрагивает сильнее всего:
перемещённых, живущих в сёлах, пожилых, с инвалидностью, из меньшинств, правозащитниц. Данные по полу и возрасту, если они есть; если их нет, это тоже вывод.*

# Обязательства

*Резолюция 1325 (2000) и последующие, План действий ОБСЕ 2004 года по поддержке гендерного равенства, решения Совета министров, национальный
план действий: чего именно требует каждый из них.*

# Участие

*Кто сидит за столом, с кем только советуются, кого не спрашивают. Что мешает женщинам: правила, деньги, уход за детьми, угрозы.*

Рекомендация: [Адресату] следует до [даты] обеспечить [долю, место, процедуру] для женщин из [каких групп] в [каком органе или переговорах].

# Предотвращение

*Раннее предупреждение, в котором слышат женские организации; оружие, язык вражды, насилие в интернете; кто действует по предупреждению.*

Рекомендация: [Адресату] следует до [даты] вместе с женскими организациями [создать или профинансировать] [какой механизм].

# Защита

*Насилие, связанное с конфликтом, и домашнее насилие, торговля людьми, преследование правозащитниц; доступ к убежищам, медицинской помощи и правосудию.*

Рекомендация: [Адресату] следует до [даты] [защитить, расследовать, открыть доступ] [кого или что].

# Помощь и восстановление

*Кому достаются помощь, жильё, земля и работа; документы и пенсии; психосоциальная поддержка; кто решает, как восстанавливать.*

Рекомендация: [Адресату] следует до [даты] [выделить или изменить] [что], чтобы [какие женщины] могли [что делать].

# План, средства и мониторинг

*Есть ли национальный план действий с бюджетом, показателями и местом для гражданского общества? Кто перед кем отчитывается и как часто?*

Рекомендация: Правительству [какого государства] следует до [даты] [принять или обновить] национальный план действий, предусмотрев [бюджет, показатели,
наблюдательный орган с участием женских организаций].

# Не навредить

*Как спрашивали согласие тех, кто рассказал свою историю, как они защищены, о чём ради них умолчали и к кому может обратиться читатель.*
`,
  },
}
