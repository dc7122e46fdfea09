/**
 * Are these only letters, digits, signs and blanks of ASCII, and line feeds where `lines`? Then nothing in the text is invisible, which
 * this finds out at once; the tables of Unicode's classes cost 2 ms at their first use.
 */
export const isPrintableAscii = (text: string, { lines = false } = {}): boolean =>
  (lines ? /^[\n\x20-\x7e]*$/ : /^[\x20-\x7e]*$/).test(text);
