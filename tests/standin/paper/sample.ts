// A paper for pictures and page tests, in the Markdown that can be imported.
export const SAMPLE = `# Protecting those who defend rights

This paper was drafted by the working group on shrinking civic space after its meeting in Warsaw. It follows up on the recommendations of 2023, of which the group considers **three implemented, five partly, and eleven not at all**.

## What has changed since last year

In four participating States, laws on “foreign agents” now reach organisations that receive *no* foreign funding. The [Venice Commission](https://www.venice.coe.int/) found in its urgent opinion that such laws cannot be reconciled with the freedom of association.

> Restrictions on resources are restrictions on the right itself.

The group has documented:

- 41 organisations dissolved by court order,
- 112 defenders prosecuted, among them
  - 17 lawyers for pleadings made in court,
  - 9 for speaking at a human-dimension event;
- one appeal allowed.

### Recommendations to participating States

Recommendation: Repeal provisions that require civil-society organisations to register as agents of foreign influence, and restore the status of those dissolved under them.

Recommendation: Release all human-rights defenders detained for the exercise of their freedoms of expression, assembly and association, and provide them with redress.

Recommendation: Refrain from reprisals against persons who cooperate with OSCE institutions.

### Next steps

1. Collect amendments until 14 March.
2. Consolidate the text:
   1. one round by e-mail,
   2. one call.
3. Open for endorsement.
`
