// The texts of the paper page in English; keys begin with `paper.`. A message is a whole sentence or a whole name.

export const paperEn = {} as const satisfies Record<`paper.${string}`, string>
