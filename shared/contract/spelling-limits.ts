// The sizes of spelling's calls. Apart from their schemas, so that a page takes no schema library along with a number.

/** Longest word that is looked at, in UTF-16 units. */
export const MAX_WORD = 60
/** Most words of one `spelling.check`. */
export const MAX_WORDS_ASKED = 500
export const MAX_SUGGESTIONS = 5
